import type { Core } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { Actor, Bilingual } from '../../../shared';
import { actorOf } from './http';
import type { AdminUser } from './http';

type Auth = {
  strategy?: { name?: string };
  credentials?: { documentId?: string; name?: string } | null;
};
/** Spelt as Strapi spells it. */
type PreferredLanguage = { preferedLanguage?: string | null };
type SiteUser = { documentId: string; username?: string };

/** The language in which a person has chosen to see the admin, of the two that we speak. */
export const languageOf = ({ preferedLanguage }: PreferredLanguage): keyof Bilingual =>
  preferedLanguage?.startsWith('zh') ? 'zh' : 'en';

/** The language of the person behind the request that runs now; English where it is not the admin. */
export const currentLanguage = (strapi: Core.Strapi): keyof Bilingual => {
  const state = strapi.requestContext.get()?.state as { auth?: Auth; user?: unknown } | undefined;
  return state?.auth?.strategy?.name === 'admin' && state.user
    ? languageOf(state.user as PreferredLanguage)
    : 'en';
};

/** Who is behind the request that runs now; the system where there is none (scripts, schedules). */
export const currentActor = (strapi: Core.Strapi): Actor => {
  const state = strapi.requestContext.get()?.state as { auth?: Auth; user?: unknown } | undefined;
  const strategy = state?.auth?.strategy?.name;
  if (strategy === 'admin' && state?.user) return actorOf(state.user as AdminUser);
  if (strategy === 'users-permissions' && state?.user) {
    const { documentId, username } = state.user as SiteUser;
    return { type: 'user', id: documentId, name: username ?? 'Site user' };
  }
  if (strategy === 'api-token') {
    const token = state?.auth?.credentials;
    return { type: 'token', id: token?.documentId ?? null, name: token?.name ?? 'API token' };
  }
  return systemActor;
};

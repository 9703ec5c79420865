import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { Actor, PermissionAction } from '../../../shared';
import { PLUGIN_ID, actionUid } from '../../../shared';
import { Refusal, forbidden } from './errors';

/** The part of an admin user that the plugin needs. */
export type AdminUser = {
  id: number;
  documentId: string;
  firstname?: string | null;
  lastname?: string | null;
  username?: string | null;
  email: string;
  roles?: { id: number; code: string }[];
};

/** The part of Koa's context that the plugin needs. */
type Context = {
  params: Record<string, string>;
  query: Record<string, unknown>;
  request: {
    body?: unknown;
    files?: Record<string, unknown>;
    headers: Record<string, string | string[] | undefined>;
  };
  state: { user?: AdminUser; userAbility?: { can: (action: string) => boolean } };
  status: number;
  body: unknown;
  set: (name: string, value: string) => void;
};

/** A request as rooms see it: who asks, what they may do, and what they sent. */
export type Request = {
  actor: Actor;
  user: AdminUser;
  can: (action: PermissionAction) => boolean;
  /** The CASL ability of the reader, for Strapi's own permission checkers. */
  ability: unknown;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  files: Record<string, unknown>;
  /** Value of a request header, by its lower-case name. */
  header: (name: string) => string | null;
};

export const nameOf = (
  user: Pick<AdminUser, 'firstname' | 'lastname' | 'username' | 'email'>
): string =>
  [user.firstname, user.lastname].filter(Boolean).join(' ').trim() ||
  user.username ||
  user.email.split('@')[0] ||
  'Admin user';

export const actorOf = (user: AdminUser): Actor => ({
  type: 'admin',
  id: user.documentId,
  name: nameOf(user),
});

export class Created<T> {
  constructor(readonly value: T) {}
}
/** Makes a handler answer 201. */
export const created = <T>(value: T) => new Created(value);

/** A file that is sent while it is made. */
export class Download {
  constructor(
    readonly stream: Readable,
    readonly file: { name: string; mime: string }
  ) {}
}

/** Turns a function of a request into a Koa handler that answers `{ data }`, a file or a refusal. */
export const handle = (answer: (request: Request) => Promise<unknown>) => async (ctx: Context) => {
  const { user, userAbility } = ctx.state;
  if (!user || !userAbility)
    throw forbidden({
      en: 'Only people who are logged in to the admin may ask this.',
      zh: '请先登录后台。',
    });
  try {
    const result = await answer({
      actor: actorOf(user),
      user,
      can: (action) => userAbility.can(actionUid(action)),
      ability: userAbility,
      params: ctx.params,
      query: ctx.query,
      body: ctx.request.body ?? {},
      files: ctx.request.files ?? {},
      header: (name) => [ctx.request.headers[name]].flat()[0] ?? null,
    });
    ctx.set('Cache-Control', 'no-store');
    if (result instanceof Download) {
      const { name, mime } = result.file;
      ctx.status = 200;
      ctx.set('Content-Type', mime);
      ctx.set('Content-Disposition', `attachment; filename="${name}"`);
      ctx.body = result.stream;
      return;
    }
    ctx.status = result instanceof Created ? 201 : 200;
    ctx.body = { data: result instanceof Created ? result.value : result };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ctx.status = error.status;
    ctx.body = {
      data: null,
      error: {
        status: error.status,
        name: error.name,
        message: error.message,
        details: error.details,
      },
    };
  }
};

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One admin route; the reader needs every action named. `handler` is `controller.method`. */
export const adminRoute = (
  method: Method,
  path: string,
  handler: string,
  ...actions: PermissionAction[]
) => ({
  method,
  path,
  handler,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      ...(actions.length
        ? [{ name: `plugin::${PLUGIN_ID}.permitted`, config: { actions: actions.map(actionUid) } }]
        : []),
    ],
  },
});

/** Who shares a Strapi role with this user, themselves included: documentIds. */
export const teamOf = async (strapi: Core.Strapi, user: AdminUser): Promise<string[]> => {
  const roleIds = (user.roles ?? []).map(({ id }) => id);
  if (roleIds.length === 0) return [user.documentId];
  const members = await strapi.db.query('admin::user').findMany({
    where: { roles: { id: { $in: roleIds } } },
    select: ['documentId'],
  });
  return [...new Set([user.documentId, ...members.map(({ documentId }) => documentId as string)])];
};

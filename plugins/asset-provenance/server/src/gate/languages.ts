import type { UID } from '@strapi/strapi';
import type { Kernel } from '../kernel';

/** The part of the internationalisation plugin that is asked here. */
type ContentTypes = {
  isLocalizedContentType: (contentType: unknown) => boolean;
  getNonLocalizedAttributes: (contentType: unknown) => string[];
};
type Locales = { getDefaultLocale: () => Promise<string> };

const HOLDERS = ['media', 'component', 'dynamiczone', 'blocks', 'richtext'];

/** What the site says about the languages of its content types. */
export const createLanguages = ({ strapi }: Kernel) => {
  const shared = new Map<string, boolean>();
  const service = <T>(name: string): T | undefined =>
    strapi.plugin('i18n')?.service(name) as T | undefined;

  const isLocalised = (uid: string): boolean =>
    service<ContentTypes>('content-types')?.isLocalizedContentType(
      strapi.contentType(uid as UID.ContentType)
    ) ?? false;

  const findShared = (uid: string): boolean => {
    if (!isLocalised(uid)) return false;
    const contentType = strapi.contentType(uid as UID.ContentType);
    const names = service<ContentTypes>('content-types')?.getNonLocalizedAttributes(contentType);
    return (names ?? []).some((name) => HOLDERS.includes(contentType.attributes[name]?.type ?? ''));
  };

  return {
    /** The language of a version: as asked, the default one, or null where the type has none. */
    localeOf: async (uid: string, locale: string | null | undefined): Promise<string | null> => {
      if (!isLocalised(uid)) return null;
      return locale ?? (await service<Locales>('locales')?.getDefaultLocale()) ?? null;
    },

    /** Whether what is written in one language of an entry is copied, with its media, to the others. */
    sharesMedia: (uid: string): boolean => {
      const known = shared.get(uid) ?? findShared(uid);
      shared.set(uid, known);
      return known;
    },
  };
};
export type Languages = ReturnType<typeof createLanguages>;

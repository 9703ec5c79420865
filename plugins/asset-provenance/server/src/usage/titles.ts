import type { UID } from '@strapi/strapi';
import type { Kernel } from '../kernel';
import type { Models } from './models';

type TitleRow = { documentId: string; locale?: string | null; publishedAt?: string | null };
type Version = { documentId: string; locale: string | null };

const TITLE_FIELDS = ['title', 'name', 'label', 'headline', 'subject'];
/** Documents asked for in one statement. */
const PAGE = 500;

const keyOf = ({ documentId, locale }: Version): string => `${documentId} ${locale ?? ''}`;

/** What entries are called. */
export const createTitles = ({ strapi }: Kernel, models: Models) => {
  const fieldOf = (uid: string): string | null => {
    const names = models
      .attributesOf(uid)
      .filter(([, { type }]) => type === 'string')
      .map(([name]) => name);
    return TITLE_FIELDS.find((name) => names.includes(name)) ?? names[0] ?? null;
  };

  const titleOf = (uid: string, row: object): string | null => {
    const field = fieldOf(uid);
    const title = field ? (row as Record<string, unknown>)[field] : null;
    return typeof title === 'string' ? title : null;
  };

  return {
    titleOf,

    /** Titles of versions as they are now, those of drafts before published ones. */
    titlesOf: async (
      uid: string,
      documentIds: string[]
    ): Promise<(version: Version) => string | null> => {
      const field = fieldOf(uid);
      const titles = new Map<string, string | null>();
      const { attributes } = strapi.db.metadata.get(uid);
      const select = ['documentId', 'locale', 'publishedAt', ...(field ? [field] : [])].filter(
        (name) => name in attributes
      );
      for (let start = 0; start < documentIds.length; start += PAGE) {
        const rows = (await strapi.db.query(uid as UID.ContentType).findMany({
          where: { documentId: { $in: documentIds.slice(start, start + PAGE) } },
          select,
        })) as TitleRow[];
        for (const row of rows) {
          const key = keyOf({ documentId: row.documentId, locale: row.locale || null });
          if (!titles.has(key) || !row.publishedAt) titles.set(key, titleOf(uid, row));
        }
      }
      return (version) => titles.get(keyOf(version)) ?? null;
    },
  };
};
export type Titles = ReturnType<typeof createTitles>;

import type { UID } from '@strapi/strapi';
import type { FoundPlacement } from '../../../shared';
import type { Kernel } from '../kernel';
import type { Models } from './models';
import type { EntryRow } from './spots';
import type { Titles } from './titles';

type ComponentLink = { entity_id: number };
/** Rows of one model. */
type Rows = { uid: string; ids: number[] };

/** Components cannot be nested deeper in any model that Strapi itself can load. */
const MAX_DEPTH = 12;

/** Climbs from rows of components to the entries that hold them. */
export const createAround = (
  { strapi }: Kernel,
  { models, titles }: { models: Models; titles: Titles }
) => {
  /** One step up from rows of one component. */
  const above = async ({ uid, ids }: Rows): Promise<Rows[]> => {
    const found: Rows[] = [];
    for (const holder of models.holdersOf(uid)) {
      const links = (await strapi.db
        .queryBuilder(holder.linkTable as UID.ContentType)
        .select(['entity_id'])
        .where({ cmp_id: { $in: ids }, component_type: uid })
        .execute({ mapResults: false })) as ComponentLink[];
      if (links.length > 0)
        found.push({
          uid: holder.uid,
          ids: [...new Set(links.map(({ entity_id }) => entity_id))],
        });
    }
    return found;
  };

  const entryRowsAround = async (start: Rows): Promise<Rows[]> => {
    const entries: Rows[] = [];
    let current = [start];
    for (let depth = 0; current.length > 0 && depth < MAX_DEPTH; depth += 1) {
      entries.push(...current.filter(({ uid }) => models.isContentType(uid)));
      const components = current.filter(({ uid }) => !models.isContentType(uid));
      current = [];
      for (const rows of components) current.push(...(await above(rows)));
    }
    return entries;
  };

  /**
   * Entries that hold these rows of an entry or a component, each version in each language; `field`
   * is empty. In the transaction around it.
   */
  return async (uid: string, ids: number[]): Promise<FoundPlacement[]> => {
    const found: FoundPlacement[] = [];
    for (const rows of await entryRowsAround({ uid, ids })) {
      const entries = (await strapi.db
        .query(rows.uid as UID.ContentType)
        .findMany({ where: { id: { $in: rows.ids } } })) as EntryRow[];
      for (const row of entries)
        found.push({
          uid: rows.uid,
          documentId: row.documentId,
          title: titles.titleOf(rows.uid, row),
          locale: row.locale || null,
          field: '',
          isPublished: !models.hasDrafts(rows.uid) || Boolean(row.publishedAt),
        });
    }
    return found;
  };
};
export type Around = ReturnType<typeof createAround>;

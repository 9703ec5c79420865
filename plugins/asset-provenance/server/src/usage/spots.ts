import type { Core, UID } from '@strapi/strapi';
import type { MediaModel, Models } from './models';

/** One version of an entry in one language. */
export type EntryRow = {
  id: number;
  documentId: string;
  locale: string | null;
  publishedAt: string | null;
};

/** A row of an entry or a component that can show media. */
export type Spot = {
  uid: string;
  id: number;
  /** Path from the entry, with a dot at its end; empty for the entry itself. */
  path: string;
  row: EntryRow;
  /** Its text fields. */
  values: Record<string, unknown>;
};

type ComponentLink = {
  entity_id: number;
  cmp_id: number;
  component_type: string;
  field: string;
};

/** Components cannot be nested deeper in any model that Strapi itself can load. */
const MAX_DEPTH = 12;

const namesOf = ({ texts }: MediaModel): string[] => texts.map(({ name }) => name);

/** Walks down from entries to every component in which media can stand, level by level. */
export const createSpots = (strapi: Core.Strapi, models: Models) => {
  const columnsOf = (uid: string, names: string[]): string[] => {
    const { attributes } = strapi.db.metadata.get(uid);
    return names.filter((name) => name in attributes);
  };

  const rowsOf = async (uid: string, where: Record<string, unknown>, columns: string[]) =>
    (await strapi.db.query(uid as UID.ContentType).findMany({
      where,
      select: columnsOf(uid, ['id', ...columns]),
    })) as Record<string, unknown>[];

  const entriesOf = async (uid: string, where: Record<string, unknown>): Promise<Spot[]> => {
    const texts = namesOf(models.modelOf(uid));
    const rows = await rowsOf(uid, where, ['documentId', 'locale', 'publishedAt', ...texts]);
    return rows.map((values) => {
      const row: EntryRow = {
        id: values.id as number,
        documentId: values.documentId as string,
        locale: (values.locale as string | null | undefined) || null,
        publishedAt: (values.publishedAt as string | null | undefined) ?? null,
      };
      return { uid, id: row.id, path: '', row, values };
    });
  };

  /** One step down from rows of one model; the place in a list counts every component of the field. */
  const below = async (uid: string, holders: Spot[]): Promise<Spot[]> => {
    const { componentLinks, components } = models.modelOf(uid);
    if (!componentLinks) return [];
    const links = (await strapi.db
      .queryBuilder(componentLinks as UID.ContentType)
      .select(['entity_id', 'cmp_id', 'component_type', 'field'])
      .where({
        entity_id: { $in: holders.map(({ id }) => id) },
        field: { $in: [...components.keys()] },
      })
      .orderBy([{ order: 'asc' }, { id: 'asc' }])
      .execute({ mapResults: false })) as ComponentLink[];

    const holderOf = new Map(holders.map((holder) => [holder.id, holder]));
    const counts = new Map<string, number>();
    return links.flatMap(({ entity_id, cmp_id, component_type, field }) => {
      const place = `${entity_id} ${field}`;
      const index = counts.get(place) ?? 0;
      counts.set(place, index + 1);
      const holder = holderOf.get(entity_id);
      if (!holder || !models.canHoldMedia(component_type)) return [];
      const at = components.get(field)?.isList ? `${field}.${index}` : field;
      return [
        {
          uid: component_type,
          id: cmp_id,
          path: `${holder.path}${at}.`,
          row: holder.row,
          values: {},
        },
      ];
    });
  };

  const readTexts = async (uid: string, spots: Spot[]): Promise<Spot[]> => {
    const texts = namesOf(models.modelOf(uid));
    if (texts.length === 0) return spots;
    const rows = await rowsOf(uid, { id: { $in: spots.map(({ id }) => id) } }, texts);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    return spots.map((spot) => ({ ...spot, values: rowOf.get(spot.id) ?? {} }));
  };

  const byModel = (spots: Spot[]): Map<string, Spot[]> => {
    const groups = new Map<string, Spot[]>();
    for (const spot of spots) {
      const group = groups.get(spot.uid);
      if (group) group.push(spot);
      else groups.set(spot.uid, [spot]);
    }
    return groups;
  };

  /** The rows of entries that `where` names and all components in them. */
  return async (uid: string, where: Record<string, unknown>): Promise<Spot[]> => {
    let level = await entriesOf(uid, where);
    const all: Spot[] = [...level];
    for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth += 1) {
      const next: Spot[] = [];
      for (const [model, spots] of byModel(level)) next.push(...(await below(model, spots)));
      level = [];
      for (const [model, spots] of byModel(next)) level.push(...(await readTexts(model, spots)));
      all.push(...level);
    }
    return all;
  };
};

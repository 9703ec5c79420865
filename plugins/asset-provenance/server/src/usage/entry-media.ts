import type { Core, UID } from '@strapi/strapi';
import type { MediaFile } from '../media/service';

/** A file and the path of the field that shows it: `gallery`, `sections.0.figures.2.media`. */
export type FoundMedia = { file: MediaFile; field: string };

type Attribute = { type: string; component?: string; components?: string[]; multiple?: boolean };
type Populate = {
  [field: string]: true | { populate?: Populate } | { on: Record<string, { populate?: Populate }> };
};
type Row = Record<string, unknown>;

const rowsOf = (value: unknown): Row[] => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((row): row is Row => typeof row === 'object' && row !== null);
};

/**
 * Finds media in media fields, components (also nested and repeatable) and dynamic zones, by the
 * model. Relations are other entries, with gates of their own.
 */
export const createEntryMedia = (strapi: Core.Strapi) => {
  const populates = new Map<string, Populate | null>();

  const attributesOf = (uid: string) =>
    Object.entries(strapi.getModel(uid as UID.Schema)?.attributes ?? {}) as [string, Attribute][];

  const buildPopulate = (uid: string): Populate | null => {
    const populate: Populate = {};
    for (const [field, attribute] of attributesOf(uid)) {
      if (attribute.type === 'media') populate[field] = true;
      if (attribute.type === 'component' && attribute.component) {
        const inner = populateOf(attribute.component);
        if (inner) populate[field] = { populate: inner };
      }
      if (attribute.type === 'dynamiczone') {
        const components = attribute.components ?? [];
        if (!components.some((component) => populateOf(component))) continue;
        // Every component is listed, or the places of the others in the zone would shift.
        const on = components.map((component) => {
          const inner = populateOf(component);
          return [component, inner ? { populate: inner } : {}] as const;
        });
        populate[field] = { on: Object.fromEntries(on) };
      }
    }
    return Object.keys(populate).length > 0 ? populate : null;
  };

  /** What to populate to see all media of a model; null when it can hold none. */
  const populateOf = (uid: string): Populate | null => {
    const known = populates.get(uid);
    if (known !== undefined) return known;
    // Set first: a component that holds itself must end somewhere.
    populates.set(uid, null);
    const populate = buildPopulate(uid);
    populates.set(uid, populate);
    return populate;
  };

  const mediaIn = (uid: string, row: Row, path = ''): FoundMedia[] =>
    attributesOf(uid).flatMap(([name, attribute]) => {
      const field = path ? `${path}.${name}` : name;
      const values = rowsOf(row[name]);
      if (attribute.type === 'media')
        return values.map((file) => ({ file: file as unknown as MediaFile, field }));
      if (attribute.type !== 'component' && attribute.type !== 'dynamiczone') return [];
      const isList = Array.isArray(row[name]);
      return values.flatMap((value, index) => {
        const component = attribute.component ?? String(value.__component);
        return mediaIn(component, value, isList ? `${field}.${index}` : field);
      });
    });

  return {
    populateOf,

    /** Media of entry rows as they are stored now, in the transaction around it. */
    ofRows: async (uid: string, where: Record<string, unknown>): Promise<FoundMedia[]> => {
      const populate = populateOf(uid);
      if (!populate) return [];
      const rows = (await strapi.db
        .query(uid as UID.ContentType)
        .findMany({ where, populate })) as Row[];
      return rows.flatMap((row) => mediaIn(uid, row));
    },
  };
};
export type EntryMedia = ReturnType<typeof createEntryMedia>;

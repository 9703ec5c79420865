import type { UID } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { FoundPlacement } from '../../../shared';
import type { Kernel } from '../kernel';

type Attribute = { type: string; component?: string; components?: string[] };
type LinkRow = { entity_id: number; cmp_id: number; field: string };
type RelatedRow = { related_id: number; related_type: string; field: string };
/** A row of an entry or a component, and the path from it down to the file. */
type Spot = { uid: string; id: number; field: string };
type EntryRow = {
  id: number;
  documentId: string;
  locale?: string | null;
  publishedAt?: string | null;
} & Record<string, unknown>;

/** Components cannot be nested deeper in any model that Strapi itself can load. */
const MAX_DEPTH = 12;
const TITLE_FIELDS = ['title', 'name', 'label', 'headline', 'subject'];

/** Finds the entries that show a file, now, through Strapi's own link tables. */
export const createPlacements = ({ strapi, transact }: Kernel) => {
  const attributesOf = (uid: string) =>
    Object.entries(strapi.getModel(uid as UID.Schema)?.attributes ?? {}) as [string, Attribute][];

  const isContentType = (uid: string): boolean => uid in strapi.contentTypes;

  const holds = (attribute: Attribute, component: string): boolean =>
    attribute.type === 'component'
      ? attribute.component === component
      : attribute.type === 'dynamiczone' && (attribute.components ?? []).includes(component);

  /** Models that can hold a component, with the name of the table that links them to their components. */
  const holdersOf = (component: string): { uid: string; linkTable: string }[] =>
    [...Object.keys(strapi.contentTypes), ...Object.keys(strapi.components)].flatMap((uid) => {
      const field = attributesOf(uid).find(([, attribute]) => holds(attribute, component))?.[0];
      if (!field) return [];
      const attribute = strapi.db.metadata.get(uid).attributes[field] as
        { joinTable?: { name: string } } | undefined;
      return attribute?.joinTable ? [{ uid, linkTable: attribute.joinTable.name }] : [];
    });

  /** One step up from rows of one component. */
  const climb = async (component: string, spots: Spot[]): Promise<Spot[]> => {
    const fieldsOf = new Map<number, Set<string>>();
    for (const { id, field } of spots) fieldsOf.set(id, (fieldsOf.get(id) ?? new Set()).add(field));
    const above: Spot[] = [];
    for (const { uid, linkTable } of holdersOf(component)) {
      const links = (await strapi.db
        .queryBuilder(linkTable as UID.ContentType)
        .select(['entity_id', 'cmp_id', 'field'])
        .where({ cmp_id: { $in: [...fieldsOf.keys()] }, component_type: component })
        .execute({ mapResults: false })) as LinkRow[];
      for (const link of links) {
        for (const field of fieldsOf.get(link.cmp_id) ?? []) {
          above.push({
            uid,
            id: link.entity_id,
            field: field ? `${link.field}.${field}` : link.field,
          });
        }
      }
    }
    return above;
  };

  /** Climbs from rows of entries and components to the entries. */
  const entrySpotsOf = async (spots: Spot[]): Promise<Spot[]> => {
    const entries: Spot[] = [];
    let current = spots;
    for (let depth = 0; current.length > 0 && depth < MAX_DEPTH; depth += 1) {
      entries.push(...current.filter(({ uid }) => isContentType(uid)));
      const components = current.filter(({ uid }) => !isContentType(uid));
      current = [];
      for (const uid of new Set(components.map((spot) => spot.uid))) {
        current.push(
          ...(await climb(
            uid,
            components.filter((spot) => spot.uid === uid)
          ))
        );
      }
    }
    return entries;
  };

  const titleOf = (uid: string, row: EntryRow): string | null => {
    const names = attributesOf(uid)
      .filter(([, { type }]) => type === 'string')
      .map(([name]) => name);
    const field = TITLE_FIELDS.find((name) => names.includes(name)) ?? names[0];
    const title = field ? row[field] : null;
    return typeof title === 'string' ? title : null;
  };

  const isLive = (uid: string, row: EntryRow): boolean =>
    !strapi.contentType(uid as UID.ContentType).options?.draftAndPublish ||
    Boolean(row.publishedAt);

  /** Draft and published version of the same field are one placement. */
  const merge = (placements: FoundPlacement[]): FoundPlacement[] => {
    const merged = new Map<string, FoundPlacement>();
    for (const placement of placements) {
      const key = [placement.uid, placement.documentId, placement.locale, placement.field].join(
        ' '
      );
      const known = merged.get(key);
      if (!known || placement.isPublished) merged.set(key, placement);
    }
    return [...merged.values()];
  };

  const placementsAt = async (spots: Spot[]): Promise<FoundPlacement[]> => {
    const entrySpots = await entrySpotsOf(spots);
    const found: FoundPlacement[] = [];
    for (const uid of new Set(entrySpots.map((spot) => spot.uid))) {
      const here = entrySpots.filter((spot) => spot.uid === uid);
      const rows = (await strapi.db
        .query(uid as UID.ContentType)
        .findMany({ where: { id: { $in: here.map(({ id }) => id) } } })) as EntryRow[];
      const rowOf = new Map(rows.map((row) => [row.id, row]));
      for (const { id, field } of here) {
        const row = rowOf.get(id);
        if (!row) continue;
        found.push({
          uid,
          documentId: row.documentId,
          title: titleOf(uid, row),
          locale: row.locale ?? null,
          field,
          isPublished: isLive(uid, row),
        });
      }
    }
    return merge(found);
  };

  return {
    titleOf,

    /** Entries that hold this row of an entry or a component; `field` is empty for the entry itself. */
    entriesAround: (uid: string, ids: number[]): Promise<FoundPlacement[]> =>
      transact(systemActor, () => placementsAt(ids.map((id) => ({ uid, id, field: '' })))),

    /** Entries whose media fields, components or dynamic zones show the file. */
    of: (file: { id: number }): Promise<FoundPlacement[]> =>
      transact(systemActor, async () => {
        const related = strapi.db.metadata.get('plugin::upload.file').attributes.related as {
          joinTable: { name: string };
        };
        const rows = (await strapi.db
          .queryBuilder(related.joinTable.name as UID.ContentType)
          .select(['related_id', 'related_type', 'field'])
          .where({ file_id: file.id })
          .execute({ mapResults: false })) as RelatedRow[];
        return placementsAt(
          rows
            .filter(({ related_type }) => strapi.getModel(related_type as UID.Schema))
            .map(({ related_id, related_type, field }) => ({
              uid: related_type,
              id: related_id,
              field,
            }))
        );
      }),
  };
};
export type Placements = ReturnType<typeof createPlacements>;

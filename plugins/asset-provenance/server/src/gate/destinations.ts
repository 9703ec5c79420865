import type { UID } from '@strapi/strapi';
import type { EntryDestination } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Kernel } from '../kernel';

type Row = Record<string, unknown>;

/** The text of a field, or its texts where a field holds several. */
const textsOf = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((each): each is string => typeof each === 'string')
    .map((each) => each.trim())
    .filter(Boolean);

/** Where entries appear, as the configuration maps their types. */
export const createDestinations = ({ strapi, log }: Kernel, config: PluginConfig) => {
  const ruleOf = (uid: string) => config.gate.contentTypes[uid];

  /** Fields of the entry that say where it appears. */
  const fieldsOf = (uid: string): string[] => {
    const rule = ruleOf(uid);
    return [rule?.channelField, rule?.regionField].filter((field) => field !== undefined);
  };

  /** @param row null while nothing is known but the type. */
  const of = (uid: string, row: Row | null): EntryDestination => {
    const rule = ruleOf(uid);
    if (!rule) return { channels: [], regions: [], languages: [] };
    const said = (field: string | undefined) => (field && row ? textsOf(row[field]) : []);
    return {
      channels: [...(rule.channels ?? []), ...said(rule.channelField)],
      regions: [...(rule.regions ?? []), ...said(rule.regionField)],
      languages: rule.isLocaleLanguage && row ? textsOf(row.locale) : [],
    };
  };

  return {
    of,

    /** Of rows of one type, by their ids; asks the database only where a field says it. */
    ofRows: async (
      uid: string,
      rows: { id: number; locale: string | null }[]
    ): Promise<(id: number) => EntryDestination> => {
      const fields = fieldsOf(uid);
      const found =
        fields.length > 0
          ? ((await strapi.db.query(uid as UID.ContentType).findMany({
              where: { id: { $in: rows.map(({ id }) => id) } },
              select: ['id', ...fields],
            })) as Row[])
          : [];
      const valuesOf = new Map(found.map((row) => [row.id, row]));
      const localeOf = new Map(rows.map(({ id, locale }) => [id, locale]));
      return (id) => of(uid, { ...valuesOf.get(id), locale: localeOf.get(id) });
    },

    /** A name that is mistyped would quietly limit nothing. */
    warnOfUnknown: (): void => {
      for (const uid of Object.keys(config.gate.contentTypes)) {
        const attributes = strapi.contentTypes[uid as UID.ContentType]?.attributes;
        if (!attributes) {
          log.warn(
            `gate.contentTypes: there is no content type “${uid}”; its entry limits nothing.`
          );
          continue;
        }
        for (const field of fieldsOf(uid).filter((name) => !(name in attributes)))
          log.warn(`gate.contentTypes: “${uid}” has no field “${field}”; it limits nothing.`);
      }
    },
  };
};
export type Destinations = ReturnType<typeof createDestinations>;

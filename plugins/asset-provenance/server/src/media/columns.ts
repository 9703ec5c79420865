import type { Core } from '@strapi/strapi';
import { APPROVAL_STATUSES, ORIGINS } from '../../../shared';

type MutableSchema = {
  attributes: Record<string, unknown>;
  indexes?: { name: string; columns: string[]; type: null }[];
};

/** Not searchable: the stock search would read every one of them as text. */
const hidden = { configurable: false, private: true, writable: false, searchable: false };
/** A new object for each column: Strapi writes into it. */
const text = () => ({ type: 'string', ...hidden });

const nameOf = (columns: string[]): string =>
  `files_${columns.map((column) => column.replace('provenance_', '')).join('_')}_ap_idx`;

const indexes: string[][] = [
  // Blocks and Markdown name files by it.
  ['hash'],
];

/**
 * The id at the end serves pages that are ordered by it, from any place on. These are not part of the
 * schema: on PostgreSQL Strapi does not see the column `id` in an index, takes it for changed, and
 * creates it a second time, at which the start fails.
 */
const pageIndexes: string[][] = [
  ['provenance_status', 'id'],
  ['provenance_status', 'provenance_usable_until', 'id'],
  ['provenance_usable_until', 'id'],
  ['provenance_origin', 'id'],
];

/**
 * Adds our columns to `plugin::upload.file`: what the condition of usable media, stock filters and the
 * publish gate ask of a file itself; all else is in `fileProvenances`. A projection, private, so that
 * no public `populate` shows it. Called while plugins register, before the database is up.
 */
export const extendFileColumns = (strapi: Core.Strapi): void => {
  const file = strapi.contentType('plugin::upload.file') as unknown as MutableSchema;
  Object.assign(file.attributes, {
    provenanceStatus: {
      type: 'enumeration',
      enum: APPROVAL_STATUSES,
      default: 'untracked',
      ...hidden,
    },
    provenanceOrigin: { type: 'enumeration', enum: ORIGINS, default: 'unknown', ...hidden },
    /** First and last usable day in the site's time zone; null: no beginning, no end. */
    provenanceUsableFrom: text(),
    provenanceUsableUntil: text(),
  });
  file.indexes = [
    ...(file.indexes ?? []),
    ...indexes.map((columns) => ({ name: nameOf(columns), columns, type: null })),
  ];
};

/** Creates the indexes of pages where they are missing; once the tables are there. */
export const createPageIndexes = async (strapi: Core.Strapi): Promise<void> => {
  const { tableName } = strapi.db.metadata.get('plugin::upload.file');
  const schema = strapi.db.getSchemaName();
  const names = { files: schema ? `${schema}.${tableName}` : tableName };
  for (const columns of pageIndexes) {
    const bindings = Object.fromEntries(columns.map((column) => [column, column]));
    await strapi.db.connection
      .raw(
        `create index if not exists :index: on :files: (${columns.map((column) => `:${column}:`).join(', ')})`,
        { ...names, ...bindings, index: nameOf(columns) }
      )
      .catch((error: unknown) => {
        // Another server created it at the same moment, or this database knows no "if not exists":
        // without it, pages are slower and still right.
        strapi.log.warn(`The index ${nameOf(columns)} was not created: ${String(error)}`);
      });
  }
};

/** Kind of a file by its media type; null for what is neither picture nor video. */
export const kindOfMime = (mime: string | null | undefined): 'image' | 'video' | null =>
  mime?.startsWith('image/') ? 'image' : mime?.startsWith('video/') ? 'video' : null;

/** How the channels of reuse limits stand in a column: one text that is searched for `|channel|`. */
export const channelKeysOf = (channels: string[]): string =>
  channels.length > 0 ? `|${channels.join('|')}|` : '*';

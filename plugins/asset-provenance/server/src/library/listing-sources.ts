import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { fileProvenances } from '../media/service';
import type { Filters } from './listing-filters';
import { asksRecord, asksRows } from './listing-filters';

/**
 * Where a list by id begins to look: at files `f` alone; at files, and for each at its row `p` beside
 * it; or at these rows, and for each at its file.
 */
export type Lead = 'files_alone' | 'files' | 'rows';

/** The columns that hold the id of a file; the list is in the order of the first. */
export const idsIn: Record<Lead, [string, ...string[]]> = {
  files_alone: ['f.id'],
  files: ['f.id', 'p.file_id'],
  rows: ['p.file_id', 'f.id'],
};

/** What few files have comes first: a record before a status, either before a kind. */
export const leadOf = (filters: Filters): Lead => {
  if (!asksRows(filters)) return 'files_alone';
  const { fileDocumentId, status, usableOn, origin } = filters;
  if (fileDocumentId !== undefined) return 'files';
  if (asksRecord(filters)) return 'rows';
  return [status, usableOn, origin].every((filter) => filter === undefined) ? 'rows' : 'files';
};

const ROWS = `${fileProvenances.tableName} as p`;
const SAME = 'p.file_id = f.id';

/** What a list is read from. */
export const createSources = (strapi: Core.Strapi) => {
  // It keeps no figures by which to choose the order of a join; a cross join keeps the one given.
  const isAsWritten = strapi.db.dialect.client === 'sqlite';
  const { connection } = strapi.db;

  /** Rows beside the files of a query, where they are asked for. */
  const withRows = (query: Knex.QueryBuilder, lead: Lead): Knex.QueryBuilder => {
    if (lead === 'files_alone') return query;
    return isAsWritten
      ? query.joinRaw(`cross join ${ROWS} on ${SAME}`)
      : query.join(ROWS, 'p.file_id', 'f.id');
  };

  return {
    withRows,
    from: (lead: Lead): Knex.QueryBuilder =>
      lead === 'rows' && isAsWritten
        ? connection.from(connection.raw(`${ROWS} cross join files as f on ${SAME}`))
        : withRows(strapi.db.getConnection().from('files as f'), lead),
  };
};

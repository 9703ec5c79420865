import type { Knex } from 'knex';
import { outputsTable } from '../generation/service';
import type { Generation } from '../generation/service';
import type { Kernel, Table } from '../kernel';
import { approvedAssets } from './content-types/approved-asset';
import { rightsRecords } from './content-types/rights-record';

/** Finds files under record that may stand where they must not, for lists; the judge decides. */
export const createDoubt = (
  { strapi, store }: Kernel,
  { generation }: { generation: Generation }
) => {
  const named = (table: Table, alias: string): string => `${store.tableOf(table)} as ${alias}`;

  const endedRights = (today: string): Knex.QueryBuilder =>
    strapi.db
      .connection(named(rightsRecords, 'record'))
      .select('record.document_id')
      .whereNotNull('record.withdrawn_at')
      .orWhere('record.valid_until', '<', today);

  return {
    /**
     * For `whereExists`: the record of a file, where it is not one of an approval that holds on a day.
     * @param fileColumn column of the outer query with the documentId of the file.
     */
    ofFile: (today: string, fileColumn: string): Knex.QueryBuilder =>
      strapi.db
        .connection(named(outputsTable, 'output'))
        .select('output.id')
        .leftJoin(named(approvedAssets, 'asset'), 'asset.output_id', 'output.document_id')
        .whereRaw('output.file_document_id = ??', [fileColumn])
        .where((either) => {
          void either
            .whereNot('output.approval_status', 'approved')
            .orWhereNull('asset.id')
            .orWhereNot('asset.state', 'active')
            .orWhere('asset.valid_until', '<', today)
            .orWhere('asset.valid_from', '>', today)
            .orWhere('asset.is_public_use_allowed', false)
            .orWhereIn('output.task_id', generation.references.taskIdsBelowAny(endedRights(today)));
        }),
  };
};

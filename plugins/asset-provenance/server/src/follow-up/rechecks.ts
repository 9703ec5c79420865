import type { Knex } from 'knex';
import type { Kernel, Transaction } from '../kernel';
import { revisionNotes } from './content-types/revision-note';
import type { NoteRows } from './note-rows';

type Named = { id: string; name: string };

/** Re-checks that are open, by the person who is to look again. */
export const createRechecks = ({ store, strapi }: Kernel, { rows }: { rows: NoteRows }) => {
  const open = () => ({ ...rows.notCompleted(), recheckOn: { $notNull: true } });

  /** Notes from before there was a column for it are their writer's. */
  const responsibleIs = (personId: string) => ({
    $or: [{ responsibleId: personId }, { responsibleId: null, writtenById: personId }],
  });

  return {
    countOf: (personId: string): Promise<number> =>
      store.count(revisionNotes, { $and: [open(), responsibleIs(personId)] }),

    /** Who is to look again, other than these; with the names that were copied. */
    holders: async (withoutIds: string[]): Promise<Named[]> => {
      const coalesce = (columns: string, name: string) =>
        strapi.db.connection.raw(`coalesce(${columns}) as ${name}`);
      const found = (await strapi.db
        .getConnection(revisionNotes.tableName)
        .distinct(
          coalesce('responsible_id, written_by_id', 'id'),
          coalesce('responsible_name, written_by_name', 'name')
        )
        .whereNotNull('recheck_on')
        .where('written_by_type', 'admin')
        .whereRaw('coalesce(responsible_id, written_by_id) is not null')
        .whereNotIn(
          'document_id',
          strapi.db
            .getConnection(revisionNotes.tableName)
            .select('completes')
            .whereNotNull('completes')
        )) as unknown as Named[];
      return found.filter(({ id }) => !withoutIds.includes(id));
    },

    /** @returns how many open re-checks changed hands. */
    handOver: async (tx: Transaction, fromId: string, to: Named): Promise<number> => {
      const table = store.tableOf(revisionNotes);
      const theirs = (query: Knex.QueryBuilder) =>
        void query.where('responsible_id', fromId).orWhere((own: Knex.QueryBuilder) => {
          void own.whereNull('responsible_id').where('written_by_id', fromId);
        });
      return Number(
        await tx
          .trx(table)
          .where(theirs)
          .whereNotNull('recheck_on')
          .whereNotIn('document_id', tx.trx(table).select('completes').whereNotNull('completes'))
          .update({ responsible_id: to.id, responsible_name: to.name })
      );
    },
  };
};

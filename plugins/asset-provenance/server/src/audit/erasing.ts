import type { Knex } from 'knex';
import { replaceInWords } from '../kernel';
import type { Kernel, NamedPerson, Pseudonym, Transaction } from '../kernel';
import { auditEventPersons } from './content-types/audit-event-person';
import { auditEvents } from './content-types/audit-event';

/** Events about these things, or about one of these tasks. */
export type Concerned = { taskIds: string[]; fileDocumentIds: string[] };

/**
 * Takes a person out of what stands beside the texts of events. The texts, their hashes and their seals
 * stay: they hold salted hashes only, and with the salt goes the one way to say of whom.
 */
export const createErasing = ({ strapi, store }: Kernel) => {
  const events = store.tableOf(auditEvents);
  const persons = store.tableOf(auditEventPersons);

  return {
    /** Admin users whom events name, with one of their names; those of these ids are left out. */
    people: async (withoutIds: string[]): Promise<{ id: string; name: string }[]> =>
      (await strapi.db
        .connection(events)
        .where({ actor_type: 'admin' })
        .whereNotNull('actor_id')
        .whereNotIn('actor_id', withoutIds)
        .groupBy('actor_id')
        .select('actor_id as id')
        .max('actor_name as name')) as unknown as { id: string; name: string }[],

    /** Every name that events know an admin user by. */
    namesOf: async (tx: Transaction, personId: string): Promise<string[]> =>
      tx
        .trx(events)
        .where({ actor_type: 'admin', actor_id: personId })
        .whereNotNull('actor_name')
        .distinct()
        .pluck('actor_name'),

    /** Ids of what a person did one of these things to, as a sub-query. */
    toldOf: (tx: Transaction, personId: string, types: string[]): Knex.QueryBuilder =>
      tx
        .trx(events)
        .where({ actor_type: 'admin', actor_id: personId })
        .whereIn('type', types)
        .select('aggregate_id'),

    /** Which of these tasks and files events name a person about. */
    concerns: async (
      tx: Transaction,
      personId: string,
      { taskIds, fileDocumentIds }: Concerned
    ): Promise<Concerned> => {
      const named = () =>
        tx.trx(events).where((either) => {
          void either
            .where({ actor_type: 'admin', actor_id: personId })
            .orWhereIn(
              'document_id',
              tx.trx(persons).where({ person_id: personId }).select('event_id')
            );
        });
      return {
        taskIds: await named().whereIn('task_id', taskIds).distinct().pluck('task_id'),
        fileDocumentIds: await named()
          .where({ aggregate_type: 'file' })
          .whereIn('aggregate_id', fileDocumentIds)
          .distinct()
          .pluck('aggregate_id'),
      };
    },

    /** @returns how many events named the person, and in how many notes a name was replaced. */
    erase: async (
      tx: Transaction,
      person: NamedPerson,
      pseudonym: Pseudonym
    ): Promise<{ events: number; notes: number }> => {
      const acted = await tx
        .trx(events)
        .where({ actor_type: 'admin', actor_id: person.id })
        .update({ actor_id: pseudonym.id, actor_name: pseudonym.name, actor_salt: '' });
      const named = await tx
        .trx(persons)
        .where({ person_id: person.id })
        .update({ person_id: pseudonym.id, salt: null });
      const notes = await replaceInWords(
        tx.trx,
        { table: events, column: 'note' },
        person,
        pseudonym,
        { note_salt: '' }
      );
      return { events: acted + named, notes };
    },

    /** Takes away the words of people in the events of a task. @returns how many there were. */
    eraseNotesOf: async (tx: Transaction, taskId: string): Promise<number> =>
      tx
        .trx(events)
        .where({ task_id: taskId })
        .whereNotNull('note')
        .update({ note: null, note_salt: '' }),
  };
};
export type Erasing = ReturnType<typeof createErasing>;

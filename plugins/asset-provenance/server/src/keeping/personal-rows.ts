import type { Knex } from 'knex';
import type { Audit } from '../audit/service';
import { columnName, replaceInKeys, replaceInWords } from '../kernel';
import type { Kernel, NamedPerson, Personal, Pseudonym, Table, Transaction } from '../kernel';

type Dependencies = { audit: Audit; personal: Personal[] };
type Listed = { id: string; name: string };

/** People in rows beside the ledger, wherever rooms declare them. */
export const createPersonalRows = ({ store }: Kernel, { audit, personal }: Dependencies) => {
  const rowsOf = (tx: Transaction, table: Table): Knex.QueryBuilder => tx.trx(store.tableOf(table));

  const eraseColumns = async (
    tx: Transaction,
    { table, persons = [] }: Personal,
    person: NamedPerson,
    pseudonym: Pseudonym
  ): Promise<number> => {
    let changed = 0;
    for (const { id, name, told } of persons) {
      const change = {
        ...(id && { [columnName(id)]: pseudonym.id }),
        ...(name && { [columnName(name)]: pseudonym.name }),
      };
      const query = rowsOf(tx, table);
      if (id) void query.where({ [columnName(id)]: person.id });
      else
        void query
          .whereIn(columnName(name ?? ''), person.names)
          .whereIn('document_id', audit.erasing.toldOf(tx, person.id, told ?? []));
      changed += await query.update(change);
    }
    return changed;
  };

  /** Lists of people are few and short: read, changed and written. */
  const eraseLists = async (
    tx: Transaction,
    { table, lists = [] }: Personal,
    person: NamedPerson,
    pseudonym: Pseudonym
  ): Promise<number> => {
    let changed = 0;
    for (const list of lists) {
      const column = columnName(list);
      const found = (await rowsOf(tx, table)
        .whereRaw('cast(?? as text) like ?', [column, `%"${person.id}"%`])
        .select('id', { people: column })) as { id: number; people: string | Listed[] }[];
      for (const { id, people } of found) {
        const listed = typeof people === 'string' ? (JSON.parse(people) as Listed[]) : people;
        const next = listed.map((each) => (each.id === person.id ? pseudonym : each));
        changed += await rowsOf(tx, table)
          .where({ id })
          .update({ [column]: JSON.stringify(next) });
      }
    }
    return changed;
  };

  const eraseWords = async (
    tx: Transaction,
    { table, words = [], keys = [] }: Personal,
    person: NamedPerson,
    pseudonym: Pseudonym
  ): Promise<number> => {
    let changed = 0;
    const placeOf = (column: string) => ({
      table: store.tableOf(table),
      column: columnName(column),
    });
    for (const word of words)
      changed += await replaceInWords(tx.trx, placeOf(word), person, pseudonym);
    for (const key of keys) changed += await replaceInKeys(tx.trx, placeOf(key), person, pseudonym);
    return changed;
  };

  return {
    /** Every name that rows know an admin user by. */
    namesOf: async (tx: Transaction, personId: string): Promise<string[]> => {
      const names = new Set<string>();
      for (const { table, persons = [] } of personal)
        for (const { id, name } of persons) {
          if (!id || !name) continue;
          const found = (await rowsOf(tx, table)
            .where({ [columnName(id)]: personId })
            .whereNotNull(columnName(name))
            .distinct()
            .pluck(columnName(name))) as string[];
          for (const each of found) names.add(each);
        }
      return [...names];
    },

    /** @returns how many rows changed or went, one that names the person twice counted twice. */
    erase: async (tx: Transaction, person: NamedPerson, pseudonym: Pseudonym): Promise<number> => {
      let changed = 0;
      for (const each of personal) {
        if (each.goesWith)
          changed += await rowsOf(tx, each.table)
            .where({ [columnName(each.goesWith)]: person.id })
            .delete();
        changed += await eraseColumns(tx, each, person, pseudonym);
        changed += await eraseLists(tx, each, person, pseudonym);
        changed += await eraseWords(tx, each, person, pseudonym);
      }
      return changed;
    },
  };
};
export type PersonalRows = ReturnType<typeof createPersonalRows>;

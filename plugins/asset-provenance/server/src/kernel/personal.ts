import type { EventType } from '../../../shared';
import type { RowOf, Table } from './schema';

type Column<T extends Table> = keyof RowOf<T> & string;

/** One person in a row. */
type PersonColumns<C> = {
  /** Column with the documentId of an admin user. */
  id?: C;
  /** Column with the name at that time. */
  name?: C;
  /** Where no column says who it was: what they did to the row, as the ledger tells it. */
  told?: EventType[];
};

/** Where the rows of one table name people. */
export type Personal<C extends string = string> = {
  table: Table;
  persons?: PersonColumns<C>[];
  /** JSON columns that are lists of `{ id, name }`. */
  lists?: C[];
  /** People's own words, in which a name may stand. */
  words?: C[];
  /** Texts of ours in which an id may stand. */
  keys?: C[];
  /** Column with the id of the one person for whom the row is: it goes with them. */
  goesWith?: C;
};

/** Makes declarations about different tables one type. */
export const personal = <const T extends Table>(
  table: T,
  columns: Omit<Personal<Column<T>>, 'table'>
): Personal => ({ table, ...columns });

/** Who stands in the place of a person who was erased. */
export type Pseudonym = { id: string; name: string };

/** A person with every name by which rows know them. */
export type NamedPerson = {
  id: string;
  names: string[];
  /** What else people's words may call them: replaced as it stands, wherever it stands. */
  aliases: string[];
};

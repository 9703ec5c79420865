import type { Knex } from 'knex';
import type { NamedPerson, Pseudonym } from './personal';

/**
 * Names that may be replaced within a text: an e-mail address, several words, or other letters than
 * those of ASCII. A lone Latin word such as `May` would be found where nobody is meant.
 */
const isUnmistakable = (name: string): boolean =>
  /[@\s]/.test(name.trim()) || /[^\p{ASCII}]/u.test(name);

const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Longest first: an address may hold a name. */
const replaceable = ({ names, aliases }: NamedPerson): string[] =>
  [...new Set([...names.filter(isUnmistakable), ...aliases])].sort((a, b) => b.length - a.length);

/** A text with the pseudonym wherever a name of the person stands. */
export const withoutNames = (text: string, person: NamedPerson, { name }: Pseudonym): string =>
  replaceable(person).reduce((words, each) => words.replaceAll(each, name), text);

type Place = { table: string; column: string };

/** @returns how many rows changed. */
const replaceIn = (
  trx: Knex.Transaction,
  { table, column }: Place,
  text: string,
  by: string,
  also: Record<string, string> = {}
): Promise<number> =>
  trx(table)
    .whereRaw(`?? like ? escape '\\'`, [column, `%${escaped(text)}%`])
    .update({ ...also, [column]: trx.raw('replace(??, ?, ?)', [column, text, by]) });

/**
 * Puts the pseudonym wherever a name stands in a column of words.
 * @param also further columns of the rows that change.
 * @returns how many rows changed.
 */
export const replaceInWords = async (
  trx: Knex.Transaction,
  place: Place,
  person: NamedPerson,
  pseudonym: Pseudonym,
  also: Record<string, string> = {}
): Promise<number> => {
  let changed = 0;
  for (const name of replaceable(person))
    changed += await replaceIn(trx, place, name, pseudonym.name, also);
  return changed;
};

/** The same for the id of the person. */
export const replaceInKeys = (
  trx: Knex.Transaction,
  place: Place,
  { id }: NamedPerson,
  pseudonym: Pseudonym
): Promise<number> => replaceIn(trx, place, id, pseudonym.id);

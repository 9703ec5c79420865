import { randomBytes } from 'node:crypto';
import type { Actor, ProvenanceEvent } from '../../../shared';
import { actorHash, saltedHash } from '../evidence';
import { canonicalText, sha256 } from '../kernel';
import type { NewRow, RowOf } from '../kernel';
import type { auditEvents } from './content-types/audit-event';
import { hidePersons } from './persons';
import type { HiddenPerson } from './persons';
import { newSalt } from './salt';

/** What stands of an event beside its text. */
export type EventColumns = Pick<
  RowOf<typeof auditEvents>,
  | 'documentId'
  | 'type'
  | 'aggregateType'
  | 'aggregateId'
  | 'aggregateVersion'
  | 'taskId'
  | 'at'
  | 'actorType'
  | 'actorId'
  | 'actorName'
  | 'actorSalt'
  | 'note'
  | 'noteSalt'
  | 'canonical'
>;

/** The salt that binds the note to the text; empty where it was erased. */
const noteSaltOf = ({ noteSalt, actorSalt }: EventColumns): string => noteSalt ?? actorSalt;

/**
 * One event as a row: the text that is hashed, and beside it what lists read and what can be erased.
 * Of the people of whom its data speak the text holds salted hashes too; who they are is to be kept in
 * rows of their own.
 */
export const eventRow = (
  event: ProvenanceEvent,
  actor: Actor,
  moment: string
): { row: NewRow<typeof auditEvents> & { documentId: string }; persons: HiddenPerson[] } => {
  const salt = newSalt();
  const noteSalt = event.note ? newSalt() : null;
  const documentId = randomBytes(12).toString('hex');
  const { type, aggregateType, aggregateId, aggregateVersion, taskId } = event;
  const { data, persons } = hidePersons(event);
  const facts = { type, aggregateType, aggregateId, aggregateVersion, taskId };
  const canonical = canonicalText({
    ...facts,
    eventId: documentId,
    at: moment,
    actor: {
      type: actor.type,
      hash: actorHash(actor, salt),
      nameHash: saltedHash(salt, actor.name),
    },
    noteHash: event.note && noteSalt ? saltedHash(noteSalt, event.note) : null,
    data,
  });
  const row = {
    ...facts,
    documentId,
    at: moment,
    actorType: actor.type,
    actorId: actor.id,
    actorName: actor.name,
    actorSalt: salt,
    note: event.note || null,
    noteSalt,
    canonical,
    hash: sha256(canonical),
  };
  return { row, persons };
};

/** What was erased on purpose cannot be compared. An ID that is still there is, without its name too. */
export type Erased = { actor: boolean; actorId: boolean; note: boolean };

/** One column that says something else than the text; values only where they name nobody. */
export type ColumnDifference = { field: string; expected: string | null; found: string | null };

/** Where RFC 8785 puts the hashes of the actor: they are known by their place, whatever they are. */
const ACTOR_HASH_AT = '{"actor":{"hash":"'.length;
const NAME_HASH_AT = ACTOR_HASH_AT + 64 + '","nameHash":"'.length;
const hashAt = (text: string, at: number) => text.slice(at, at + 64);

const json = (value: string | null): string => JSON.stringify(value);

/** As the database gives a moment back that it was given: local time, where it knows no zones. */
const asStored = (moment: string): string | null => {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return null;
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds()
  ).toISOString();
};

type Text = Record<string, unknown> & { actor?: Record<string, unknown> };

const textIn = (canonical: string): Text => {
  try {
    const value: unknown = JSON.parse(canonical);
    return typeof value === 'object' && value !== null ? (value as Text) : {};
  } catch {
    return {};
  }
};

const shown = (value: unknown): string | null =>
  value === undefined || value === null ? null : String(value);

/** Column by column, for events of which something differs. */
const differencesIn = (row: EventColumns, erased: Erased): ColumnDifference[] => {
  const text = textIn(row.canonical);
  const differences: ColumnDifference[] = [];
  const compare = (field: string, expected: unknown, found: unknown) => {
    if ((expected ?? null) !== (found ?? null))
      differences.push({ field, expected: shown(expected), found: shown(found) });
  };
  // What a text does not state was not part of it when it was recorded.
  if (text.eventId !== undefined) compare('documentId', text.eventId, row.documentId);
  compare('type', text.type, row.type);
  compare('aggregateType', text.aggregateType, row.aggregateType);
  compare('aggregateId', text.aggregateId, row.aggregateId);
  compare('aggregateVersion', text.aggregateVersion, row.aggregateVersion);
  compare('taskId', text.taskId, row.taskId);
  if (text.at !== row.at && asStored(String(text.at)) !== row.at) compare('at', text.at, row.at);
  compare('actorType', text.actor?.type, row.actorType);
  const hide = (field: string, isSame: boolean) => {
    if (!isSame) differences.push({ field, expected: null, found: null });
  };
  const { hash, nameHash } = text.actor ?? {};
  if (!erased.actorId)
    hide('actorId', hash === actorHash({ type: row.actorType, id: row.actorId }, row.actorSalt));
  if (!erased.actor && nameHash !== undefined)
    hide('actorName', nameHash === saltedHash(row.actorSalt, row.actorName ?? ''));
  if (!erased.note)
    hide('note', text.noteHash === (row.note ? saltedHash(noteSaltOf(row), row.note) : null));
  return differences;
};

/** The text without its data, as the columns would have it. */
const ends = (row: EventColumns, erased: Erased): [head: string, tail: string] => {
  const { canonical, actorSalt } = row;
  const actor = erased.actorId
    ? hashAt(canonical, ACTOR_HASH_AT)
    : actorHash({ type: row.actorType, id: row.actorId }, actorSalt);
  const name = erased.actor
    ? hashAt(canonical, NAME_HASH_AT)
    : saltedHash(actorSalt, row.actorName ?? '');
  const note = row.note ? json(saltedHash(noteSaltOf(row), row.note)) : 'null';
  return [
    `{"actor":{"hash":"${actor}","nameHash":"${name}","type":${json(row.actorType)}},"aggregateId":${json(row.aggregateId)},"aggregateType":${json(row.aggregateType)},"aggregateVersion":${row.aggregateVersion},"at":${json(row.at)},"data":{`,
    `},"eventId":${json(row.documentId)},"noteHash":${note},"taskId":${json(row.taskId)},"type":${json(row.type)}}`,
  ];
};

/**
 * Compares the columns beside a text with it. The usual case is decided by the two ends of the text,
 * without parsing it.
 */
export const compareColumns = (
  row: EventColumns
): { differences: ColumnDifference[]; erased: Erased } => {
  const hasNote = !row.canonical.includes('"noteHash":null,');
  const erased = {
    actor: !row.actorName || !row.actorSalt,
    actorId: !row.actorSalt || (!row.actorName && row.actorId === null),
    note: hasNote && (!row.note || !noteSaltOf(row)),
  };
  const [head, tail] = ends(row, erased);
  const isSame = !erased.note && row.canonical.startsWith(head) && row.canonical.endsWith(tail);
  return { differences: isSame ? [] : differencesIn(row, erased), erased };
};

import type { EventType, ProvenanceEvent } from '../../../shared';
import { dataOf, saltedHash } from '../evidence';
import type { Kernel, RowOf } from '../kernel';
import { auditEventPersons } from './content-types/audit-event-person';
import { newSalt } from './salt';

type DataOf<T extends EventType> = Extract<ProvenanceEvent, { type: T }>['data'];

/** Data of events that are ids of admin users, or lists of them. */
const PERSON_FIELDS: { [T in EventType]?: (keyof DataOf<T>)[] } = {
  'task.handed_over': ['from', 'to'],
  'preset.handed_over': ['from', 'to'],
  'person.handed_over': ['from', 'to'],
  'output.assigned': ['assigneeId'],
  'comment.written': ['mentions'],
  'budget.reached': ['personId'],
};
const fieldsOf = (type: string): string[] =>
  (PERSON_FIELDS as Record<string, string[] | undefined>)[type] ?? [];

/** Says what a text in the data stands for, so that older events, which hold ids, are told apart. */
const PREFIX = 'person:';
const hidden = (salt: string, personId: string): string =>
  PREFIX + saltedHash(salt, `admin:${personId}`);

/** One person, and where in the data. */
export type HiddenPerson = { field: string; personId: string; salt: string };
type PersonRow = RowOf<typeof auditEventPersons>;
type Data = Record<string, unknown>;

/** Every text of these fields goes through `change`, with its place. */
const mapPersons = (
  type: string,
  data: Data,
  change: (value: string, field: string) => string
): Data => {
  const changed = { ...data };
  for (const field of fieldsOf(type)) {
    const value = data[field];
    if (typeof value === 'string' && value !== '') changed[field] = change(value, field);
    else if (Array.isArray(value))
      changed[field] = value.map((each: unknown, place) =>
        typeof each === 'string' ? change(each, `${field}.${place}`) : each
      );
  }
  return changed;
};

/** The data as they are hashed, and whom they name. */
export const hidePersons = ({ type, data }: ProvenanceEvent) => {
  const persons: HiddenPerson[] = [];
  const shown = mapPersons(type, data, (personId, field) => {
    const salt = newSalt();
    persons.push({ field, personId, salt });
    return hidden(salt, personId);
  });
  return { data: shown, persons };
};

type Event = { documentId: string; type: string; canonical: string };

/** People in the data of stored events. */
export const createPersons = ({ store }: Pick<Kernel, 'store'>) => {
  const rowsOf = async (events: Event[]): Promise<Map<string, PersonRow>> => {
    const named = events.filter(({ type }) => fieldsOf(type).length > 0);
    const rows = named.length
      ? await store.find(auditEventPersons, {
          where: { eventId: { $in: named.map(({ documentId }) => documentId) } },
        })
      : [];
    return new Map(rows.map((row) => [`${row.eventId} ${row.field}`, row]));
  };

  return {
    /** Data as people read them: with ids in place of hashes, where these were not erased. */
    dataOf: async (events: Event[]): Promise<(event: Event) => Data> => {
      const rows = await rowsOf(events);
      return ({ documentId, type, canonical }) =>
        mapPersons(
          type,
          dataOf(canonical),
          (value, field) => rows.get(`${documentId} ${field}`)?.personId ?? value
        );
    },

    /** @returns how many people were erased, and the fields of each event whose person was exchanged. */
    check: async (
      events: Event[]
    ): Promise<{ erased: number; altered: { event: Event; field: string }[] }> => {
      const rows = await rowsOf(events);
      const altered: { event: Event; field: string }[] = [];
      let erased = 0;
      for (const event of events)
        mapPersons(event.type, dataOf(event.canonical), (value, field) => {
          if (!value.startsWith(PREFIX)) return value;
          const row = rows.get(`${event.documentId} ${field}`);
          if (!row?.salt) erased += 1;
          else if (hidden(row.salt, row.personId) !== value) altered.push({ event, field });
          return value;
        });
      return { erased, altered };
    },
  };
};
export type Persons = ReturnType<typeof createPersons>;

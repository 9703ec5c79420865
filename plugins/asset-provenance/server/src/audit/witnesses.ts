import type { Actor, EventType, ProvenanceEvent } from '../../../shared';
import { dataOf } from '../evidence';
import type { Findings } from '../evidence';
import type { Kernel, RowOf, Table } from '../kernel';
import { auditEvents } from './content-types/audit-event';

type AuditRow = RowOf<typeof auditEvents>;

/** What a row in use must find in the ledger. */
export type Claim = {
  /** Id of what the events are about. */
  about: string;
  /** The last event of these types counts. */
  among: EventType[];
  /** Which one that must be; null: any. */
  is: EventType | null;
  /** Fields of its data. */
  says?: Record<string, unknown>;
  /** Fields that one of the events of these types must state so. */
  somewhere?: Record<string, unknown>;
  /** Whom the row names as the one who did it; not compared where the name was erased. */
  actor?: Actor;
  /** The row's copy of the words beside the event; not compared where they were erased. */
  note?: string | null;
};

/** Rows of one table that the ledger must agree with. */
export type Witness<T extends Table = Table> = {
  table: T;
  where?: Record<string, unknown>;
  /** What the claims are about. */
  aggregateType: ProvenanceEvent['aggregateType'];
  claimsOf: (row: RowOf<T>) => Claim[];
  /** Its events are about rows of this table, and these are never deleted. */
  lasting?: EventType;
};

/** Makes witnesses of different tables one type. */
export const witness = <T extends Table>(given: Witness<T>): Witness => given as unknown as Witness;

const PAGE = 500;

type Difference = { field: string; expected: string | null; found: string | null };

const shown = (value: unknown): string | null =>
  value === undefined || value === null ? null : String(value);

/** What an event does not state was not part of it when it was recorded. */
const contradicts = (data: Record<string, unknown>, field: string, found: unknown): boolean =>
  data[field] !== undefined && (data[field] ?? null) !== (found ?? null);

const differencesOf = (claim: Claim, events: AuditRow[], last: AuditRow): Difference[] => {
  const data = dataOf(last.canonical);
  const differences: Difference[] = [];
  if (claim.is !== null && last.type !== claim.is)
    differences.push({ field: 'state', expected: last.type, found: claim.is });
  for (const [field, found] of Object.entries(claim.says ?? {}))
    if (contradicts(data, field, found))
      differences.push({ field, expected: shown(data[field]), found: shown(found) });
  for (const [field, found] of Object.entries(claim.somewhere ?? {}))
    if (events.every(({ canonical }) => contradicts(dataOf(canonical), field, found)))
      differences.push({ field, expected: shown(data[field]), found: shown(found) });
  const { actor, note } = claim;
  if (actor?.name && last.actorName && (actor.id !== last.actorId || actor.name !== last.actorName))
    differences.push({ field: 'actor', expected: null, found: null });
  if (note && last.note && note !== last.note)
    differences.push({ field: 'note', expected: null, found: null });
  return differences;
};

/** Compares the rows that people rely on with what the ledger says of them. */
export const createWitnesses = ({ store }: Kernel, findings: Findings) => {
  const eventsAbout = async (
    aggregateType: string,
    claims: Claim[]
  ): Promise<Map<string, AuditRow[]>> => {
    const events = new Map<string, AuditRow[]>();
    if (claims.length === 0) return events;
    const rows = await store.find(auditEvents, {
      where: {
        aggregateType,
        aggregateId: { $in: [...new Set(claims.map(({ about }) => about))] },
        type: { $in: [...new Set(claims.flatMap(({ among }) => among))] },
      },
      orderBy: { id: 'asc' },
    });
    for (const row of rows)
      events.set(row.aggregateId, [...(events.get(row.aggregateId) ?? []), row]);
    return events;
  };

  const check = (claim: Claim, subject: string, about: AuditRow[]): void => {
    const events = about.filter(({ type }) => claim.among.some((each) => each === type));
    const last = events.at(-1);
    if (!last) {
      findings.add({ kind: 'row_unknown', subject, field: claim.is });
      return;
    }
    for (const difference of differencesOf(claim, events, last))
      findings.add({ kind: 'row_altered', subject, eventId: last.documentId, ...difference });
  };

  return {
    /** @returns how many rows were compared. */
    compare: async ({ table, where, aggregateType, claimsOf }: Witness): Promise<number> => {
      let after = 0;
      let compared = 0;
      for (;;) {
        const rows = (await store.find(table, {
          where: { ...where, id: { $gt: after } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        })) as RowOf<Table>[];
        const claimed = rows.map((row) => ({ row, claims: claimsOf(row) }));
        const events = await eventsAbout(
          aggregateType,
          claimed.flatMap(({ claims }) => claims)
        );
        for (const { row, claims } of claimed)
          for (const claim of claims)
            check(claim, `${table.name} ${row.documentId}`, events.get(claim.about) ?? []);
        compared += rows.length;
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return compared;
        after = last.id;
      }
    },

    /** Which of these events are about rows that are gone. */
    missing: async (
      { table, lasting }: Witness,
      events: Pick<AuditRow, 'type' | 'aggregateId' | 'documentId'>[]
    ): Promise<void> => {
      const wanted = events.filter(({ type }) => type === lasting);
      if (wanted.length === 0) return;
      const there = await store.find(table, {
        where: { documentId: { $in: [...new Set(wanted.map(({ aggregateId }) => aggregateId))] } },
        select: ['documentId'],
      });
      const ids = new Set(there.map(({ documentId }) => documentId));
      for (const { aggregateId, documentId } of wanted)
        if (!ids.has(aggregateId))
          findings.add({
            kind: 'row_missing',
            subject: `${table.name} ${aggregateId}`,
            eventId: documentId,
          });
    },
  };
};

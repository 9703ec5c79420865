import type { EventType, ProvenanceEvent, TimelineEvent } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import type { Dispatch } from '../dispatch/service';
import { sha256, sealOf } from '../evidence';
import type { Network } from '../network/service';
import type { Effect, Kernel, RowOf, Transaction } from '../kernel';
import { auditEvents } from './content-types/audit-event';
import { auditEventFiles } from './content-types/audit-event-file';
import { auditEventPersons } from './content-types/audit-event-person';
import { ledgerCheckpoints } from './content-types/ledger-checkpoint';
import { ledgerExports } from './content-types/ledger-export';
import { ledgerKeys } from './content-types/ledger-key';
import { ledgerNodes } from './content-types/ledger-node';
import { ledgerVerifications } from './content-types/ledger-verification';
import { compareColumns, eventRow } from './event-text';
import { createErasing } from './erasing';
import { createLedger } from './ledger';
import { createPersons } from './persons';

export { witness } from './witnesses';
export type { RecordEvidence } from './record-evidence';
export type { Witness } from './witnesses';

export const tables = [
  auditEvents,
  auditEventFiles,
  auditEventPersons,
  ledgerNodes,
  ledgerCheckpoints,
  ledgerKeys,
  ledgerExports,
  ledgerVerifications,
];

type AuditRow = RowOf<typeof auditEvents>;

/** Things of one kind that events may be about. */
export type Aggregates = { type: ProvenanceEvent['aggregateType']; ids: string[] };

/** Most events that one timeline shows. */
export const TIMELINE_LIMIT = 2000;

const toTimelineEvent = (row: AuditRow, data: TimelineEvent['data']): TimelineEvent => ({
  eventId: row.documentId,
  at: row.at,
  type: row.type,
  actor: { type: row.actorType, id: row.actorId, name: row.actorName ?? '' },
  aggregateType: row.aggregateType,
  aggregateId: row.aggregateId,
  note: row.note,
  data,
  hash: row.hash,
});

/** Files that an event about something else names. */
const filesNamedBy = ({ data }: ProvenanceEvent): string[] => ('files' in data ? data.files : []);

/** Its text has its hash, its columns say what the text says, and its place is the sealed one. */
const isIntact = (row: AuditRow): boolean => {
  const { canonical, hash, sequence, previousHash, sealedHash } = row;
  if (sha256(canonical) !== hash || compareColumns(row).differences.length > 0) return false;
  return (
    sequence === null || sealOf({ sequence, previousHash: previousHash ?? '', hash }) === sealedHash
  );
};

/** The append-only ledger of everything that happened. */
export const createAudit = (
  kernel: Kernel,
  dependencies: { config: LedgerConfig; dispatch: Dispatch; network: Network }
) => {
  const { store } = kernel;
  const persons = createPersons(kernel);

  const timelineOf = async (rows: AuditRow[]): Promise<TimelineEvent[]> => {
    const dataOf = await persons.dataOf(rows);
    return rows.map((row) => toTimelineEvent(row, dataOf(row)));
  };

  const appendAll = async (
    events: ProvenanceEvent[],
    { actor, at }: Transaction
  ): Promise<void> => {
    const made = events.map((event) => eventRow(event, actor, at.toISOString()));
    const rows = made.map(({ row }) => row);
    await store.insertMany(auditEvents, rows);
    await store.insertMany(
      auditEventPersons,
      made.flatMap(({ row, persons }) =>
        persons.map((person) => ({ eventId: row.documentId, ...person }))
      )
    );
    await store.insertMany(
      auditEventFiles,
      events.flatMap((event, index) =>
        filesNamedBy(event).map((fileDocumentId) => ({
          eventId: rows[index]?.documentId ?? '',
          fileDocumentId,
        }))
      )
    );
  };

  /** First effect of every event: the event itself, in the transaction that makes it true. */
  const append: Effect = Object.assign(
    (event: ProvenanceEvent, tx: Transaction): Promise<void> => appendAll([event], tx),
    { all: appendAll }
  );

  /** Ids of the newest events that name a file. */
  const eventsNaming = async (fileDocumentId: string): Promise<string[]> =>
    (
      await store.find(auditEventFiles, {
        where: { fileDocumentId },
        orderBy: { id: 'desc' },
        limit: TIMELINE_LIMIT,
      })
    ).map(({ eventId }) => eventId);

  const rowsOf = (where: Record<string, unknown>) =>
    store.find(auditEvents, { where, orderBy: { id: 'asc' }, limit: TIMELINE_LIMIT });

  return {
    append,
    erasing: createErasing(kernel),
    ledger: createLedger(kernel, dependencies),

    /** How often something happened. */
    countOf: (type: EventType): Promise<number> => store.count(auditEvents, { type }),

    /** Oldest first. */
    timelineOfTask: async (taskId: string): Promise<TimelineEvent[]> =>
      timelineOf(await rowsOf({ taskId })),

    /**
     * Events of a task, of things that belong to no task (notes on an entry, a rights record), and
     * those about other things that name the file. `areIntact` says whether each stored text still has its stored hash.
     */
    record: async (taskId: string, aggregates: Aggregates[], fileDocumentId: string | null) => {
      const naming = fileDocumentId ? await eventsNaming(fileDocumentId) : [];
      const rows = await rowsOf({
        $or: [
          { taskId },
          { documentId: { $in: naming } },
          ...aggregates.map(({ type, ids }) => ({
            aggregateType: type,
            aggregateId: { $in: ids },
          })),
        ],
      });
      return { timeline: await timelineOf(rows), areIntact: rows.every(isIntact) };
    },
  };
};
export type Audit = ReturnType<typeof createAudit>;

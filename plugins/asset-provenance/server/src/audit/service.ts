import { randomBytes } from 'node:crypto';
import type { Actor, EventType, ProvenanceEvent, TimelineEvent } from '../../../shared';
import { canonicalText, sha256 } from '../kernel';
import type { Effect, Kernel, RowOf, Transaction } from '../kernel';
import { auditEvents } from './content-types/audit-event';
import { auditEventFiles } from './content-types/audit-event-file';

export const tables = [auditEvents, auditEventFiles];

type AuditRow = RowOf<typeof auditEvents>;

/** Things of one kind that events may be about. */
export type Aggregates = { type: ProvenanceEvent['aggregateType']; ids: string[] };

/** Most events that one timeline shows. */
const TIMELINE_LIMIT = 2000;

const actorHash = (actor: Actor, salt: string) => sha256(`${salt}:${actor.type}:${actor.id ?? ''}`);

const canonicalEvent = (event: ProvenanceEvent, actor: Actor, salt: string, at: string) =>
  canonicalText({
    type: event.type,
    aggregateType: event.aggregateType,
    aggregateId: event.aggregateId,
    aggregateVersion: event.aggregateVersion,
    taskId: event.taskId,
    at,
    actor: { type: actor.type, hash: actorHash(actor, salt) },
    noteHash: event.note ? sha256(`${salt}:${event.note}`) : null,
    data: event.data,
  });

const toTimelineEvent = (row: AuditRow): TimelineEvent => ({
  eventId: row.documentId,
  at: row.at,
  type: row.type,
  actor: { type: row.actorType, id: row.actorId, name: row.actorName ?? '' },
  aggregateType: row.aggregateType,
  aggregateId: row.aggregateId,
  note: row.note,
  data: (JSON.parse(row.canonical) as { data: Record<string, unknown> }).data,
  hash: row.hash,
});

/** Files that an event about something else names. */
const filesNamedBy = ({ data }: ProvenanceEvent): string[] => ('files' in data ? data.files : []);

const isIntact = (row: AuditRow): boolean => sha256(row.canonical) === row.hash;

/** The append-only ledger of everything that happened. */
export const createAudit = ({ store }: Kernel) => {
  const rowOf = (event: ProvenanceEvent, { actor, at }: Transaction) => {
    const salt = randomBytes(16).toString('hex');
    const moment = at.toISOString();
    const canonical = canonicalEvent(event, actor, salt, moment);
    return {
      type: event.type,
      aggregateType: event.aggregateType,
      aggregateId: event.aggregateId,
      aggregateVersion: event.aggregateVersion,
      taskId: event.taskId,
      at: moment,
      actorType: actor.type,
      actorId: actor.id,
      actorName: actor.name,
      actorSalt: salt,
      note: event.note ?? null,
      canonical,
      hash: sha256(canonical),
    };
  };

  /** First effect of every event: the event itself, in the transaction that makes it true. */
  const append: Effect = Object.assign(
    async (event: ProvenanceEvent, tx: Transaction): Promise<void> => {
      const { documentId: eventId } = await store.insert(auditEvents, rowOf(event, tx));
      await store.insertMany(
        auditEventFiles,
        filesNamedBy(event).map((fileDocumentId) => ({ eventId, fileDocumentId }))
      );
    },
    {
      all: async (events: ProvenanceEvent[], tx: Transaction): Promise<void> => {
        // Rows that are inserted together are not read back, so their ids are not known.
        if (events.some((event) => filesNamedBy(event).length > 0))
          for (const event of events) await append(event, tx);
        else
          await store.insertMany(
            auditEvents,
            events.map((event) => rowOf(event, tx))
          );
      },
    }
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

    /** How often something happened. */
    countOf: (type: EventType): Promise<number> => store.count(auditEvents, { type }),

    /** Oldest first. */
    timelineOfTask: async (taskId: string): Promise<TimelineEvent[]> =>
      (await rowsOf({ taskId })).map(toTimelineEvent),

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
      return { timeline: rows.map(toTimelineEvent), areIntact: rows.every(isIntact) };
    },
  };
};
export type Audit = ReturnType<typeof createAudit>;

import { systemActor } from '../../../shared';
import type { Actor, CallbackResult } from '../../../shared';
import type { Dispatch, Handler } from '../dispatch/service';
import type { Generation, JobRow, ReportResult } from '../generation/service';
import type { Kernel } from '../kernel';
import type { CallbackReading } from '../providers/service';
import { inboundCallbacks } from './content-types/inbound-callback';
import type { InboundRow, InboundRows } from './inbound-rows';

type Verified = Extract<CallbackReading, { kind: 'verified' }>;
export type Waiting = {
  documentId: string;
  job: Pick<JobRow, 'documentId' | 'taskId' | 'providerId'>;
  reading: Verified;
  bodySha256: string | null;
};

/** How many are applied at once, and how many may wait for it in memory. */
const AT_ONCE = 2;
const MOST_WAITING = 500;

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  generation: Generation;
  actorOf: (providerId: string) => Actor;
  rows: InboundRows;
  /** How long this process may take before what it recorded counts as left over. */
  patienceMs: number;
};

/** One that says only that something changed led to a question, if it led to nothing else. */
const withoutAnswer = ({ answer }: Verified, result: ReportResult): CallbackResult =>
  answer === null && result === 'late' ? 'hint' : result;

/**
 * Applies verified callbacks after the caller has its answer. What was recorded and not applied,
 * because the process ended, is taken up by a work item that stands before the first of a stretch of
 * time is recorded: the callers after it pay nothing for it.
 */
export const createApplying = (ports: Ports) => {
  const { kernel, dispatch, generation, actorOf, rows, patienceMs } = ports;
  const { store, transact } = kernel;
  const waiting = new Map<string, Waiting>();
  const running = new Set<Promise<void>>();
  const underWay = new Set<string>();
  let guardedUntil = 0;
  let guarding: Promise<void> | null = null;
  let isStopping = false;

  /** Says once what became of it; of one that changed nothing the ledger has nothing to say. */
  const settle = (
    { documentId, job, bodySha256 }: Omit<Waiting, 'reading'>,
    result: CallbackResult,
    detail: string | null = null
  ) =>
    transact(actorOf(job.providerId), async (tx) => {
      const isMine = await store.compareAndSet(
        inboundCallbacks,
        { documentId, result: 'recorded' },
        { result, reference: null, ...(detail && { detail }) }
      );
      if (!isMine || result === 'late' || result === 'hint') return;
      await tx.emit({
        type: 'callback.received',
        aggregateType: 'job',
        aggregateId: job.documentId,
        aggregateVersion: null,
        taskId: job.taskId,
        data: { result, providerId: job.providerId, bodySha256 },
      });
    });

  const apply = async (item: Waiting) => {
    const { job, reading } = item;
    const result = await generation.applyReport(job.documentId, reading);
    if (reading.answer === null) await generation.pollNow(job.documentId);
    await settle(item, withoutAnswer(reading, result));
  };

  const applyNext = () => {
    while (!isStopping && running.size < AT_ONCE) {
      const [next] = waiting.values();
      if (!next) return;
      waiting.delete(next.documentId);
      underWay.add(next.documentId);
      const work = apply(next)
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          kernel.log.warn(`A callback could not be applied yet: ${why}`);
        })
        .finally(() => {
          running.delete(work);
          underWay.delete(next.documentId);
          applyNext();
        });
      running.add(work);
    }
  };

  /** One item for each stretch of time, due when all that was recorded in it is old enough. */
  const enqueueGuard = async () => {
    const stretch = Math.floor(Date.now() / patienceMs);
    const due = new Date((stretch + 2) * patienceMs);
    await transact(systemActor, (tx) =>
      dispatch.enqueue(tx, 'callback.apply', `recorded-${stretch}`, due)
    );
    guardedUntil = (stretch + 1) * patienceMs;
  };

  /** What it said is gone; whose job it was is known, and the provider can be asked for the rest. */
  const takeUp = async (row: InboundRow) => {
    const { jobId, providerTaskId, reference } = row;
    const known: Verified = {
      kind: 'verified',
      eventId: null,
      providerTaskId: providerTaskId ?? '',
      answer: null,
      ...(reference === null ? {} : { reference }),
    };
    const result = await generation.applyReport(jobId, known);
    await generation.pollNow(jobId);
    await settle(
      {
        documentId: row.documentId,
        job: { documentId: jobId, taskId: row.taskId ?? '', providerId: row.providerId ?? '' },
        bodySha256: row.bodySha256,
      },
      withoutAnswer(known, result),
      'The server ended before it was applied; the provider was asked instead.'
    );
  };

  const handler: Handler = async () => {
    const leftOver = await rows.overdue(new Date(Date.now() - patienceMs));
    for (const row of leftOver) {
      if (!underWay.has(row.documentId) && !waiting.has(row.documentId)) await takeUp(row);
    }
    return (await rows.countOpen()) > 0 ? { againAt: new Date(Date.now() + patienceMs) } : 'done';
  };

  return {
    handler,

    /** Makes sure that somebody looks, should this process end. Costs once in a while. */
    guard: async (): Promise<void> => {
      if (Date.now() < guardedUntil) return;
      guarding ??= enqueueGuard().finally(() => (guarding = null));
      await guarding;
    },

    /** What does not fit in is left to the work item. */
    add: (item: Waiting): void => {
      if (waiting.size >= MOST_WAITING || underWay.has(item.documentId)) return;
      waiting.set(item.documentId, item);
      setImmediate(applyNext);
    },

    /** Ends what runs; what waits is taken up at the next start. */
    drain: async (): Promise<void> => {
      isStopping = true;
      await Promise.allSettled([...running]);
    },
  };
};
export type Applying = ReturnType<typeof createApplying>;

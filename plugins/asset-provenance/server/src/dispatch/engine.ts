import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { backoff } from '../kernel';
import type { Kernel } from '../kernel';
import type { Lease, Plans, WorkRow } from './plans';

/** What a handler says at its end: nothing more to do, or look again at that moment. */
export type Outcome = 'done' | { againAt: Date };

export type Handler = (
  subject: string,
  context: { signal: AbortSignal; attempts: number; holdsLease: () => boolean }
) => Promise<Outcome>;

export type EngineOptions = {
  /** How long a claim holds without being renewed, in seconds. */
  leaseSeconds: number;
  /** How often to look for due work when nothing wakes the engine, in milliseconds. */
  pollMs: number;
  /** Most handlers of one kind of work at once in this process: slow kinds do not hold up others. */
  concurrency: number;
};

/** Longest wait for running handlers when the server stops, in milliseconds. */
const DRAIN_MS = 20_000;

/** Runs due work in this process; any number of processes may share the table. */
export const createEngine = (
  kernel: Kernel,
  plans: Plans,
  handlers: Map<string, Handler>,
  options: EngineOptions
) => {
  const running = new Set<Promise<void>>();
  /** Never taken up a second time here, though a stalled process may have lost its lease. */
  const underWay = new Set<number>();
  const busy = new Map<string, number>();
  const stopping = new AbortController();
  // Each handler that runs may listen.
  setMaxListeners(0, stopping.signal);
  let loop: Promise<void> | null = null;
  let wakeUp: () => void = () => {};
  let isWoken = false;

  const leaseEnd = () => Date.now() + options.leaseSeconds * 1000;

  /** Until something is due, somebody wakes us, or it is time to look what others enqueued. */
  const sleep = (nextDue: number | null) =>
    new Promise<void>((resolve) => {
      const untilDue = nextDue === null ? options.pollMs : Math.max(1, nextDue - Date.now());
      const isAwake = isWoken || stopping.signal.aborted;
      const timer = setTimeout(resolve, isAwake ? 0 : Math.min(options.pollMs, untilDue));
      isWoken = false;
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const settle = async (lease: Lease, outcome: Outcome) => {
    const isSettled =
      outcome === 'done'
        ? await plans.finish(lease)
        : await plans.postpone(lease, outcome.againAt.getTime(), 0);
    if (!isSettled) await plans.release(lease, Date.now());
  };

  const postponeAfterError = async (lease: Lease) => {
    const isPostponed = await plans.postpone(
      lease,
      Date.now() + backoff(lease.attempts),
      lease.attempts
    );
    if (!isPostponed) await plans.release(lease, Date.now());
  };

  const run = async (lease: Lease, claimedUntil: number) => {
    const handler = handlers.get(lease.kind);
    let leasedUntil = claimedUntil;
    const renew = async () => {
      const next = leaseEnd();
      if (await plans.renew(lease, next)) leasedUntil = next;
    };
    const heartbeat = setInterval(
      () =>
        void renew().catch((err: unknown) =>
          kernel.log.warn(
            `A lease could not be renewed: ${err instanceof Error ? err.message : String(err)}`
          )
        ),
      (options.leaseSeconds * 1000) / 3
    );
    try {
      if (!handler) throw new Error(`Nobody handles work of kind ${lease.kind}`);
      const holdsLease = () => Date.now() < leasedUntil;
      await settle(
        lease,
        await handler(lease.subject, {
          signal: stopping.signal,
          attempts: lease.attempts,
          holdsLease,
        })
      );
    } catch (error) {
      kernel.log.error(
        `Work ${lease.kind} ${lease.subject} failed and will be tried again: ${error instanceof Error ? error.stack : String(error)}`
      );
      await postponeAfterError(lease).catch(() => undefined);
    } finally {
      clearInterval(heartbeat);
    }
  };

  const roomFor = (kind: string) => options.concurrency - (busy.get(kind) ?? 0);
  const kindsWithRoom = () => [...handlers.keys()].filter((kind) => roomFor(kind) > 0);

  const begin = (lease: Lease, leasedUntil: number) => {
    busy.set(lease.kind, (busy.get(lease.kind) ?? 0) + 1);
    underWay.add(lease.id);
    const work = run(lease, leasedUntil).finally(() => {
      busy.set(lease.kind, (busy.get(lease.kind) ?? 1) - 1);
      running.delete(work);
      underWay.delete(lease.id);
      wake();
    });
    running.add(work);
  };

  /** No more of a kind than there is room for; the longest due first. */
  const choose = (rows: WorkRow[]): WorkRow[] => {
    const room = new Map<string, number>();
    return rows.filter(({ kind }) => {
      const left = room.get(kind) ?? roomFor(kind);
      room.set(kind, left - 1);
      return left > 0;
    });
  };

  const claimSome = async () => {
    const kinds = kindsWithRoom();
    if (kinds.length === 0) return 0;
    const due = await plans.due(Date.now(), {
      kinds,
      except: [...underWay],
      limit: options.concurrency * kinds.length,
    });
    const leasedUntil = leaseEnd();
    const leases = await plans.claim(choose(due), randomUUID(), leasedUntil);
    for (const lease of leases) begin(lease, leasedUntil);
    return leases.length;
  };

  const wake = () => {
    isWoken = true;
    wakeUp();
  };

  const work = async () => {
    while (!stopping.signal.aborted) {
      try {
        if ((await claimSome()) > 0) continue;
        const kinds = kindsWithRoom();
        await sleep(
          kinds.length > 0
            ? await plans.nextDue(Date.now(), { kinds, except: [...underWay] })
            : null
        );
      } catch (error) {
        kernel.log.error(
          `The engine could not look for work: ${error instanceof Error ? error.message : String(error)}`
        );
        await sleep(null);
      }
    }
  };

  return {
    start: () => {
      loop ??= work();
    },
    wake,
    isRunning: () => loop !== null && !stopping.signal.aborted,
    /** Takes no new work and waits for what runs. */
    drain: async () => {
      stopping.abort();
      wake();
      await loop;
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, DRAIN_MS).unref());
      await Promise.race([Promise.allSettled([...running]), timeout]);
    },
  };
};

import type { Actor, CallbackResult } from '../../../shared';
import type { CallbackReading } from '../providers/service';
import type { Generation, JobRow } from '../generation/service';
import { cleanMessage } from '../providers/service';
import { reached, sha256 } from '../kernel';
import type { Kernel } from '../kernel';
import type { Applying } from './applying';
import type { Call } from './door';
import type { Incoming, InboundRows } from './inbound-rows';

export const MAX_BODY_BYTES = 262_144;
const MAX_DETAIL = 300;
const MAX_EVENT_ID = 120;
const MAX_ID = 200;
/** Milliseconds: unsigned hints do not make us ask a provider more often than this. */
const HINT_PAUSE = 1000;
const MOST_PAUSES = 10_000;

type Verified = Extract<CallbackReading, { kind: 'verified' }>;
/** `status` is for the caller, `detail` says why it was not taken. */
export type Reception = { status: number; result: CallbackResult; detail: string | null };

type Ports = {
  kernel: Kernel;
  generation: Generation;
  actorOf: (providerId: string) => Actor;
  rows: InboundRows;
  applying: Applying;
};

const statusOf: Partial<Record<CallbackResult, number>> = {
  hint: 202,
  // To be sent again: it may well be good.
  unchecked: 503,
  forged: 401,
  stale: 401,
  unreadable: 400,
  unknown_address: 404,
};

const hourOf = (at: Date) => at.toISOString().slice(0, 13);

/** Whatever it says, the job cannot change: known without looking further. */
const changesNothing = (job: JobRow, { providerTaskId, answer }: Verified): boolean => {
  if (job.providerTaskId !== providerTaskId || answer === null) return false;
  if (job.state === 'stored' || job.state === 'cancelled') return true;
  const isUnfinished = answer.kind === 'queued' || answer.kind === 'processing';
  return job.state === 'processing' && isUnfinished;
};

type Refused = {
  result: CallbackResult;
  detail: string;
  /** What an unsigned one speaks of: for a person to check, never to act on. */
  providerTaskId?: string | null;
};

/** Takes what providers send to the addresses that they were given. */
export const createReceiving = ({ kernel, generation, actorOf, rows, applying }: Ports) => {
  const lastHints = new Map<string, number>();

  /** A reason to ask the provider now; not for each of many that come at once. */
  const takeHint = async (jobId: string) => {
    const now = Date.now();
    if (now - (lastHints.get(jobId) ?? 0) < HINT_PAUSE) return;
    if (lastHints.size >= MOST_PAUSES) lastHints.clear();
    lastHints.set(jobId, now);
    await generation.pollNow(jobId);
  };

  const factsOf = (job: JobRow, rawBody: Buffer | null) => ({
    jobId: job.documentId,
    taskId: job.taskId,
    providerId: job.providerId,
    bytes: rawBody?.length ?? null,
    bodySha256: rawBody && sha256(rawBody),
  });

  /** Nothing that is not signed can fill the table: one row per kind and hour. */
  const refuse = async (
    job: JobRow,
    rawBody: Buffer | null,
    { result, detail, providerTaskId = null }: Refused,
    now: Date
  ): Promise<Reception> => {
    const said = cleanMessage(detail).slice(0, MAX_DETAIL);
    const facts = factsOf(job, rawBody);
    const { times } = await rows.record(
      { ...facts, eventKey: `${result}:${hourOf(now)}`, result, detail: said, providerTaskId },
      now
    );
    const isNews = times === 1 && result !== 'hint' && result !== 'unchecked';
    if (isNews) {
      await kernel.transact(actorOf(job.providerId), (tx) =>
        tx.emit({
          type: 'callback.received',
          aggregateType: 'job',
          aggregateId: job.documentId,
          aggregateVersion: null,
          taskId: job.taskId,
          note: said,
          data: { result, providerId: job.providerId, bodySha256: facts.bodySha256 },
        })
      );
    }
    return { status: statusOf[result] ?? 400, result, detail: said };
  };

  const take = async (job: JobRow, rawBody: Buffer, reading: Verified, now: Date) => {
    const facts = factsOf(job, rawBody);
    const event = reading.eventId && `event:${reading.eventId}`;
    const incoming: Incoming = {
      ...facts,
      eventKey: event && event.length <= MAX_EVENT_ID ? event : sha256(event ?? rawBody),
      result: changesNothing(job, reading) ? 'late' : 'recorded',
      providerTaskId: reading.providerTaskId,
      reference: reading.reference,
    };
    if (incoming.result === 'recorded') await applying.guard();
    const recorded = await rows.record(incoming, now);
    reached('callback-recorded', job.documentId);
    if (recorded.result === 'recorded')
      applying.add({ ...recorded, job, reading, bodySha256: facts.bodySha256 });
    return { status: 200, result: recorded.result, detail: null };
  };

  const read = async (job: JobRow, { headers }: Call, rawBody: Buffer, now: Date) => {
    try {
      return await generation.readCallback(job, { headers, rawBody, now });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };

  return {
    /** `readBody` gives null when the body is too large; it is asked for known addresses only. */
    receive: async (call: Call, readBody: () => Promise<Buffer | null>): Promise<Reception> => {
      const now = new Date();
      const job = await generation.callbackJob(call.jobId, call.token);
      if (!job) {
        const result = 'unknown_address';
        await rows.record({ jobId: result, eventKey: hourOf(now), result }, now);
        return { status: 404, result, detail: 'There is no such address.' };
      }
      const rawBody = await readBody();
      if (!rawBody) {
        await takeHint(job.documentId);
        const detail = `The body is larger than ${MAX_BODY_BYTES} bytes; the provider is asked instead.`;
        const refused = await refuse(job, null, { result: 'unreadable', detail }, now);
        return { ...refused, status: 413 };
      }
      const reading = await read(job, call, rawBody, now);
      if (reading instanceof Error) {
        kernel.log.warn(`A callback of ${job.providerId} could not be checked: ${reading.message}`);
        await takeHint(job.documentId);
        const detail = 'What is needed to check the signature was not to be had.';
        return refuse(job, rawBody, { result: 'unchecked', detail }, now);
      }
      if (!reading) {
        const detail = 'This provider is not set up here any more.';
        return refuse(job, rawBody, { result: 'unchecked', detail }, now);
      }
      switch (reading.kind) {
        case 'verified':
          return take(job, rawBody, reading, now);
        case 'hint':
          await takeHint(job.documentId);
          return refuse(
            job,
            rawBody,
            {
              result: 'hint',
              detail: 'It is not signed; the provider is asked instead.',
              // Anybody's words: kept no longer than an id is.
              providerTaskId: reading.providerTaskId?.slice(0, MAX_ID) ?? null,
            },
            now
          );
        case 'refused':
          return refuse(job, rawBody, { result: reading.reason, detail: reading.detail }, now);
      }
    },
  };
};
export type Receiving = ReturnType<typeof createReceiving>;

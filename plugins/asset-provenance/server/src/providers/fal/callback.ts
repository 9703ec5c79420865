import { createHash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CallbackReading, InboundCallback, PollAnswer } from '../contract';
import { failure } from '../contract';
import { cleanMessage } from '../answers';
import { jsonOf } from '../read-values';
import { isTimestamp, refusedCallback, staleness } from '../standard-webhooks';
import { CANCELLED, classOf, troubleIn } from './errors';
import type { Keys } from './jwks';
import { answerOf } from './reading';
import { callbackSchema, resultSchema } from './schemas';

const SIGNATURE = /^[0-9a-f]{128}$/;

type Signed = { message: Buffer; signature: Buffer; timestamp: string };

const signedPart = ({ headers, rawBody }: InboundCallback): Signed | null => {
  const requestId = headers['x-fal-webhook-request-id'];
  const userId = headers['x-fal-webhook-user-id'];
  const timestamp = headers['x-fal-webhook-timestamp'];
  const signature = headers['x-fal-webhook-signature'] ?? '';
  if (!requestId || !userId || !isTimestamp(timestamp) || !SIGNATURE.test(signature)) return null;
  const digest = createHash('sha256').update(rawBody).digest('hex');
  return {
    message: Buffer.from([requestId, userId, timestamp, digest].join('\n'), 'utf8'),
    signature: Buffer.from(signature, 'hex'),
    timestamp,
  };
};

const isSignedBy = (keys: KeyObject[], { message, signature }: Signed): boolean =>
  keys.some((key) => verify(null, message, key, signature));

/** Null where the report does not say enough to end the job: then the queue is asked. */
const endOf = (payload: unknown, error: string): PollAnswer | null => {
  const trouble = troubleIn(payload);
  if (trouble.type === CANCELLED) return { kind: 'cancelled' };
  const failureClass = classOf(trouble);
  if (!failureClass) return null;
  return {
    kind: 'failed',
    failure: failure(failureClass, 'poll', {
      message: cleanMessage(trouble.message || error) || 'fal gives no reason.',
      providerCode: trouble.type,
    }),
  };
};

/**
 * Reads a report of fal: Ed25519 over the ids, the time and the hash of the body.
 * @throws when the keys cannot be had: then nothing is known of the report.
 */
export const readCallback = async (
  callback: InboundCallback,
  keys: Keys
): Promise<CallbackReading> => {
  const signed = signedPart(callback);
  if (!signed) return refusedCallback('forged', 'It is not signed.');
  const known = await keys.now();
  if (known.length === 0) throw new Error('The keys that sign the webhooks of fal cannot be had.');
  if (!isSignedBy(known, signed) && !isSignedBy(await keys.newer(), signed))
    return refusedCallback('forged', 'The signature does not belong to this content.');
  const stale = staleness(signed.timestamp, callback.now);
  if (stale) return stale;
  const read = callbackSchema.safeParse(jsonOf(callback.rawBody));
  if (!read.success) return refusedCallback('unreadable', 'It is not a report of a request.');
  const { request_id: providerTaskId, status, payload, error } = read.data;
  // The payload is left out where it could not be written; the queue still has it.
  const result = status === 'OK' ? resultSchema.safeParse(payload) : null;
  const answer = result?.success
    ? answerOf(result.data, (await callback.job()).parameters.prompt, null)
    : null;
  return {
    kind: 'verified',
    eventId: callback.headers['x-fal-webhook-request-id'] ?? null,
    providerTaskId,
    answer: status === 'ERROR' ? endOf(payload, error ?? '') : answer,
  };
};

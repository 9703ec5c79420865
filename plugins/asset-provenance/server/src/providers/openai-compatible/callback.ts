import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CallbackReading, InboundCallback, PollAnswer } from '../contract';
import { jsonOf } from '../read-values';
import { isSame, isTimestamp, refusedCallback, staleness } from '../standard-webhooks';
import type { VideoDialect } from './dialect';
import { textAt } from './places';

const eventSchema = z.object({
  type: z.string().startsWith('video.generation.'),
  data: z.looseObject({ id: z.string().min(1), status: z.string() }),
});

/** `t=<seconds>,v1=<hex>`; during a change of the secret there may be several `v1`. */
const parseSignature = (header: string) => {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const of = (name: string) =>
    parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
  return { timestamp: of('t')[0] ?? '', signatures: of('v1') };
};

const hintOf = (
  { headers, rawBody }: InboundCallback,
  { answer }: VideoDialect,
  eventHeader: string
): CallbackReading => {
  const body = jsonOf(rawBody);
  const id = textAt(body, answer.id) ?? textAt(body, ['data.id', 'data.task_id']);
  return { kind: 'hint', eventId: headers[eventHeader] ?? null, providerTaskId: id };
};

const EVENT_HEADER = 'x-openrouter-idempotency-key';

export type CallbackSetting = {
  places: VideoDialect;
  secret: string | null;
  /** Reads the job in a report as it would be read in the answer to a poll. */
  readJob: (json: unknown, id: string) => PollAnswer | null;
};

/** OpenRouter signs `timestamp,body` with HMAC-SHA256, once its workspace has a secret. */
const readSigned = (
  callback: InboundCallback,
  secret: string,
  readJob: CallbackSetting['readJob']
): CallbackReading => {
  const { headers, rawBody, now } = callback;
  const { timestamp, signatures } = parseSignature(headers['x-openrouter-signature'] ?? '');
  if (!isTimestamp(timestamp) || signatures.length === 0)
    return refusedCallback('forged', 'It is not signed.');
  const expected = createHmac('sha256', secret)
    .update(`${timestamp},`)
    .update(rawBody)
    .digest('hex');
  if (!signatures.some((signature) => isSame(signature, expected)))
    return refusedCallback('forged', 'The signature does not belong to this content.');
  const stale = staleness(timestamp, now);
  if (stale) return stale;
  const event = eventSchema.safeParse(jsonOf(rawBody));
  if (!event.success) return refusedCallback('unreadable', 'It is no report about a video.');
  const { id } = event.data.data;
  return {
    kind: 'verified',
    eventId: headers[EVENT_HEADER] ?? null,
    providerTaskId: id,
    answer: readJob(event.data.data, id),
  };
};

export const readGatewayCallback = (
  callback: InboundCallback,
  { places, secret, readJob }: CallbackSetting
): CallbackReading =>
  places.callback?.scheme === 'openrouter' && secret
    ? readSigned(callback, secret, readJob)
    : hintOf(callback, places, EVENT_HEADER);

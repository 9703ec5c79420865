import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallbackReading, InboundCallback } from './contract';

/** Seconds that a callback may be old, or early. */
export const REPLAY_WINDOW = 300;

type Refused = Extract<CallbackReading, { kind: 'refused' }>;

export const refusedCallback = (reason: Refused['reason'], detail: string): Refused => ({
  kind: 'refused',
  reason,
  detail,
});

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Refuses what was signed too long ago, or by a clock that is ahead; null when all is well. */
export const staleness = (seconds: string, now: Date): Refused | null => {
  const age = Math.abs(now.getTime() / 1000 - Number(seconds));
  return age > REPLAY_WINDOW
    ? refusedCallback('stale', `It was signed ${Math.round(age)} seconds from now.`)
    : null;
};

export const isTimestamp = (text: string | undefined): text is string =>
  /^\d{1,12}$/.test(text ?? '');

/**
 * Checks a Standard Webhooks signature over the very bytes that came: decoded to text and back, two
 * different bodies could look the same. Null when all is well.
 */
export const standardWebhookObjection = (
  { headers, rawBody, now }: Pick<InboundCallback, 'headers' | 'rawBody' | 'now'>,
  secret: string
): Refused | null => {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const given = headers['webhook-signature'];
  if (!id || !given || !isTimestamp(timestamp))
    return refusedCallback('forged', 'It is not signed.');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody);
  const expected = `v1,${digest.digest('base64')}`;
  // While a secret is being replaced, there is one signature of each.
  if (!given.split(' ').some((signature) => isSame(signature, expected)))
    return refusedCallback('forged', 'The signature does not belong to this content.');
  return staleness(timestamp, now);
};

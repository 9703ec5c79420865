import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Connection } from '../connection';
import type { CallbackReading, InboundCallback } from '../contract';
import { answerOf } from './reading';
import { reportIdSchema, reportSchema } from './schemas';

/** Seconds that a report may be old, or early. */
const REPLAY_WINDOW = 300;

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const refused = (reason: 'forged' | 'stale' | 'unreadable', detail: string): CallbackReading => ({
  kind: 'refused',
  reason,
  detail,
});

/** @throws an Error that names the entry of the configuration, when it is not what Kling hands out. */
export const assertWebhookSecret = ({
  providerId,
  webhookSecret,
}: Pick<Connection, 'providerId' | 'webhookSecret'>): void => {
  if (webhookSecret && !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(webhookSecret))
    throw new Error(
      `providers.${providerId}.webhookSecret: this is not a webhook secret of Kling, which begins with whsec_.`
    );
};

/** Checks the signature (Standard Webhooks); null when all is well. */
const objectionTo = (
  { headers, rawBody, now }: InboundCallback,
  secret: string
): CallbackReading | null => {
  const id = headers['webhook-id'];
  const seconds = Number(headers['webhook-timestamp']);
  const given = headers['webhook-signature'];
  if (!id || !given || !Number.isInteger(seconds))
    return refused('forged', 'It is not signed, although a webhook secret is configured.');
  const expected = new Webhook(secret).sign(id, new Date(seconds * 1000), rawBody);
  // While a secret is being replaced, there is one signature of each.
  if (!given.split(' ').some((signature) => isSame(signature, expected)))
    return refused('forged', 'The signature does not belong to this content.');
  const age = Math.abs(now.getTime() / 1000 - seconds);
  return age > REPLAY_WINDOW
    ? refused('stale', `It was signed ${Math.round(age)} seconds from now.`)
    : null;
};

/**
 * Reads what Kling reports of a task. It signs only for accounts that have made a webhook secret;
 * without one, a report is a reason to ask and nothing more.
 */
export const readCallback = (callback: InboundCallback, secret: string | null): CallbackReading => {
  const objection = secret ? objectionTo(callback, secret) : null;
  if (objection) return objection;
  const json = jsonOf(callback.rawBody);
  const report = reportSchema.safeParse(json);
  const named = reportIdSchema.safeParse(json);
  const providerTaskId = report.success ? report.data.task_id : named.success ? named.data : null;
  if (!providerTaskId) return refused('unreadable', 'It names no task.');
  const eventId = callback.headers['webhook-id'] ?? null;
  if (!secret) return { kind: 'hint', eventId, providerTaskId };
  const answer = report.success ? answerOf(report.data) : null;
  return { kind: 'verified', eventId, providerTaskId, answer };
};

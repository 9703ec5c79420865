import type { ProviderHttp } from '../connection';
import type { CallbackReading, InboundCallback } from '../contract';
import { jsonOf } from '../read-values';
import { refusedCallback, standardWebhookObjection } from '../standard-webhooks';
import { answerOf } from './reading';
import { predictionSchema, secretSchema } from './schemas';

/** Milliseconds. */
const SECRET_LIVES = 86_400_000;
/** A signature that does not fit may mean a new secret; forgers must not make us ask each time. */
const ASKED_AGAIN_AFTER = 300_000;

type Kept = { secret: string; at: number };

/** The account's signing secret, asked for once a day. */
export const createSecret = (http: ProviderHttp, path: string, configured: string | null) => {
  let kept: Kept | null = configured ? { secret: configured, at: Infinity } : null;
  let asking: Promise<Kept | null> | null = null;

  const ask = async (): Promise<Kept | null> => {
    const answer = await http.send({ method: 'GET', path }).catch(() => null);
    const read = secretSchema.safeParse(answer?.json);
    if (read.success) kept = { secret: read.data.key, at: Date.now() };
    return kept;
  };

  /** Several callbacks at once ask once. */
  const refresh = async () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    now: async (): Promise<string | null> => {
      const isFresh = kept && Date.now() - kept.at < SECRET_LIVES;
      return (isFresh ? kept : await refresh())?.secret ?? null;
    },
    /** Another one than `refused`, if there is one by now. */
    newer: async (refused: string): Promise<string | null> => {
      if (!kept || Date.now() - kept.at < ASKED_AGAIN_AFTER) return null;
      const secret = (await refresh())?.secret;
      return secret && secret !== refused ? secret : null;
    },
  };
};
type Secret = ReturnType<typeof createSecret>;

const objectionTo = async (callback: InboundCallback, secret: Secret, current: string) => {
  const objection = standardWebhookObjection(callback, current);
  if (objection?.reason !== 'forged') return objection;
  const newer = await secret.newer(current);
  return newer ? standardWebhookObjection(callback, newer) : objection;
};

/**
 * Reads a report of Replicate, which is the prediction itself, signed by Standard Webhooks.
 * @throws when the secret cannot be had: then nothing is known of the report.
 */
export const readCallback = async (
  callback: InboundCallback,
  secret: Secret
): Promise<CallbackReading> => {
  const current = await secret.now();
  if (!current) throw new Error('Replicate does not tell the secret that signs its webhooks.');
  const objection = await objectionTo(callback, secret, current);
  if (objection) return objection;
  const read = predictionSchema.safeParse(jsonOf(callback.rawBody));
  if (!read.success) return refusedCallback('unreadable', 'It is not a prediction.');
  return {
    kind: 'verified',
    eventId: callback.headers['webhook-id'] ?? null,
    providerTaskId: read.data.id,
    answer: answerOf(read.data),
  };
};

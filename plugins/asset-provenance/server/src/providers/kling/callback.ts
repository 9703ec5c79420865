import type { Connection } from '../connection';
import type { CallbackReading, InboundCallback } from '../contract';
import { jsonOf } from '../read-values';
import { refusedCallback, standardWebhookObjection } from '../standard-webhooks';
import { answerOf } from './reading';
import { reportIdSchema, reportSchema } from './schemas';

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

/**
 * Reads what Kling reports of a task. It signs only for accounts that have made a webhook secret;
 * without one, a report is a reason to ask and nothing more.
 */
export const readCallback = (callback: InboundCallback, secret: string | null): CallbackReading => {
  const objection = secret ? standardWebhookObjection(callback, secret) : null;
  if (objection) return objection;
  const json = jsonOf(callback.rawBody);
  const report = reportSchema.safeParse(json);
  const named = reportIdSchema.safeParse(json);
  const providerTaskId = report.success ? report.data.task_id : named.success ? named.data : null;
  if (!providerTaskId) return refusedCallback('unreadable', 'It names no task.');
  const eventId = callback.headers['webhook-id'] ?? null;
  if (!secret) return { kind: 'hint', eventId, providerTaskId };
  const answer = report.success ? answerOf(report.data) : null;
  return { kind: 'verified', eventId, providerTaskId, answer };
};

import type { Failure, FailureClass } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import { own } from '../read-values';
import { errorSchema } from './schemas';

/** Codes that say more than the status does. */
const classes: Record<string, FailureClass> = {
  moderation_blocked: 'moderation',
  content_policy_violation: 'moderation',
  insufficient_quota: 'credit',
  billing_hard_limit_reached: 'credit',
  billing_not_active: 'credit',
};

/** What a 4xx of the image endpoints means. */
export const refusalOf = (answer: ProviderAnswer): Failure => {
  const read = errorSchema.safeParse(answer.json);
  if (!read.success) return failureOfAnswer(answer, 'submit');
  const { message, code, type, moderation_details: moderation } = read.data.error;
  const why = [moderation?.moderation_stage, ...(moderation?.categories ?? [])].filter(Boolean);
  const failureClass = code ? own(classes, code) : undefined;
  // A picture that was blocked after it was drawn may have been paid for; nothing says that it is not.
  const isDrawn = failureClass === 'moderation' && moderation?.moderation_stage === 'output';
  return failureOfAnswer(answer, 'submit', {
    class: failureClass,
    code: code ?? type,
    message: [message, why.length ? `(${why.join(': ')})` : ''].filter(Boolean).join(' '),
    ...(isDrawn ? { billed: 'unknown' as const } : {}),
  });
};

import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import type { ArkError } from './schemas';
import { refusalSchema } from './schemas';

/** In this order: the first that fits the provider's code decides. */
const CLASSES: [code: RegExp, failureClass: FailureClass][] = [
  [/SensitiveContentDetected|RiskDetection|PolicyViolation|PrivacyInformation/, 'moderation'],
  [/^ContentSecurityDetectionError/, 'upstream'],
  [/^AccountOverdue|ServiceOverdue|^SetLimitExceeded|^InvalidSubscription/, 'credit'],
  [/RateLimitExceeded|^ServerOverloaded|^RequestBurstTooFast|^InflightBatchsize/, 'queue'],
  [/^AuthenticationError|^InvalidAccountStatus|^AccessDenied|^OperationDenied/, 'authentication'],
  // What an editor cannot change: a model that this account has not activated or does not see.
  [/^ModelNotOpen|^InvalidEndpoint|^UnsupportedModel/, 'authentication'],
  [/^InvalidParameter|^MissingParameter|^InvalidArgument|^InvalidImageURL/, 'invalid_parameters'],
  [/^OutofContext/, 'invalid_parameters'],
  [/^Internal/, 'upstream'],
];

/**
 * `QuotaExceeded` has one code for two things: too many tasks in the queue, which passes, and a
 * quota that is used up, which does not. Only the message tells them apart.
 */
const classOfQuota = (message: string): FailureClass =>
  /request has exceeded the quota/i.test(message) ? 'queue' : 'credit';

export const classOfError = ({ code, message }: ArkError): FailureClass | undefined => {
  if (!code) return undefined;
  if (code.startsWith('QuotaExceeded')) return classOfQuota(message ?? '');
  return CLASSES.find(([pattern]) => pattern.test(code))?.[1];
};

const errorOf = (answer: ProviderAnswer): ArkError => {
  const read = refusalSchema.safeParse(answer.json);
  return read.success ? read.data.error : {};
};

/** The failure that an error status means. */
export const failureOf = (answer: ProviderAnswer, phase: FailurePhase): Failure => {
  const error = errorOf(answer);
  return failureOfAnswer(answer, phase, {
    class: classOfError(error),
    code: error.code,
    message: error.message,
  });
};

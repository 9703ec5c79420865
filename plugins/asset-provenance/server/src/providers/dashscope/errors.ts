import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import type { DashscopeError } from './schemas';
import { errorSchema } from './schemas';

/** In this order: the first that fits the provider's code decides. */
const CLASSES: [code: RegExp, failureClass: FailureClass][] = [
  [/^DataInspection|^data_inspection_failed|^IPInfringementSuspect|RuleBlocked$/, 'moderation'],
  [/^Arrearage|^AllocationQuota|BillOverdue$|^CommodityNotPurchased/, 'credit'],
  [/^Throttling|^LimitRequests/, 'queue'],
  // What an editor cannot change: the key, and a model that it may not use or that is not there.
  [
    /^InvalidApiKey|^invalid_api_key|AccessDenied|^ModelNotFound|^Model\.NotFound/,
    'authentication',
  ],
  [/^InvalidParameter|^BadRequest|^InvalidURL|^InvalidImage|^InvalidFile/, 'invalid_parameters'],
  [/^UnsupportedOperation/, 'invalid_parameters'],
  [/^Internal|^System|^RequestTimeOut|^ServiceUnavailable|^Model(?:Serv|Unavail)/, 'upstream'],
];

export const classOfError = ({ code, message }: DashscopeError): FailureClass | undefined => {
  if (!code) return undefined;
  // The same code says "too fast" and "your free quota is used up".
  if (/^Throttling\.AllocationQuota/.test(code) && /free/i.test(message ?? '')) return 'credit';
  return CLASSES.find(([pattern]) => pattern.test(code))?.[1];
};

const errorOf = (answer: ProviderAnswer): DashscopeError => {
  const read = errorSchema.safeParse(answer.json);
  return read.success ? read.data : {};
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

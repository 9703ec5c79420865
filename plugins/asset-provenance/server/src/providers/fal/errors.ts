import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import { own } from '../read-values';
import { errorSchema } from './schemas';

/** What fal says went wrong: by a model (a list of typed errors) or by its own machinery. */
export type Trouble = { type: string | null; message: string; isOfModel: boolean };

const classOfType: Record<string, FailureClass> = {
  content_policy_violation: 'moderation',
  internal_server_error: 'upstream',
  generation_timeout: 'upstream',
  downstream_service_error: 'upstream',
  downstream_service_unavailable: 'upstream',
  no_media_generated: 'upstream',
  startup_timeout: 'queue',
  runner_scheduling_failure: 'queue',
  request_timeout: 'upstream',
  runner_connection_timeout: 'upstream',
  runner_disconnected: 'upstream',
  runner_connection_refused: 'upstream',
  runner_connection_error: 'upstream',
  runner_incomplete_response: 'upstream',
  runner_server_error: 'upstream',
  internal_error: 'upstream',
  client_disconnected: 'upstream',
  bad_request: 'invalid_parameters',
};

export const CANCELLED = 'client_cancelled';

const MODERATED = /nsfw|unsafe|safety|content polic|moderat|sensitive|flagged/i;
const CREDIT = /exhausted balance|top[_ ]?up|insufficient (?:balance|credit|funds)|billing/i;

const fieldOf = (loc: (string | number)[] | null | undefined): string =>
  (loc ?? []).filter((part) => part !== 'body').join('.');

/** Reads an error as fal writes it, in an answer or in the payload of a callback. */
export const troubleIn = (json: unknown, headers: Record<string, string> = {}): Trouble => {
  const named = headers['x-fal-error-type'] ?? null;
  const read = errorSchema.safeParse(json);
  if (!read.success) return { type: named, message: '', isOfModel: false };
  const { detail, error_type: type } = read.data;
  if (typeof detail === 'string') return { type: type ?? named, message: detail, isOfModel: false };
  const sentences = detail.map(({ loc, msg }) => [fieldOf(loc), msg].filter(Boolean).join(': '));
  return {
    type: detail[0]?.type ?? type ?? named,
    message: sentences.join('; '),
    isOfModel: detail.length > 0,
  };
};

/** The class of a trouble; undefined where the status of the answer says it. */
export const classOf = ({ type, message, isOfModel }: Trouble): FailureClass | undefined => {
  if (type === 'no_media_generated' && MODERATED.test(message)) return 'moderation';
  const known = type ? own(classOfType, type) : undefined;
  if (known) return known;
  return isOfModel ? 'invalid_parameters' : undefined;
};

const adviceOf = ({ status }: ProviderAnswer, phase: FailurePhase): string =>
  status === 404 && phase === 'submit' ? ' — Check the name of the model.' : '';

/** The failure that an answer with an error status means. */
export const failureOf = (answer: ProviderAnswer, phase: FailurePhase): Failure => {
  const trouble = troubleIn(answer.json, answer.headers);
  // A locked account is a 403 like a wrong key.
  const isLocked = answer.status === 402 || (answer.status === 403 && CREDIT.test(trouble.message));
  const isServerError = answer.status >= 500;
  return failureOfAnswer(answer, phase, {
    class: isLocked ? 'credit' : classOf(trouble),
    code: trouble.type,
    message: trouble.message && `${trouble.message}${adviceOf(answer, phase)}`,
    // What ends in a server error is not charged, says fal.
    ...(phase === 'poll' && isServerError ? { billed: 'no' as const } : {}),
  });
};

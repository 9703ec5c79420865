import type { Failure, FailureClass, FailurePhase } from '../../../../shared';
import { failureOfAnswer } from '../answers';
import type { ProviderAnswer } from '../connection';
import { own } from '../read-values';
import { envelopeSchema } from './schemas';

/** Kling's own codes. Account and credit problems arrive as HTTP 429 beside the rate limits. */
const classOfCode: Record<number, FailureClass> = {
  1000: 'authentication',
  1001: 'authentication',
  1002: 'authentication',
  1003: 'authentication',
  1004: 'authentication',
  1100: 'authentication',
  1101: 'credit',
  1102: 'credit',
  1103: 'authentication',
  1200: 'invalid_parameters',
  1201: 'invalid_parameters',
  1202: 'invalid_parameters',
  1203: 'invalid_parameters',
  1300: 'moderation',
  1301: 'moderation',
  1302: 'queue',
  1303: 'queue',
  // The address of this server is not on the account's list: waiting does not help.
  1304: 'authentication',
  5000: 'upstream',
  5001: 'upstream',
  5002: 'upstream',
};

const SERVER_ERRORS = 5000;
const NOT_FOUND = 1203;
const NOT_YET_VALID = 1003;
const EXPIRED = 1004;
/** Minutes of difference from which on the clock is named as the cause. */
const CLOCK_TOLERANCE = 2;

export const codeOf = ({ json }: ProviderAnswer): number | null => {
  const read = envelopeSchema.safeParse(json);
  return read.success && read.data.code !== 0 ? read.data.code : null;
};

/** Whether this code, in an answer of any status, says that no task was made. */
export const isRefusal = (code: number): boolean =>
  own(classOfCode, String(code)) !== undefined && code < SERVER_ERRORS;

/** How far this server's clock is from Kling's, as far as the answer tells; positive: it is ahead. */
const clockLead = ({ headers }: ProviderAnswer): number | null => {
  const theirs = Date.parse(headers.date ?? '');
  return Number.isNaN(theirs) ? null : Math.round((Date.now() - theirs) / 60_000);
};

const clockAdvice = (answer: ProviderAnswer, code: number): string => {
  const lead = clockLead(answer);
  const isTold = lead !== null && Math.abs(lead) >= CLOCK_TOLERANCE;
  const guess = code === NOT_YET_VALID ? 'ahead' : 'behind';
  const how = isTold
    ? `about ${Math.abs(lead)} minutes ${lead > 0 ? 'ahead' : 'behind'}`
    : `probably ${guess}`;
  return `The clock of this server is ${how}: tokens are signed with the time. Set the clock (NTP) and send again.`;
};

const adviceOf = (answer: ProviderAnswer, code: number, hasSecretKey: boolean): string => {
  if (code === NOT_YET_VALID || code === EXPIRED)
    return hasSecretKey ? clockAdvice(answer, code) : 'Make a new API key.';
  if (code >= 1000 && code <= 1002)
    return hasSecretKey
      ? 'Check the access key and the secret key.'
      : 'Check the API key; an access key also needs its secret key.';
  if (code === 1100) return 'Something is wrong with the Kling account itself: check its console.';
  if (code === 1304) return 'Add the address of this server to the list of the Kling account.';
  return '';
};

/** The failure that an answer with an error means. */
export const failureOf = (
  answer: ProviderAnswer,
  phase: FailurePhase,
  hasSecretKey: boolean
): Failure => {
  const code = codeOf(answer);
  if (code === null) return failureOfAnswer(answer, phase);
  const { message } = envelopeSchema.parse(answer.json);
  const advice = adviceOf(answer, code, hasSecretKey);
  return failureOfAnswer(answer, phase, {
    class: own(classOfCode, String(code)),
    code,
    message: [message || `Kling answered code ${code}.`, advice].filter(Boolean).join(' — '),
  });
};

/** The task is not, or no longer, known. A bare 404 may come from anything on the way to Kling. */
export const isUnknownTask = (answer: ProviderAnswer): boolean => codeOf(answer) === NOT_FOUND;

/**
 * The key that we chose is in use already. Only this job has it, so that an earlier submit of the
 * same job was taken.
 */
export const isTakenBefore = (answer: ProviderAnswer): boolean => {
  const read = envelopeSchema.safeParse(answer.json);
  return (
    read.success &&
    (read.data.code === 1200 || read.data.code === 1201) &&
    /external[_ ]?task[_ ]?id/i.test(read.data.message)
  );
};

const MODERATED =
  /risk control|content (?:security|policy|safety)|sensitive|moderat|风控|敏感|违规|审核/i;
const BAD_INPUT = /invalid|not support|resolution or aspect ratio|不支持|不合法|无效/i;

/** A failed task carries no code, only a sentence. */
export const classOfReason = (reason: string): FailureClass => {
  if (MODERATED.test(reason)) return 'moderation';
  return BAD_INPUT.test(reason) ? 'invalid_parameters' : 'upstream';
};

import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { Failure, FailureClass, FailurePhase } from '../../../shared';
import { maskSecrets } from '../kernel';
import { NotSent, Unanswered } from '../network/service';
import type { ProviderAnswer } from './connection';
import type { PollAnswer, ResolvedReference, SubmitAnswer } from './contract';
import { ProviderError, failure } from './contract';

const MAX_MESSAGE = 500;

/** A provider's own words, made fit to be kept and shown: short, one line, without keys. */
export const cleanMessage = (text: unknown): string =>
  maskSecrets(typeof text === 'string' ? text : (JSON.stringify(text) ?? ''))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_MESSAGE);

/** `Retry-After` in seconds, given as a number or as a date; null without one. */
export const retryAfterOf = (headers: Record<string, string>, now = Date.now()): number | null => {
  const value = headers['retry-after'];
  if (!value) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(0, Math.ceil(seconds))) : null;
};

const classOfStatus = (status: number, phase: FailurePhase): FailureClass => {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 402) return 'credit';
  if (status === 408 || status === 429) return 'queue';
  // A job that is not found says nothing against its parameters: they were accepted long ago.
  if (status >= 500 || (status === 404 && phase === 'poll')) return 'upstream';
  return 'invalid_parameters';
};

export type ErrorFacts = {
  /** Where the adapter knows better than the status does. */
  class?: FailureClass | undefined;
  code?: string | number | null | undefined;
  message?: unknown;
  billed?: Failure['billed'];
};

/**
 * The failure that an answer with an error status means, or an error in an answer of any status.
 * At submit a refusal bills nothing; at poll what would pass by itself is asked again.
 */
export const failureOfAnswer = (
  answer: ProviderAnswer,
  phase: FailurePhase,
  facts: ErrorFacts = {}
): Failure => {
  const failureClass = facts.class ?? classOfStatus(answer.status, phase);
  const passes = ['queue', 'upstream', 'authentication', 'credit'].includes(failureClass);
  const message = cleanMessage(facts.message ?? '') || `The provider answered ${answer.status}.`;
  return failure(failureClass, phase, {
    message,
    httpStatus: answer.status,
    providerCode:
      facts.code === undefined || facts.code === null ? null : cleanMessage(String(facts.code)),
    retryAfter: retryAfterOf(answer.headers),
    billed: facts.billed ?? (phase === 'submit' ? 'no' : 'unknown'),
    retryable: phase === 'submit' ? failureClass === 'queue' : passes && answer.status !== 404,
  });
};

/**
 * An answer to a submit that leaves open whether the job was taken.
 * @throws always; the submission is then to be checked and never repeated.
 */
export const unclear = (answer: ProviderAnswer, why: string): never => {
  throw new Unanswered(`${why} (HTTP ${answer.status})`);
};

/**
 * Whether a submit answered like this may have been taken: server errors leave it open, and so does
 * a 408 of a server that gave up waiting while the work behind it goes on.
 */
export const isUnclearStatus = ({ status }: ProviderAnswer): boolean =>
  status >= 500 || status === 408 || (status >= 300 && status < 400);

/**
 * The refusal that an answer to a submit is; null when the request was taken.
 * @throws Unanswered when the answer leaves that open.
 */
export const refusalIn = (
  answer: ProviderAnswer,
  failureOf: (answer: ProviderAnswer, phase: 'submit') => Failure
): SubmitAnswer | null => {
  if (isUnclearStatus(answer))
    return unclear(answer, 'The provider failed before it said whether it took the request');
  return answer.status >= 400 ? { kind: 'refused', failure: failureOf(answer, 'submit') } : null;
};

/** A refusal of our own: nothing was sent. */
export const refusedHere = (message: string): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', { message, billed: 'no' }),
});

/** A poll that was not answered with a state says nothing about the job: it is asked again. */
export const askAgain = (problem: Failure): ProviderError => {
  // The question was not understood; the parameters of the job were accepted long ago.
  const isQuestion = problem.class === 'invalid_parameters';
  return new ProviderError(
    failure(isQuestion ? 'upstream' : problem.class, 'poll', {
      message: problem.message,
      httpStatus: problem.httpStatus,
      providerCode: problem.providerCode,
      retryAfter: problem.retryAfter,
      billed: problem.billed,
      retryable: true,
    })
  );
};

/** The provider no longer knows a job: what became of it is not known. */
export const lostJob = (
  { status }: ProviderAnswer,
  message: string,
  providerCode: string | null = null
): PollAnswer => ({
  kind: 'failed',
  failure: failure('upstream', 'poll', { message, httpStatus: status, providerCode }),
});

/** Reads an answer to a submit. @throws Unanswered when it is not what it should be. */
export const readSubmit = <S extends z.ZodType>(schema: S, answer: ProviderAnswer): z.output<S> => {
  const read = schema.safeParse(answer.json);
  if (read.success) return read.data;
  return unclear(answer, 'The provider took the request and answered something that is not known');
};

/** Reads an answer to a poll. @throws ProviderError, retryable: the next answer may be whole. */
export const readPoll = <S extends z.ZodType>(schema: S, answer: ProviderAnswer): z.output<S> => {
  const read = schema.safeParse(answer.json);
  if (read.success) return read.data;
  throw new ProviderError(
    failure('upstream', 'poll', {
      message: 'The provider answered something that is not known.',
      httpStatus: answer.status,
      retryable: true,
    })
  );
};

/**
 * A reference as the APIs want it: in the request itself.
 * @throws NotSent
 */
export const readReference = async ({ path, mime, role }: ResolvedReference) => {
  const bytes = await readFile(path).catch((error: unknown) => {
    // Its message names the file, which is nobody's business elsewhere.
    const { code } = Object(error) as { code?: unknown };
    throw new NotSent(
      `The file of a reference (${role.replace('_', ' ')}) could not be read here${typeof code === 'string' ? ` (${code})` : ''}, and nothing was sent.`
    );
  });
  const base64 = bytes.toString('base64');
  return { bytes, base64, dataUrl: `data:${mime};base64,${base64}` };
};

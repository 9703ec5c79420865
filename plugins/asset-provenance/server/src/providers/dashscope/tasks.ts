import type { Usage } from '../../../../shared';
import { failureOfAnswer, readPoll } from '../answers';
import type { ProviderAnswer } from '../connection';
import type { EffectiveFacts, JobHandle, PollAnswer, Result } from '../contract';
import { failure } from '../contract';
import { seedOf31Bits } from '../model-extras';
import { countersOf, sizeOf } from '../read-values';
import { classOfError } from './errors';
import type { DashscopeError, DashscopeTask } from './schemas';
import { taskSchema } from './schemas';

/** Tasks and their results are kept for a day. */
const KEPT_MS = 86_400_000;

type Output = DashscopeTask['output'];

/** Result addresses are signed and say until when. */
const expiryOf = (url: string): string | null => {
  const seconds = /[?&]Expires=(\d{9,11})(?:&|$)/.exec(url)?.[1];
  return seconds ? new Date(Number(seconds) * 1000).toISOString() : null;
};

const urlsOf = ({ video_url: video, results, choices }: Output): (string | null)[] => {
  if (video) return [video];
  if (results?.length) return results.map(({ url }) => url ?? null);
  return (choices ?? []).flatMap(({ message }) =>
    message.content.flatMap(({ image }) => (image ? [image] : []))
  );
};

const sentSeed = ({ parameters }: JobHandle): number | null =>
  parameters.seed === null ? null : seedOf31Bits(parameters.seed);

/** Only the protocol that answers with `results` says which seeds several pictures have: in a row. */
const seedOfResult = (job: JobHandle, { results }: Output, index: number): number | null => {
  const seed = sentSeed(job);
  if (seed === null || job.parameters.count === 1) return seed;
  return results?.length ? seed + index : null;
};

const effectiveOf = (job: JobHandle, output: Output, usage: Usage | null): EffectiveFacts => {
  const seed = sentSeed(job);
  const size = sizeOf(String(usage?.['size'] ?? usage?.['video_ratio'] ?? ''));
  const seconds = usage?.['output_video_duration'] || usage?.['video_duration'];
  const prompt = output.actual_prompt ?? output.results?.find((each) => each.url)?.actual_prompt;
  return {
    ...(seed === null ? {} : { seed }),
    ...(size ? { size } : {}),
    ...(typeof seconds === 'number' ? { durationSeconds: seconds } : {}),
    ...(prompt && prompt !== job.parameters.prompt ? { revisedPrompt: prompt } : {}),
  };
};

/** The provider bills what it made: a task that failed costs nothing. */
const failed = (answer: ProviderAnswer, error: DashscopeError, otherwise: string): PollAnswer => ({
  kind: 'failed',
  failure: {
    ...failureOfAnswer(answer, 'poll', {
      class: classOfError(error) ?? 'upstream',
      code: error.code,
      message: error.message || otherwise,
      billed: 'no',
    }),
    retryable: false,
  },
});

const succeeded = (
  job: JobHandle,
  answer: ProviderAnswer,
  { output, usage }: DashscopeTask
): PollAnswer => {
  const results = urlsOf(output).flatMap((url, index): Result[] =>
    url ? [{ url, expiresAt: expiryOf(url), seed: seedOfResult(job, output, index) }] : []
  );
  if (results.length === 0) {
    const error = output.results?.find(({ code }) => code) ?? output;
    return failed(answer, error, 'The provider says that it succeeded, and gives no result.');
  }
  const counts = countersOf(usage);
  return {
    kind: 'succeeded',
    results,
    effective: effectiveOf(job, output, counts),
    cost: null,
    usage: counts,
  };
};

const unknown = (job: JobHandle): PollAnswer =>
  Date.now() - Date.parse(job.submittedAt) < KEPT_MS
    ? { kind: 'processing', progress: null, pollAfter: null }
    : {
        kind: 'failed',
        failure: failure('upstream', 'poll', {
          message:
            'The provider no longer knows this task: it keeps tasks and their results for 24 hours.',
          providerCode: 'UNKNOWN',
        }),
      };

/** What an answer to a query says. @throws ProviderError when it is not one. */
export const readTask = (job: JobHandle, answer: ProviderAnswer): PollAnswer => {
  const task = readPoll(taskSchema, answer);
  switch (task.output.task_status) {
    case 'PENDING':
      return { kind: 'queued', progress: null, pollAfter: null };
    case 'SUCCEEDED':
      return succeeded(job, answer, task);
    case 'FAILED':
      return failed(answer, task.output, 'The provider failed and gave no reason.');
    case 'CANCELED':
      return { kind: 'cancelled' };
    case 'UNKNOWN':
      return unknown(job);
    default:
      return { kind: 'processing', progress: null, pollAfter: null };
  }
};

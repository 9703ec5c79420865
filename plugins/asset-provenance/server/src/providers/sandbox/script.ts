import type { FailureClass, FieldProblem, Parameters } from '../../../../shared';
import { failure } from '../contract';
import type { SubmitAnswer } from '../contract';
import { extrasProblems } from '../model-extras';
import { own } from '../read-values';
import type { sandboxOutcomes, sandboxSubmits } from './models';
import { sandboxModels } from './models';

/** What the sandbox was asked to play, read from the provider extras. Times in seconds. */
export type Script = {
  outcome: (typeof sandboxOutcomes)[number];
  submit: (typeof sandboxSubmits)[number];
  canBeLookedUp: boolean;
  queueSeconds: number;
  workSeconds: number;
  urlSeconds: number;
  downloadFailures: number;
  missingOutputs: number;
};

/** What a timed-out job still needs until it turns out to have succeeded. */
const LATE_SECONDS = 3;

export const scriptOf = ({ kind, extras }: Parameters): Script => {
  const number = (key: string, otherwise: number) =>
    typeof extras[key] === 'number' ? extras[key] : otherwise;
  const outcome = (extras.outcome ?? 'succeed') as Script['outcome'];
  return {
    outcome,
    submit: (extras.submit ?? 'accept') as Script['submit'],
    canBeLookedUp: extras.lookup !== 'no',
    queueSeconds: number('queueSeconds', 0.2),
    workSeconds: number('workSeconds', kind === 'image' ? 0.6 : 1.5),
    urlSeconds: number('urlSeconds', 3600),
    downloadFailures: number('downloadFailures', outcome === 'download' ? 1_000_000 : 0),
    missingOutputs: number('missingOutputs', 0),
  };
};

/** What has no list of choices is a time or a number of times. */
export const checkExtras = (_modelId: string, { extras }: Parameters): FieldProblem[] => {
  const offered = sandboxModels[0]?.extras ?? {};
  const wrong = Object.entries(extras).filter(
    ([key, value]) =>
      own(offered, key)?.values === null && (typeof value !== 'number' || value < 0 || value > 3600)
  );
  return [
    ...extrasProblems(offered, extras),
    ...wrong.map(([key]) => ({
      path: `extras.${key}`,
      message: 'must be a number from 0 to 3600',
      zh: '应为 0 至 3600 的数字',
    })),
  ];
};

const refusals: Partial<Record<FailureClass, { httpStatus: number; message: string }>> = {
  invalid_parameters: {
    httpStatus: 422,
    message: 'The sandbox was asked to refuse these parameters.',
  },
  authentication: { httpStatus: 401, message: 'The sandbox was asked to refuse the key.' },
  credit: { httpStatus: 402, message: 'The sandbox was asked to have no credit left.' },
};

/** A refusal at submit, where the script asks for one. */
export const refusalOf = ({ outcome }: Script): SubmitAnswer | null => {
  if (outcome === 'succeed') return null;
  const refusal = refusals[outcome];
  if (!refusal) return null;
  return {
    kind: 'refused',
    failure: failure(outcome, 'submit', {
      ...refusal,
      billed: 'no',
      providerCode: `sandbox_${outcome}`,
    }),
  };
};

const failuresAtPoll: Partial<Record<FailureClass, { message: string; billed: 'yes' | 'no' }>> = {
  moderation: {
    message: 'The sandbox was asked to let its moderation refuse the prompt.',
    billed: 'no',
  },
  queue: { message: 'The sandbox was asked to let the job time out in its queue.', billed: 'no' },
  upstream: { message: 'The sandbox was asked to fail while it works.', billed: 'yes' },
  cancelled_by_provider: { message: 'The sandbox was asked to cancel the job.', billed: 'no' },
};

/** Where a job stands: a function of the clock alone, so that no restart changes it. */
export const standingOf = (script: Script, acceptedAt: string, now: number) => {
  const seconds = (now - Date.parse(acceptedAt)) / 1000;
  const doneAt = script.queueSeconds + script.workSeconds;
  if (seconds < script.queueSeconds)
    return { kind: 'queued', progress: null, pollAfter: 0.3 } as const;
  if (seconds < doneAt) {
    const progress = Math.floor(((seconds - script.queueSeconds) / script.workSeconds) * 100);
    return {
      kind: 'processing',
      progress,
      pollAfter: Math.min(1, Math.max(0.1, (doneAt - seconds) / 2)),
    } as const;
  }
  if (script.outcome === 'timeout' && seconds < doneAt + LATE_SECONDS) {
    return {
      kind: 'failed',
      failure: failure('timeout', 'poll', {
        message: 'The sandbox was asked to be late.',
        retryable: true,
      }),
    } as const;
  }
  const late = script.outcome === 'succeed' ? undefined : failuresAtPoll[script.outcome];
  if (late && script.outcome !== 'succeed') {
    return {
      kind: 'failed',
      failure: failure(script.outcome, 'poll', {
        ...late,
        providerCode: `sandbox_${script.outcome}`,
      }),
    } as const;
  }
  return { kind: 'succeeded' } as const;
};

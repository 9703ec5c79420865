import type { PollAnswer, Result } from '../contract';
import { failure } from '../contract';
import { cleanMessage } from '../answers';
import { countersOf } from '../read-values';
import { causeOf } from './errors';
import type { Prediction } from './schemas';

/** Predictions made through the API lose input, output and logs after this, in milliseconds. */
const KEPT = 3_600_000;

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^(https?:\/\/|data:)/.test(value);

/** Models give one address, a list, or an object of them; what is paid for is not to be missed. */
const addressesIn = (output: unknown): string[] => {
  if (isAddress(output)) return [output];
  return typeof output === 'object' && output !== null
    ? Object.values(output).flatMap(addressesIn)
    : [];
};

/** Models built with Cog write the seed into their log; no field of the answer has it. */
const seedIn = (logs: string | null | undefined): number | null => {
  const found = /Using seed: (\d{1,10})\b/.exec(logs ?? '')?.[1];
  return found === undefined ? null : Number(found);
};

const expiryOf = ({ completed_at: at }: Prediction): string | null => {
  const completed = Date.parse(at ?? '');
  return Number.isNaN(completed) ? null : new Date(completed + KEPT).toISOString();
};

const isVersion = (version: string | null | undefined): version is string =>
  Boolean(version) && version !== 'hidden';

const withoutResult = (prediction: Prediction): PollAnswer => ({
  kind: 'failed',
  failure: prediction.data_removed
    ? failure('download', 'poll', {
        message:
          'Replicate deletes results one hour after they are made, and this one is deleted. It was made and billed; making it again is a new job.',
        billed: 'yes',
        providerCode: 'data_removed',
      })
    : failure('upstream', 'poll', {
        message: 'Replicate says that the prediction succeeded, and names no file.',
      }),
});

const succeeded = (prediction: Prediction): PollAnswer => {
  const addresses = addressesIn(prediction.output);
  if (addresses.length === 0) return withoutResult(prediction);
  const seed = seedIn(prediction.logs);
  const results: Result[] = addresses.map((url) => ({
    url,
    expiresAt: expiryOf(prediction),
    // Several pictures of one prediction share a seed: it does not make one of them again.
    seed: addresses.length === 1 ? seed : null,
  }));
  return {
    kind: 'succeeded',
    results,
    effective: {
      ...(seed === null ? {} : { seed }),
      ...(isVersion(prediction.version) ? { modelVersion: prediction.version } : {}),
    },
    cost: null,
    usage: countersOf(prediction.metrics),
  };
};

const failed = (prediction: Prediction): PollAnswer => {
  const error = cleanMessage(prediction.error ?? '');
  const cause = causeOf(error);
  return {
    kind: 'failed',
    failure: failure(cause.class, 'poll', {
      message: error || 'Replicate gives no reason.',
      providerCode: cause.code,
    }),
  };
};

/** A prediction as Replicate tells of it, polled or called back. */
export const answerOf = (prediction: Prediction): PollAnswer => {
  switch (prediction.status) {
    case 'succeeded':
      return succeeded(prediction);
    case 'failed':
      return failed(prediction);
    case 'canceled':
      return { kind: 'cancelled' };
    case 'aborted':
      return {
        kind: 'failed',
        failure: failure('cancelled_by_provider', 'poll', {
          message: 'Replicate gave the prediction up before it started.',
          billed: 'no',
          providerCode: 'aborted',
        }),
      };
    case 'starting':
      return { kind: 'queued', progress: null, pollAfter: null };
    default:
      return { kind: 'processing', progress: null, pollAfter: null };
  }
};

import type { PollAnswer, Result, Usage } from '../contract';
import { failure } from '../contract';
import type { FalResult, QueueStatus } from './schemas';

const filesOf = ({ images, image, video, videos, has_nsfw_concepts: flags }: FalResult) => {
  const all = [
    ...(images ?? []),
    ...(image ? [image] : []),
    ...(videos ?? []),
    ...(video ? [video] : []),
  ];
  // A flagged picture is given as a black one.
  const isFlagged = (index: number) => flags?.length === all.length && flags[index] === true;
  return { all, kept: all.filter((_, index) => !isFlagged(index)) };
};

const isPixels = (value: number | null | undefined): value is number =>
  Number.isInteger(value) && Number(value) > 0;

const revisedPromptOf = (result: FalResult, asked: string): string | null => {
  const used = result.actual_prompt ?? result.prompt;
  return used && used.trim() !== asked.trim() ? used : null;
};

/** What fal counted: billable units in a header, seconds in the status. */
export const usageOf = (
  headers: Record<string, string>,
  status: Pick<QueueStatus, 'metrics'>
): Usage | null => {
  const units = Number(headers['x-fal-billable-units']);
  const seconds = status.metrics?.inference_time;
  const usage: Usage = {
    ...(headers['x-fal-billable-units'] && Number.isFinite(units) ? { billable_units: units } : {}),
    ...(typeof seconds === 'number' ? { inference_time: seconds } : {}),
  };
  return Object.keys(usage).length > 0 ? usage : null;
};

/** A result as the model gave it, polled or called back. */
export const answerOf = (result: FalResult, asked: string, usage: Usage | null): PollAnswer => {
  const { all, kept } = filesOf(result);
  if (kept.length === 0) {
    return {
      kind: 'failed',
      failure:
        all.length > 0
          ? failure('moderation', 'poll', {
              message: 'The safety checker of fal blacked out every picture.',
              providerCode: 'has_nsfw_concepts',
            })
          : failure('upstream', 'poll', {
              message: 'fal says that the request is complete, and names no file.',
            }),
    };
  }
  const seed = Number.isSafeInteger(result.seed) ? Number(result.seed) : null;
  const results: Result[] = kept.map(({ url }) => ({
    url,
    expiresAt: null,
    // Several pictures of one request share a seed: it does not make one of them again.
    seed: all.length === 1 ? seed : null,
  }));
  const [first] = kept;
  const revisedPrompt = revisedPromptOf(result, asked);
  return {
    kind: 'succeeded',
    results,
    effective: {
      ...(seed === null ? {} : { seed }),
      ...(revisedPrompt === null ? {} : { revisedPrompt }),
      ...(isPixels(first?.width) && isPixels(first.height)
        ? { size: `${first.width}x${first.height}` }
        : {}),
    },
    cost: null,
    usage,
  };
};

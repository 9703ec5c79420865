import type { FieldProblem, ModelCapabilities, Parameters } from '../../../../shared';
import { extrasProblems } from '../model-extras';
import { own } from '../read-values';
import { frameProblems } from '../about-references';

/** The better of the two resolutions that video models have. */
export const FULL = '1080p';

type Combination = { audioNeedsFull?: true; lastFrameNeedsFull?: true; lastFrameIsSilent?: true };
/** What a model can do only together with something else. */
const combinations: Record<string, Combination> = {
  'kling-v2-6': { audioNeedsFull: true, lastFrameNeedsFull: true, lastFrameIsSilent: true },
  'kling-v2-5-turbo': { lastFrameNeedsFull: true },
  'kling-v1-6': { lastFrameNeedsFull: true },
};

const combinationProblems = (base: string, parameters: Parameters): FieldProblem[] => {
  if (parameters.kind === 'image') return [];
  const rule = own(combinations, base) ?? {};
  const hasLast = parameters.references.some(({ role }) => role === 'last_frame');
  const isFull = parameters.resolution === FULL;
  const problems = frameProblems(parameters);
  const add = (path: string, message: string, zh: string) => problems.push({ path, message, zh });
  if (hasLast && rule.lastFrameIsSilent && parameters.audio)
    add('audio', 'is not possible together with a last frame', '使用尾帧时不能生成声音');
  else if (parameters.audio && rule.audioNeedsFull && !isFull)
    add('resolution', `must be ${FULL} for a video with sound`, `有声视频须选择 ${FULL}`);
  if (hasLast && rule.lastFrameNeedsFull && !isFull)
    add('resolution', `must be ${FULL} for a video with a last frame`, `使用尾帧时须选择 ${FULL}`);
  return problems;
};

/** Given as a number or as text. */
export const shareOf = (value: unknown): number | undefined => {
  const share = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : undefined;
};

/** Every extra of Kling is a share between 0 and 1. */
const shareProblems = (offered: ModelCapabilities['extras'], { extras }: Parameters) =>
  Object.entries(extras)
    .filter(([key, value]) => own(offered, key) && shareOf(value) === undefined)
    .map(([key]) => ({
      path: `extras.${key}`,
      message: 'must be a number from 0 to 1',
      zh: '应为 0 至 1 的数字',
    }));

/** `base`: the model of Kling that this one is like. */
export const problemsOf = (
  { extras: offered }: ModelCapabilities,
  base: string,
  parameters: Parameters
): FieldProblem[] => [
  ...extrasProblems(offered, parameters.extras),
  ...shareProblems(offered, parameters),
  ...combinationProblems(base, parameters),
];

import type { Adjustment, FieldProblem, ModelCapabilities, Parameters } from '../../../../shared';
import { extrasProblems, seedAdjustment } from '../model-extras';
import { frameProblems, picturesInOrder, ratioOfFrame } from '../about-references';
import { dialectOf, hasAudioSwitch } from './dialects';
import { videoSizeOf } from './video-models';

const sizeProblems = (
  model: ModelCapabilities,
  base: string,
  parameters: Parameters
): FieldProblem[] => {
  if (parameters.kind !== 'video' || dialectOf(model, base) !== 'text_video') return [];
  const { resolution, aspectRatio } = parameters;
  if (videoSizeOf(resolution, aspectRatio)) return [];
  const ratios = model.aspectRatios.filter((ratio) => videoSizeOf(resolution, ratio)).join(', ');
  return [
    {
      path: 'aspectRatio',
      message: `is not made at ${resolution}; there are ${ratios || 'none'}`,
      zh: `${resolution} 没有该比例；可选：${ratios || '无'}`,
    },
  ];
};

/** `base`: the model of the service that this one is like. */
export const problemsOf = (
  model: ModelCapabilities,
  base: string,
  parameters: Parameters
): FieldProblem[] => [
  ...extrasProblems(model.extras, parameters.extras),
  ...frameProblems(parameters),
  ...sizeProblems(model, base, parameters),
];

const followsFrame = (model: ModelCapabilities, { references }: Parameters) =>
  model.kind === 'video' && references.length > 0;

const NEGATIVE_PROMPT_MAX = 500;

/** What the provider gets in another form than it was asked for, or not at all. */
export const adjustmentsOf = (
  model: ModelCapabilities,
  base: string,
  parameters: Parameters
): Adjustment[] => {
  const adjustments = model.hasSeed ? seedAdjustment(parameters.seed) : [];
  if ((parameters.negativePrompt?.length ?? 0) > NEGATIVE_PROMPT_MAX)
    adjustments.push({
      field: 'negativePrompt',
      en: `The provider reads only the first ${NEGATIVE_PROMPT_MAX} characters of the negative prompt.`,
      zh: `服务商只读取反向提示词的前 ${NEGATIVE_PROMPT_MAX} 个字符。`,
    });
  if (followsFrame(model, parameters)) adjustments.push(ratioOfFrame);
  if (
    parameters.kind === 'video' &&
    !parameters.audio &&
    model.hasAudio &&
    !hasAudioSwitch(model, base)
  )
    adjustments.push({
      field: 'audio',
      en: 'The video will have sound: this model cannot be told to be silent.',
      zh: '视频会带有声音：该模型无法关闭声音。',
    });
  if (model.kind === 'image' && parameters.references.length > 1) adjustments.push(picturesInOrder);
  return adjustments;
};

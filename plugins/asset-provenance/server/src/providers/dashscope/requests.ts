import type {
  Adjustment,
  ModelCapabilities,
  Parameters,
  VideoParameters,
} from '../../../../shared';
import { readReference } from '../answers';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { choiceOf, flagOf, seedAdjustment, seedOf31Bits } from '../model-extras';
import { videoSizeOf } from './video-models';

const SERVICES = '/services/aigc';

/**
 * How a model wants to be asked. Names of models tell, because the protocol changed with them;
 * what a configuration adds under another name follows from what it can do.
 */
type Dialect =
  'prompt_image' | 'message_image' | 'text_video' | 'image_video' | 'frames_video' | 'media_video';

const dialectOf = ({ id, kind, references, inputTypes }: ModelCapabilities): Dialect => {
  if (kind === 'image')
    return /^wan(?:2\.[6-9]|[3-9])/.test(id) || references.maximum > 0
      ? 'message_image'
      : 'prompt_image';
  if (/^wan(?:2\.[7-9]|[3-9])/.test(id)) return 'media_video';
  if (/kf2v/.test(id)) return 'frames_video';
  return inputTypes.includes('image_to_video') ? 'image_video' : 'text_video';
};

const paths: Record<Dialect, string> = {
  prompt_image: `${SERVICES}/text2image/image-synthesis`,
  message_image: `${SERVICES}/image-generation/generation`,
  text_video: `${SERVICES}/video-generation/video-synthesis`,
  image_video: `${SERVICES}/video-generation/video-synthesis`,
  frames_video: `${SERVICES}/image2video/video-synthesis`,
  media_video: `${SERVICES}/video-generation/video-synthesis`,
};

/** Only this one can be told to be silent; the others that make sound always do. */
const hasAudioSwitch = ({ id, hasAudio }: ModelCapabilities) => hasAudio && /i2v-flash/.test(id);
const followsFrame = (model: ModelCapabilities, { references }: Parameters) =>
  model.kind === 'video' && references.length > 0;

const NEGATIVE_PROMPT_MAX = 500;

export const adjustmentsOf = (model: ModelCapabilities, parameters: Parameters): Adjustment[] => {
  const adjustments = model.hasSeed ? seedAdjustment(parameters.seed) : [];
  if ((parameters.negativePrompt?.length ?? 0) > NEGATIVE_PROMPT_MAX)
    adjustments.push({
      field: 'negativePrompt',
      en: `The provider reads only the first ${NEGATIVE_PROMPT_MAX} characters of the negative prompt.`,
      zh: `服务商只读取反向提示词的前 ${NEGATIVE_PROMPT_MAX} 个字符。`,
    });
  if (followsFrame(model, parameters))
    adjustments.push({
      field: 'aspectRatio',
      en: 'The ratio is not sent: the video takes that of the first frame.',
      zh: '不提交画面比例：视频比例与首帧一致。',
    });
  if (parameters.kind === 'video' && !parameters.audio && model.hasAudio && !hasAudioSwitch(model))
    adjustments.push({
      field: 'audio',
      en: 'The video will have sound: this model cannot be told to be silent.',
      zh: '视频会带有声音：该模型无法关闭声音。',
    });
  if (model.kind === 'image' && parameters.references.length > 1)
    adjustments.push({
      field: 'references',
      en: 'The pictures are sent in this order without their roles: say in the prompt what each is for (picture 1, picture 2 …).',
      zh: '参考图按此顺序提交，不带角色：请在提示词中说明每张图的用途（图1、图2……）。',
    });
  return adjustments;
};

const starred = (size: string) => size.replace('x', '*');
const urlOf = async (reference: ResolvedReference | undefined) =>
  reference ? (await readReference(reference)).dataUrl : undefined;

const negativeOf = ({ negativePrompt }: Parameters) =>
  negativePrompt ? { negative_prompt: negativePrompt } : {};

const common = (model: ModelCapabilities, { seed, extras }: Parameters) => {
  const shot = choiceOf(model.extras, extras, 'shot_type');
  return {
    prompt_extend: flagOf(model.extras, extras, 'prompt_extend', true),
    watermark: flagOf(model.extras, extras, 'watermark', false),
    ...(model.hasSeed && seed !== null ? { seed: seedOf31Bits(seed) } : {}),
    ...(shot ? { shot_type: shot } : {}),
  };
};

const imageBody = async (
  model: ModelCapabilities,
  { parameters, references }: SubmitRequest,
  dialect: Dialect
) => {
  if (parameters.kind !== 'image') throw new Error('This model makes images.');
  const { prompt, size, count } = parameters;
  const basics = { ...common(model, parameters), size: starred(size), n: count };
  if (dialect === 'prompt_image')
    return {
      model: model.id,
      input: { prompt, ...negativeOf(parameters) },
      parameters: basics,
    };
  const pictures = await Promise.all(references.map(urlOf));
  return {
    model: model.id,
    input: {
      messages: [
        { role: 'user', content: [{ text: prompt }, ...pictures.map((image) => ({ image }))] },
      ],
    },
    parameters: { ...basics, ...negativeOf(parameters) },
  };
};

const mediaOf = (references: ResolvedReference[]) =>
  Promise.all(
    references.map(async (reference) => ({ type: reference.role, url: await urlOf(reference) }))
  );

const videoInput = async (dialect: Dialect, references: ResolvedReference[]) => {
  const frame = (role: ResolvedReference['role']) =>
    urlOf(references.find((each) => each.role === role));
  switch (dialect) {
    case 'image_video':
      return { img_url: await frame('first_frame') };
    case 'frames_video':
      return {
        first_frame_url: await frame('first_frame'),
        last_frame_url: await frame('last_frame'),
      };
    case 'media_video':
      return references.length > 0 ? { media: await mediaOf(references) } : {};
    default:
      return {};
  }
};

const pixelsOf = (dialect: Dialect, parameters: VideoParameters) => {
  const { resolution, aspectRatio, references } = parameters;
  if (dialect === 'text_video') {
    const size = videoSizeOf(resolution, aspectRatio);
    return size ? { size: starred(size) } : null;
  }
  const tier = { resolution: resolution.toUpperCase() };
  return dialect === 'media_video' && references.length === 0
    ? { ...tier, ratio: aspectRatio }
    : tier;
};

const videoBody = async (
  model: ModelCapabilities,
  { parameters, references }: SubmitRequest,
  dialect: Dialect
) => {
  if (parameters.kind !== 'video') throw new Error('This model makes videos.');
  const pixels = pixelsOf(dialect, parameters);
  if (!pixels) return null;
  const range = model.durationsSeconds;
  // A model with one duration refuses to be told even that one.
  const isFixed = range !== null && range.minimum === range.maximum;
  return {
    model: model.id,
    input: {
      prompt: parameters.prompt,
      ...negativeOf(parameters),
      ...(await videoInput(dialect, references)),
    },
    parameters: {
      ...common(model, parameters),
      ...pixels,
      ...(isFixed ? {} : { duration: parameters.durationSeconds }),
      ...(hasAudioSwitch(model) ? { audio: parameters.audio } : {}),
    },
  };
};

/** What is sent, and where to; null for a pair of ratio and resolution that the model lacks. */
export const requestOf = async (model: ModelCapabilities, request: SubmitRequest) => {
  const dialect = dialectOf(model);
  const build = model.kind === 'image' ? imageBody : videoBody;
  const body = await build(model, request, dialect);
  return body && { path: paths[dialect], body };
};

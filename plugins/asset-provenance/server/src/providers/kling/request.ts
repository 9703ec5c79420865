import type { Adjustment, FieldProblem, ModelCapabilities, Parameters } from '../../../../shared';
import { pixelsOf } from '../../../../shared';
import { readReference } from '../answers';
import { droppedExtras, extrasProblems } from '../model-extras';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { cameraControlOf } from './camera';
import { imageSizes, modelNameOf } from './models';

/** Kling's limit for one picture. */
const MAX_PICTURE = 10_000_000;
const PICTURES = ['image/jpeg', 'image/png'];
/** Resolution of the two modes of a video model. */
const FULL = '1080p';

/** Where tasks of this kind are made, found and listed. */
export const pathOf = ({ inputType }: Parameters): string => {
  if (inputType === 'text_to_video') return '/v1/videos/text2video';
  if (inputType === 'image_to_video') return '/v1/videos/image2video';
  return '/v1/images/generations';
};

/** `1k` or `2k`: the class that a size belongs to. */
const classOfSize = (size: string): '1k' | '2k' => {
  const isLarge = Object.values(imageSizes).some(([, twoK]) => twoK === size);
  return isLarge || Math.max(...pixelsOf(size)) > 2000 ? '2k' : '1k';
};

type Combination = { audioNeedsFull?: true; lastFrameNeedsFull?: true; lastFrameIsSilent?: true };
/** What a model can do only together with something else. */
const combinations: Record<string, Combination> = {
  'kling-v2-6': { audioNeedsFull: true, lastFrameNeedsFull: true, lastFrameIsSilent: true },
  'kling-v2-5-turbo': { lastFrameNeedsFull: true },
  'kling-v1-6': { lastFrameNeedsFull: true },
};

const hasRole = (references: readonly { role: string }[], role: string) =>
  references.some((reference) => reference.role === role);

/** Why Kling could not make this, in one sentence; null when it can. */
export const impossibilityOf = ({
  modelId,
  parameters,
  references,
}: SubmitRequest): string | null => {
  for (const { mime } of references) {
    if (!PICTURES.includes(mime))
      return `Kling takes JPEG and PNG pictures as references, not ${mime}.`;
  }
  if (parameters.kind === 'image') return null;
  const rule = combinations[modelId] ?? {};
  const hasLast = hasRole(references, 'last_frame');
  const isFull = parameters.resolution === FULL;
  if (hasLast && !hasRole(references, 'first_frame'))
    return 'A last frame needs a first frame as well.';
  if (parameters.audio && rule.audioNeedsFull && !isFull)
    return `This model makes sound at ${FULL} only.`;
  if (hasLast && rule.lastFrameNeedsFull && !isFull)
    return `This model takes a last frame at ${FULL} only.`;
  if (hasLast && rule.lastFrameIsSilent && parameters.audio)
    return 'This model makes no sound when there is a last frame.';
  return null;
};

/** A picture that Kling would not take; nothing was sent. */
export class TooLarge extends Error {}

const pictureOf = async (
  references: readonly ResolvedReference[],
  role: ResolvedReference['role'] | null
): Promise<string | undefined> => {
  const found = references.find((reference) => role === null || reference.role === role);
  if (!found) return undefined;
  const { bytes, base64 } = await readReference(found);
  if (bytes.length > MAX_PICTURE)
    throw new TooLarge(`A reference has ${bytes.length} bytes; Kling takes up to ${MAX_PICTURE}.`);
  return base64;
};

/** Given as a number or as text. */
const shareOf = (value: unknown): number | undefined => {
  const share = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : undefined;
};

/** Fields without a value are left out by JSON. */
export const bodyOf = async (
  request: SubmitRequest,
  model: ModelCapabilities | undefined
): Promise<Record<string, unknown>> => {
  const { parameters, references, clientKey, callbackUrl, modelId } = request;
  const extra = (key: string) =>
    model && key in model.extras ? shareOf(parameters.extras[key]) : undefined;
  const common = {
    model_name: modelNameOf(modelId),
    prompt: parameters.prompt,
    external_task_id: clientKey,
    callback_url: callbackUrl ?? undefined,
  };
  const isFromImage = parameters.inputType.startsWith('image_');
  if (parameters.kind === 'image') {
    const image = isFromImage ? await pictureOf(references, null) : undefined;
    return {
      ...common,
      negative_prompt: image ? undefined : (parameters.negativePrompt ?? undefined),
      image,
      image_reference: image && hasRole(references, 'subject') ? 'subject' : undefined,
      image_fidelity: image ? extra('imageFidelity') : undefined,
      human_fidelity: image && hasRole(references, 'subject') ? extra('humanFidelity') : undefined,
      resolution: classOfSize(parameters.size),
      n: parameters.count,
      aspect_ratio: parameters.aspectRatio,
    };
  }
  return {
    ...common,
    negative_prompt: parameters.negativePrompt ?? undefined,
    image: isFromImage ? await pictureOf(references, 'first_frame') : undefined,
    image_tail: isFromImage ? await pictureOf(references, 'last_frame') : undefined,
    duration: String(parameters.durationSeconds),
    mode: parameters.resolution === FULL ? 'pro' : 'std',
    aspect_ratio: isFromImage ? undefined : parameters.aspectRatio,
    cfg_scale: extra('cfgScale'),
    camera_control: cameraControlOf(parameters.cameraMotion),
    sound: model?.hasAudio ? (parameters.audio ? 'on' : 'off') : undefined,
  };
};

/** What reaches Kling in another form, or not at all. */
export const adjustmentsOf = (
  model: ModelCapabilities | undefined,
  parameters: Parameters
): Adjustment[] => {
  const adjustments: Adjustment[] = [];
  const add = (field: string, en: string, zh: string) => adjustments.push({ field, en, zh });
  const isFromImage = parameters.inputType.startsWith('image_');
  if (parameters.kind === 'image') {
    const size = classOfSize(parameters.size);
    add(
      'size',
      `${parameters.size} is sent as "${size}" at ${parameters.aspectRatio}; the exact pixels are Kling's choice.`,
      `${parameters.size} 将以“${size}”和 ${parameters.aspectRatio} 提交，实际像素由可灵决定。`
    );
    if (isFromImage && parameters.negativePrompt)
      add(
        'negativePrompt',
        'The negative prompt is not sent: Kling takes none together with a reference.',
        '可灵在有参考图时不支持反向提示词，将不提交。'
      );
  } else {
    if (isFromImage)
      add(
        'aspectRatio',
        'The ratio is not sent: the video has that of its first frame.',
        '不提交画面比例：视频沿用首帧的比例。'
      );
    if (parameters.cameraMotion === 'static')
      add(
        'cameraMotion',
        'Kling has no word for a fixed camera: none is sent, and the prompt decides.',
        '可灵没有“固定镜头”参数：不提交镜头控制，由提示词决定。'
      );
  }
  if (model) adjustments.push(...droppedExtras(model.extras, parameters.extras));
  return adjustments;
};

/** Every extra of Kling is a share between 0 and 1. */
export const checkExtras = (
  models: readonly ModelCapabilities[],
  parameters: Parameters
): FieldProblem[] => {
  const problems = extrasProblems(models, parameters);
  const isKnown = (key: string) => !problems.some(({ path }) => path === `extras.${key}`);
  const outside = Object.entries(parameters.extras).filter(
    ([key, value]) => isKnown(key) && shareOf(value) === undefined
  );
  return [
    ...problems,
    ...outside.map(([key]) => ({
      path: `extras.${key}`,
      message: 'must be a number from 0 to 1',
      zh: '应为 0 至 1 的数字',
    })),
  ];
};

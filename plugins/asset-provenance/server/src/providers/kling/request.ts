import type { Adjustment, ModelCapabilities, Parameters } from '../../../../shared';
import { pixelsOf } from '../../../../shared';
import { readReference } from '../answers';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { ratioOfFrame } from '../about-references';
import { own } from '../read-values';
import { cameraControlOf } from './camera';
import { imageSizes, modelNameOf } from './models';
import { FULL, shareOf } from './problems';

/** Kling's limit for one picture. */
const MAX_PICTURE = 10_000_000;
const PICTURES = ['image/jpeg', 'image/png'];

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

const hasRole = (references: readonly { role: string }[], role: string) =>
  references.some((reference) => reference.role === role);

/** A picture that Kling would not take; nothing was sent. */
export class UnfitPicture extends Error {}

const pictureOf = async (
  references: readonly ResolvedReference[],
  role: ResolvedReference['role'] | null
): Promise<string | undefined> => {
  const found = references.find((reference) => role === null || reference.role === role);
  if (!found) return undefined;
  if (!PICTURES.includes(found.mime))
    throw new UnfitPicture(`Kling takes JPEG and PNG pictures as references, not ${found.mime}.`);
  const { bytes, base64 } = await readReference(found);
  if (bytes.length > MAX_PICTURE)
    throw new UnfitPicture(
      `A reference has ${bytes.length} bytes; Kling takes up to ${MAX_PICTURE}.`
    );
  return base64;
};

/** Fields without a value are left out by JSON. */
export const bodyOf = async (
  request: SubmitRequest,
  model: ModelCapabilities
): Promise<Record<string, unknown>> => {
  const { parameters, references, clientKey, callbackUrl } = request;
  const extra = (key: string) =>
    own(model.extras, key) ? shareOf(parameters.extras[key]) : undefined;
  const common = {
    model_name: modelNameOf(model),
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
    sound: model.hasAudio ? (parameters.audio ? 'on' : 'off') : undefined,
  };
};

/** What reaches Kling in another form, or not at all. */
export const adjustmentsOf = (parameters: Parameters): Adjustment[] => {
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
    if (isFromImage) adjustments.push(ratioOfFrame);
    if (parameters.cameraMotion === 'static')
      add(
        'cameraMotion',
        'Kling has no word for a fixed camera: none is sent, and the prompt decides.',
        '可灵没有“固定镜头”参数：不提交镜头控制，由提示词决定。'
      );
  }
  return adjustments;
};

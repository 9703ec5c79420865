import { z } from 'zod';
import type { FakeAnswer } from './kit';

/** What DashScope accepts, model by model, as its documentation says. */

export const error = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  json: { request_id: 'fake-request', code, message },
});
export const invalid = (message: string) => error(400, 'InvalidParameter', message);

const picture = z
  .string()
  .regex(/^(https?:\/\/|oss:\/\/|data:image\/(png|jpeg|jpg|bmp|webp);base64,)/);
const size = z.string().regex(/^\d+\*\d+$/);
const seed = z.number().int().min(0).max(2_147_483_647).optional();
const common = {
  prompt_extend: z.boolean().optional(),
  watermark: z.boolean().optional(),
  seed,
};
const negative = z.string().max(4000).optional();

const promptImages = z.strictObject({
  model: z.string(),
  input: z.strictObject({ prompt: z.string().min(1), negative_prompt: negative }),
  parameters: z.strictObject({ ...common, size, n: z.number().int().min(1).max(4) }),
});
const messageImages = z.strictObject({
  model: z.string(),
  input: z.strictObject({
    messages: z
      .array(
        z.strictObject({
          role: z.literal('user'),
          content: z.array(
            z.union([
              z.strictObject({ text: z.string().min(1) }),
              z.strictObject({ image: picture }),
            ])
          ),
        })
      )
      .length(1),
  }),
  parameters: z.strictObject({
    ...common,
    size,
    n: z.number().int().min(1).max(4),
    negative_prompt: negative,
    enable_interleave: z.boolean().optional(),
  }),
});
const video = z.strictObject({
  model: z.string(),
  input: z.strictObject({
    prompt: z.string().min(1),
    negative_prompt: negative,
    audio_url: z.string().optional(),
    img_url: picture.optional(),
    first_frame_url: picture.optional(),
    last_frame_url: picture.optional(),
    media: z
      .array(z.strictObject({ type: z.enum(['first_frame', 'last_frame']), url: picture }))
      .optional(),
  }),
  parameters: z.strictObject({
    ...common,
    size: size.optional(),
    resolution: z.enum(['480P', '720P', '1080P']).optional(),
    ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4']).optional(),
    duration: z.number().int().optional(),
    shot_type: z.enum(['single', 'multi']).optional(),
    audio: z.boolean().optional(),
  }),
});
type Video = z.infer<typeof video>;

const qwen = ['1664*928', '1472*1104', '1328*1328', '1104*1472', '928*1664'];
/** Some of the sizes that are recommended lie a little below the range that is named. */
const recommended = ['1280*1280', '1104*1472', '1472*1104', '960*1696', '1696*960'];
const isWide = (width: number, height: number) =>
  recommended.includes(`${width}*${height}`) ||
  (width * height >= 1280 * 1280 && width * height <= 1440 * 1440);

const imageRules: Record<string, (width: number, height: number, n: number) => boolean> = {
  'wan2.2-t2i-flash': (w, h) => Math.min(w, h) >= 512 && Math.max(w, h) <= 1440,
  'wan2.2-t2i-plus': (w, h) => Math.min(w, h) >= 512 && Math.max(w, h) <= 1440,
  'wan2.5-t2i-preview': (w, h) => isWide(w, h),
  'qwen-image': (w, h, n) => n === 1 && qwen.includes(`${w}*${h}`),
  'qwen-image-plus': (w, h, n) => n === 1 && qwen.includes(`${w}*${h}`),
};
const messageRules: Record<string, (width: number, height: number, pictures: number) => boolean> = {
  'wan2.6-t2i': (w, h, pictures) => pictures === 0 && isWide(w, h),
  'wan2.6-image': (w, h, pictures) =>
    pictures >= 1 && pictures <= 4 && w * h >= 768 * 768 && w * h <= 2048 * 2048,
};

const sizes: Record<string, string[]> = {
  '480P': ['832*480', '480*832', '624*624'],
  '720P': ['1280*720', '720*1280', '960*960', '1088*832', '832*1088'],
  '1080P': ['1920*1080', '1080*1920', '1440*1440', '1632*1248', '1248*1632'],
};
type VideoRule = {
  takes: 'size' | 'img_url' | 'frames' | 'media';
  tiers: string[];
  seconds: number[] | null;
  shots?: boolean;
  audio?: boolean;
};
const whole = Array.from({ length: 14 }, (_, index) => index + 2);
const HD = ['720P', '1080P'];
const ALL = ['480P', ...HD];
const videoRules: Record<string, VideoRule> = {
  'wan2.6-t2v': { takes: 'size', tiers: HD, seconds: whole, shots: true },
  'wan2.5-t2v-preview': { takes: 'size', tiers: ALL, seconds: [5, 10] },
  'wan2.2-t2v-plus': { takes: 'size', tiers: ['480P', '1080P'], seconds: null },
  'wan2.6-i2v': { takes: 'img_url', tiers: HD, seconds: whole, shots: true },
  'wan2.6-i2v-flash': { takes: 'img_url', tiers: HD, seconds: whole, shots: true, audio: true },
  'wan2.5-i2v-preview': { takes: 'img_url', tiers: ALL, seconds: [5, 10] },
  'wan2.2-i2v-flash': { takes: 'img_url', tiers: ALL, seconds: null },
  'wan2.2-kf2v-flash': { takes: 'frames', tiers: ALL, seconds: null },
  'wan2.7-t2v': { takes: 'media', tiers: HD, seconds: whole },
  'wan2.7-i2v': { takes: 'media', tiers: HD, seconds: whole },
};

const wrongInput = ({ input, parameters }: Video, rule: VideoRule): string | null => {
  const given = {
    size: parameters.size !== undefined,
    img_url: input.img_url !== undefined,
    frames: input.first_frame_url !== undefined,
    media: input.media !== undefined || parameters.ratio !== undefined,
  };
  for (const [name, isGiven] of Object.entries(given))
    if (isGiven !== (name === rule.takes)) return `The input does not fit the model: ${name}`;
  if (rule.takes === 'size')
    return rule.tiers.some((tier) => sizes[tier]?.includes(parameters.size ?? ''))
      ? null
      : 'The size is not match';
  return rule.tiers.includes(parameters.resolution ?? '') ? null : 'resolution is not supported';
};

const wrongVideo = (body: Video, rule: VideoRule): string | null => {
  const { parameters } = body;
  const { duration } = parameters;
  if (duration !== undefined && !rule.seconds) return 'duration customization is not supported';
  if (duration !== undefined && !rule.seconds?.includes(duration)) return 'duration is not valid';
  if (parameters.shot_type && !rule.shots) return 'shot_type is not supported';
  if (parameters.audio !== undefined && !rule.audio) return 'audio is not supported';
  return wrongInput(body, rule);
};

/** A task as it was accepted. */
export type Taken = {
  model: string;
  kind: 'images' | 'messages' | 'video';
  count: number;
  size: string | undefined;
  /** Seconds; 0 for images. */
  duration: number;
  prompt: string;
  isExtended: boolean;
};

const readPromptImages = (json: unknown): Taken | FakeAnswer => {
  const read = promptImages.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = imageRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  const [width = 0, height = 0] = parameters.size.split('*').map(Number);
  if (!rule(width, height, parameters.n)) return invalid('size or n is not valid');
  return {
    model,
    kind: 'images',
    count: parameters.n,
    size: parameters.size,
    duration: 0,
    prompt: input.prompt,
    isExtended: parameters.prompt_extend ?? true,
  };
};

const readMessageImages = (json: unknown): Taken | FakeAnswer => {
  const read = messageImages.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = messageRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  const content = input.messages.flatMap((message) => message.content);
  const texts = content.flatMap((part) => ('text' in part ? [part.text] : []));
  const [width = 0, height = 0] = parameters.size.split('*').map(Number);
  if (texts.length !== 1) return invalid('exactly one text is needed');
  if (!rule(width, height, content.length - 1)) return invalid('size or images are not valid');
  return {
    model,
    kind: 'messages',
    count: parameters.n,
    size: parameters.size,
    duration: 0,
    prompt: texts[0] ?? '',
    isExtended: false,
  };
};

const readVideo = (json: unknown, path: string): Taken | FakeAnswer => {
  const read = video.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = videoRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  if (path.includes('image2video') !== (rule.takes === 'frames'))
    return error(400, 'InvalidParameter', 'url error, please check url!');
  const wrong = wrongVideo(read.data, rule);
  if (wrong) return invalid(wrong);
  return {
    model,
    kind: 'video',
    count: 1,
    size: parameters.size,
    duration: parameters.duration ?? 5,
    prompt: input.prompt,
    isExtended: parameters.prompt_extend ?? true,
  };
};

export const creators: Record<string, (json: unknown, path: string) => Taken | FakeAnswer> = {
  '/api/v1/services/aigc/text2image/image-synthesis': readPromptImages,
  '/api/v1/services/aigc/image-generation/generation': readMessageImages,
  '/api/v1/services/aigc/video-generation/video-synthesis': readVideo,
  '/api/v1/services/aigc/image2video/video-synthesis': readVideo,
};

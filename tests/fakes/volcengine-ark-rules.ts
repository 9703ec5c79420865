import { z } from 'zod';

/** What Ark accepts, model by model, as its documentation says. */

const picture = z.string().regex(/^(https:\/\/|data:image\/(png|jpeg|webp|bmp|tiff|gif);base64,)/);

export const imageBody = z.strictObject({
  model: z.string(),
  prompt: z.string().min(1),
  image: z.union([picture, z.array(picture).min(1).max(14)]).optional(),
  size: z.string().optional(),
  sequential_image_generation: z.enum(['auto', 'disabled']).optional(),
  sequential_image_generation_options: z
    .strictObject({ max_images: z.number().int().min(1).max(15) })
    .optional(),
  stream: z.boolean().optional(),
  output_format: z.enum(['png', 'jpeg']).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  watermark: z.boolean().optional(),
  optimize_prompt_options: z.strictObject({ mode: z.enum(['standard', 'fast']) }).optional(),
});

type ImageModel = { pixels: [number, number]; set: boolean; format?: boolean; fast?: boolean };
export const imageModels: Record<string, ImageModel> = {
  'doubao-seedream-4-0-250828': { pixels: [921_600, 16_777_216], set: true, fast: true },
  'doubao-seedream-4-5-251128': { pixels: [3_686_400, 16_777_216], set: true },
  'doubao-seedream-5-0-260128': { pixels: [3_686_400, 10_404_496], set: true, format: true },
  'doubao-seedream-5-0-pro-260628': { pixels: [921_600, 4_624_220], set: false },
};

export const wrongImage = (body: z.infer<typeof imageBody>, model: ImageModel): string | null => {
  const [width = 0, height = 0] = (body.size ?? '2048x2048').split('x').map(Number);
  const [least, most] = model.pixels;
  const ratio = width / height;
  if (!(width * height >= least && width * height <= most)) return 'size';
  if (ratio < 1 / 16 || ratio > 16) return 'size';
  if (body.sequential_image_generation !== undefined && !model.set)
    return 'sequential_image_generation';
  if (body.output_format && !model.format) return 'output_format';
  if (body.optimize_prompt_options?.mode === 'fast' && !model.fast)
    return 'optimize_prompt_options';
  const most15 =
    (body.sequential_image_generation_options?.max_images ?? 0) + [body.image ?? []].flat().length;
  return most15 > 15 ? 'max_images' : null;
};

export const videoBody = z.strictObject({
  model: z.string(),
  content: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text'), text: z.string().min(1) }),
        z.strictObject({
          type: z.literal('image_url'),
          image_url: z.strictObject({ url: picture }),
          role: z.enum(['first_frame', 'last_frame', 'reference_image']),
        }),
      ])
    )
    .min(1),
  callback_url: z.string().url().optional(),
  return_last_frame: z.boolean().optional(),
  service_tier: z.enum(['default', 'flex']).optional(),
  execution_expires_after: z.number().int().min(3600).max(259_200).optional(),
  generate_audio: z.boolean().optional(),
  camera_fixed: z.boolean().optional(),
  watermark: z.boolean().optional(),
  seed: z.number().int().min(-1).max(2_147_483_647).optional(),
  resolution: z.enum(['480p', '720p', '1080p', '4k']).optional(),
  ratio: z.enum(['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', 'adaptive']).optional(),
  duration: z.number().int().optional(),
});
export type VideoBody = z.infer<typeof videoBody>;

type VideoModel = {
  seconds: [number, number];
  resolutions: string[];
  audio?: boolean;
  one?: boolean;
  last?: boolean;
  pictures?: number;
};
const three = ['480p', '720p', '1080p'];
export const videoModels: Record<string, VideoModel> = {
  'doubao-seedance-1-5-pro-251215': {
    seconds: [4, 12],
    resolutions: three,
    audio: true,
    one: true,
    last: true,
  },
  'doubao-seedance-2-0-260128': {
    seconds: [4, 15],
    resolutions: [...three, '4k'],
    audio: true,
    last: true,
    pictures: 9,
  },
  'doubao-seedance-2-0-fast-260128': {
    seconds: [4, 15],
    resolutions: ['480p', '720p'],
    audio: true,
    last: true,
    pictures: 9,
  },
  'doubao-seedance-1-0-pro-250528': { seconds: [2, 12], resolutions: three, one: true, last: true },
  'doubao-seedance-1-0-pro-fast-251015': { seconds: [2, 12], resolutions: three, one: true },
  'doubao-seedance-1-0-lite-t2v-250428': { seconds: [2, 12], resolutions: three, one: true },
  'doubao-seedance-1-0-lite-i2v-250428': {
    seconds: [2, 12],
    resolutions: three,
    one: true,
    last: true,
    pictures: 4,
  },
};

export const wrongVideo = (body: VideoBody, model: VideoModel): string | null => {
  const roles = body.content.flatMap((part) => (part.type === 'image_url' ? [part.role] : []));
  const count = (role: string) => roles.filter((each) => each === role).length;
  const pictures = count('reference_image');
  const frames = count('first_frame') + count('last_frame');
  if (pictures > 0 && frames > 0) return 'content';
  if (pictures > (model.pictures ?? 0)) return 'content';
  if (count('first_frame') > 1 || count('last_frame') > count('first_frame')) return 'content';
  if (count('last_frame') > 0 && !model.last) return 'content';
  if (!model.resolutions.includes(body.resolution ?? '720p')) return 'resolution';
  const [least, most] = model.seconds;
  if ((body.duration ?? 5) < least || (body.duration ?? 5) > most) return 'duration';
  if (body.seed !== undefined && !model.one) return 'seed';
  if (body.generate_audio !== undefined && !model.audio) return 'generate_audio';
  if (body.camera_fixed !== undefined && (!model.one || pictures > 0)) return 'camera_fixed';
  return body.service_tier === 'flex' && !model.one ? 'service_tier' : null;
};

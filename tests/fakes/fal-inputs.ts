import { z } from 'zod';

/** What the endpoints take, from the types that fal generates from their schemas. */

const prompt = z.string().min(1);
const seed = z.number().int().optional();
const uri = z.string().regex(/^(https?:\/\/|data:image\/)/);
const format = z.enum(['jpeg', 'png']).optional();
const anyFormat = z.enum(['jpeg', 'png', 'webp']).optional();
const yes = z.boolean().optional();
const count = z.number().int().min(1).max(4).optional();
const tolerance = (most: string) =>
  z.enum(['1', '2', '3', '4', '5', '6'].slice(0, Number(most))).optional();

const named = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
];
const pixels = z.strictObject({
  width: z.number().int().min(1).max(14_142),
  height: z.number().int().min(1).max(14_142),
});
const imageSize = z.union([pixels, z.enum(named)]).optional();
/** Both sides from 1920 to 4096, or 2560 × 1440 to 4096 × 4096 pixels in all. */
const seedreamSize = pixels.refine(({ width, height }) => {
  const inSides = [width, height].every((side) => side >= 1920 && side <= 4096);
  const total = width * height;
  return inSides || (total >= 2560 * 1440 && total <= 4096 * 4096);
});

const ratios = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'];

const flux = {
  prompt,
  seed,
  image_size: imageSize,
  num_images: count,
  output_format: format,
  sync_mode: yes,
};
const flux2 = {
  prompt,
  seed,
  image_size: imageSize,
  output_format: format,
  enable_safety_checker: yes,
  safety_tolerance: tolerance('5'),
  sync_mode: yes,
};
const nano = {
  prompt,
  seed,
  aspect_ratio: z.enum(ratios).optional(),
  num_images: count,
  output_format: anyFormat,
  limit_generations: yes,
  safety_tolerance: tolerance('6'),
  sync_mode: yes,
};
const nanoPro = {
  ...nano,
  resolution: z.enum(['1K', '2K', '4K']).optional(),
  enable_web_search: yes,
};
const seedream = {
  prompt,
  seed,
  image_size: seedreamSize.optional(),
  num_images: count,
  max_images: z.number().int().min(1).max(6).optional(),
  enable_safety_checker: yes,
  sync_mode: yes,
};
const wan = {
  prompt,
  seed,
  aspect_ratio: z.enum(['16:9', '9:16', '1:1']).optional(),
  resolution: z.enum(['480p', '580p', '720p']).optional(),
  enable_prompt_expansion: yes,
  enable_safety_checker: yes,
};
const seedance = {
  prompt,
  seed,
  aspect_ratio: z.enum(['21:9', '16:9', '4:3', '1:1', '3:4', '9:16']).optional(),
  resolution: z.enum(['480p', '720p', '1080p']).optional(),
  duration: z.enum(Array.from({ length: 11 }, (_, index) => String(index + 2))).optional(),
  camera_fixed: yes,
};
const kling = {
  prompt,
  duration: z.enum(['5', '10']).optional(),
  negative_prompt: z.string().optional(),
  cfg_scale: z.number().min(0).max(1).optional(),
};
const veo = {
  prompt,
  seed,
  aspect_ratio: z.enum(['16:9', '9:16']).optional(),
  duration: z.enum(['4s', '6s', '8s']).optional(),
  resolution: z.enum(['720p', '1080p', '4k']).optional(),
  generate_audio: yes,
  negative_prompt: z.string().optional(),
  auto_fix: yes,
  safety_tolerance: tolerance('6'),
};
const images = { image_urls: z.array(uri).min(1).max(10) };

export const falInputs: Record<string, z.ZodType> = {
  'fal-ai/flux/schnell': z.strictObject({
    ...flux,
    num_inference_steps: z.number().int().optional(),
  }),
  'fal-ai/flux-pro/v1.1': z.strictObject({
    ...flux,
    enhance_prompt: yes,
    safety_tolerance: tolerance('6'),
  }),
  'fal-ai/flux-2-pro': z.strictObject(flux2),
  'fal-ai/flux-2-pro/edit': z.strictObject({ ...flux2, ...images }),
  'fal-ai/nano-banana': z.strictObject(nano),
  'fal-ai/nano-banana/edit': z.strictObject({ ...nano, ...images }),
  'fal-ai/nano-banana-pro': z.strictObject(nanoPro),
  'fal-ai/nano-banana-pro/edit': z.strictObject({ ...nanoPro, ...images }),
  'fal-ai/bytedance/seedream/v4.5/text-to-image': z.strictObject(seedream),
  'fal-ai/bytedance/seedream/v4.5/edit': z.strictObject({ ...seedream, ...images }),
  'fal-ai/wan/v2.2-a14b/text-to-video/turbo': z.strictObject(wan),
  'fal-ai/wan/v2.2-a14b/image-to-video/turbo': z.strictObject({
    ...wan,
    image_url: uri,
    end_image_url: uri.optional(),
  }),
  'fal-ai/bytedance/seedance/v1/pro/text-to-video': z.strictObject(seedance),
  'fal-ai/bytedance/seedance/v1/pro/image-to-video': z.strictObject({
    ...seedance,
    image_url: uri,
  }),
  'fal-ai/kling-video/v2.5-turbo/pro/text-to-video': z.strictObject({
    ...kling,
    aspect_ratio: z.enum(['16:9', '9:16', '1:1']).optional(),
  }),
  'fal-ai/kling-video/v2.5-turbo/pro/image-to-video': z.strictObject({
    ...kling,
    image_url: uri,
    tail_image_url: uri.optional(),
  }),
  'fal-ai/veo3.1/fast': z.strictObject(veo),
  'fal-ai/veo3.1/fast/image-to-video': z.strictObject({ ...veo, image_url: uri }),
  'fal-ai/veo3.1/fast/first-last-frame-to-video': z.strictObject({
    ...veo,
    first_frame_url: uri,
    last_frame_url: uri,
  }),
};

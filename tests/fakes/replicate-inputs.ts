import { z } from 'zod';

/** What the models take, from the schemas that their pages show. */

const prompt = z.string().min(1);
const seed = z.number().int().min(0).optional();
const picture = z.string().regex(/^(https?:\/\/|data:image\/)/);
const jpgOrPng = z.enum(['jpg', 'png']).optional();
const anyFormat = z.enum(['webp', 'jpg', 'png']).optional();
const sides = (minimum: number, maximum: number) =>
  z.number().int().min(minimum).max(maximum).optional();
const quality = z.number().int().min(0).max(100).optional();

const fluxRatios = [
  '1:1',
  '16:9',
  '21:9',
  '3:2',
  '2:3',
  '4:5',
  '5:4',
  '3:4',
  '4:3',
  '9:16',
  '9:21',
];
const flux2Ratios = ['1:1', '16:9', '3:2', '2:3', '4:5', '5:4', '9:16', '3:4', '4:3'];

const wan = {
  prompt,
  seed,
  num_frames: z.number().int().min(81).max(121).optional(),
  resolution: z.enum(['480p', '720p']).optional(),
  frames_per_second: z.number().int().min(5).max(30).optional(),
  go_fast: z.boolean().optional(),
  interpolate_output: z.boolean().optional(),
  sample_shift: z.number().min(1).max(20).optional(),
};

export const replicateInputs: Record<string, z.ZodType> = {
  'black-forest-labs/flux-schnell': z.strictObject({
    prompt,
    seed,
    aspect_ratio: z.enum(fluxRatios).optional(),
    num_outputs: z.number().int().min(1).max(4).optional(),
    num_inference_steps: z.number().int().min(1).max(4).optional(),
    output_format: anyFormat,
    output_quality: quality,
    megapixels: z.enum(['1', '0.25']).optional(),
    go_fast: z.boolean().optional(),
    disable_safety_checker: z.boolean().optional(),
  }),
  'black-forest-labs/flux-1.1-pro': z.strictObject({
    prompt,
    seed,
    aspect_ratio: z.enum([...flux2Ratios, 'custom']).optional(),
    width: sides(256, 1440),
    height: sides(256, 1440),
    image_prompt: picture.optional(),
    safety_tolerance: z.number().int().min(1).max(6).optional(),
    prompt_upsampling: z.boolean().optional(),
    output_format: anyFormat,
    output_quality: quality,
  }),
  'black-forest-labs/flux-2-pro': z.strictObject({
    prompt,
    seed,
    aspect_ratio: z.enum([...flux2Ratios, 'custom', 'match_input_image']).optional(),
    resolution: z.enum(['match_input_image', '0.5 MP', '1 MP', '2 MP', '4 MP']).optional(),
    width: sides(256, 2048),
    height: sides(256, 2048),
    input_images: z.array(picture).max(8).optional(),
    safety_tolerance: z.number().int().min(1).max(5).optional(),
    output_format: anyFormat,
    output_quality: quality,
  }),
  'black-forest-labs/flux-kontext-pro': z.strictObject({
    prompt,
    seed,
    input_image: picture.optional(),
    aspect_ratio: z.enum([...fluxRatios, '2:1', '1:2', 'match_input_image']).optional(),
    prompt_upsampling: z.boolean().optional(),
    safety_tolerance: z.number().int().min(0).max(6).optional(),
    output_format: jpgOrPng,
  }),
  'google/imagen-4-fast': z.strictObject({
    prompt,
    aspect_ratio: z.enum(['1:1', '9:16', '16:9', '3:4', '4:3']).optional(),
    output_format: jpgOrPng,
    safety_filter_level: z
      .enum(['block_low_and_above', 'block_medium_and_above', 'block_only_high'])
      .optional(),
  }),
  'google/nano-banana': z.strictObject({
    prompt,
    image_input: z.array(picture).optional(),
    aspect_ratio: z.enum(['match_input_image', ...flux2Ratios, '21:9']).optional(),
    output_format: jpgOrPng,
  }),
  'bytedance/seedream-4': z.strictObject({
    prompt,
    image_input: z.array(picture).max(10).optional(),
    size: z.enum(['1K', '2K', '4K', 'custom']).optional(),
    width: sides(1024, 4096),
    height: sides(1024, 4096),
    aspect_ratio: z
      .enum(['match_input_image', '1:1', '4:3', '3:4', '16:9', '9:16', '3:2', '2:3', '21:9'])
      .optional(),
    sequential_image_generation: z.enum(['disabled', 'auto']).optional(),
    max_images: z.number().int().min(1).max(15).optional(),
  }),
  'wan-video/wan-2.2-t2v-fast': z.strictObject({
    ...wan,
    aspect_ratio: z.enum(['16:9', '9:16']).optional(),
    optimize_prompt: z.boolean().optional(),
  }),
  'wan-video/wan-2.2-i2v-fast': z.strictObject({
    ...wan,
    image: picture,
    last_image: picture.optional(),
  }),
  'bytedance/seedance-1-pro': z.strictObject({
    prompt,
    seed,
    image: picture.optional(),
    last_frame_image: picture.optional(),
    duration: z.number().int().min(2).max(12).optional(),
    resolution: z.enum(['480p', '720p', '1080p']).optional(),
    aspect_ratio: z.enum(['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', '9:21']).optional(),
    fps: z.literal(24).optional(),
    camera_fixed: z.boolean().optional(),
  }),
  'google/veo-3.1-fast': z.strictObject({
    prompt,
    seed,
    image: picture.optional(),
    last_frame: picture.optional(),
    duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).optional(),
    resolution: z.enum(['720p', '1080p']).optional(),
    aspect_ratio: z.enum(['16:9', '9:16']).optional(),
    generate_audio: z.boolean().optional(),
    negative_prompt: z.string().optional(),
  }),
  'kwaivgi/kling-v2.5-turbo-pro': z.strictObject({
    prompt,
    negative_prompt: z.string().optional(),
    start_image: picture.optional(),
    aspect_ratio: z.enum(['16:9', '9:16', '1:1']).optional(),
    duration: z.union([z.literal(5), z.literal(10)]).optional(),
  }),
  'minimax/hailuo-02': z.strictObject({
    prompt,
    first_frame_image: picture.optional(),
    last_frame_image: picture.optional(),
    duration: z.union([z.literal(6), z.literal(10)]).optional(),
    resolution: z.enum(['512p', '768p', '1080p']).optional(),
    prompt_optimizer: z.boolean().optional(),
  }),
};

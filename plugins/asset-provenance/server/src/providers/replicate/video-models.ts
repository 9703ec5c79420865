import type { FieldProblem, Parameters } from '../../../../shared';
import { videoEntry } from '../catalogue-entry';
import type { CatalogueEntry, InputForm } from '../input-table';

const framesIn = (first: string, last: string) => ({
  first_frame: { field: first, isList: false },
  last_frame: { field: last, isList: false },
});

/** The same fields from words alone, and from a first frame, whose ratio the result then has. */
const withFrames = (
  { ratio, ...form }: Omit<InputForm, 'path' | 'needs'>,
  first: string,
  last: string
): InputForm[] => [
  { ...form, path: '', needs: 'nothing', ...(ratio === undefined ? {} : { ratio }) },
  { ...form, path: '', needs: ['first_frame'], references: framesIn(first, last) },
];

const cameraFixed = {
  camera_fixed: {
    label: { en: 'Keep the camera still', zh: '固定镜头' },
    values: ['true', 'false'],
  },
};
const promptOptimizer = {
  prompt_optimizer: {
    label: { en: 'Let the model improve the prompt', zh: '由模型优化提示词' },
    values: ['true', 'false'],
  },
};

const hailuoLimit = (parameters: Parameters): FieldProblem[] =>
  parameters.kind === 'video' && parameters.resolution === '1080p' && parameters.durationSeconds > 6
    ? [
        {
          path: 'durationSeconds',
          message: 'must be 6 at 1080p; choose 6 seconds, or 768p',
          zh: '1080p 仅支持 6 秒；请选择 6 秒或 768p',
        },
      ]
    : [];

/** Wan counts frames, and one more than a whole number of seconds. */
const wanFrames = { field: 'num_frames', as: 'frames', perSecond: 16 } as const;
const wan = { frames_per_second: 16 };

export const replicateVideoModels: CatalogueEntry[] = [
  videoEntry({
    id: 'wan-video/wan-2.2-t2v-fast',
    name: 'Wan 2.2 fast, from text',
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['480p', '720p'],
    durations: { minimum: 5, maximum: 7, step: 1 },
    longestSides: { draft: 832, final: 1280 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        constants: wan,
        ratio: 'aspect_ratio',
        resolution: 'resolution',
        duration: wanFrames,
        seed: 'seed',
      },
    ],
  }),
  videoEntry({
    id: 'wan-video/wan-2.2-i2v-fast',
    name: 'Wan 2.2 fast, from a first frame',
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['480p', '720p'],
    durations: { minimum: 5, maximum: 7, step: 1 },
    longestSides: { draft: 832, final: 1280 },
    forms: [
      {
        path: '',
        needs: ['first_frame'],
        constants: wan,
        resolution: 'resolution',
        duration: wanFrames,
        seed: 'seed',
        references: framesIn('image', 'last_image'),
      },
    ],
  }),
  videoEntry({
    id: 'bytedance/seedance-1-pro',
    name: 'Seedance 1 pro',
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'],
    resolutions: ['480p', '1080p'],
    durations: { minimum: 2, maximum: 12, step: 1 },
    extras: cameraFixed,
    longestSides: { draft: 864, final: 1920 },
    forms: withFrames(
      {
        ratio: 'aspect_ratio',
        resolution: 'resolution',
        duration: { field: 'duration', as: 'number' },
        seed: 'seed',
      },
      'image',
      'last_frame_image'
    ),
  }),
  videoEntry({
    id: 'google/veo-3.1-fast',
    name: 'Veo 3.1 fast',
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['720p', '1080p'],
    durations: { minimum: 4, maximum: 8, step: 2 },
    longestSides: { draft: 1280, final: 1920 },
    // Unlike the others, it keeps the ratio that was asked for beside a first frame.
    forms: [
      {
        path: '',
        needs: 'nothing',
        ratio: 'aspect_ratio',
        resolution: 'resolution',
        duration: { field: 'duration', as: 'number' },
        audio: 'generate_audio',
        seed: 'seed',
      },
      {
        path: '',
        needs: ['first_frame'],
        ratio: 'aspect_ratio',
        resolution: 'resolution',
        duration: { field: 'duration', as: 'number' },
        audio: 'generate_audio',
        seed: 'seed',
        references: framesIn('image', 'last_frame'),
      },
    ],
  }),
  videoEntry({
    id: 'kwaivgi/kling-v2.5-turbo-pro',
    name: 'Kling 2.5 Turbo pro',
    promptMaxLength: 2500,
    aspectRatios: ['16:9', '9:16', '1:1'],
    resolutions: ['1080p'],
    durations: { minimum: 5, maximum: 10, step: 5 },
    longestSides: { draft: 1920, final: 1920 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        ratio: 'aspect_ratio',
        duration: { field: 'duration', as: 'number' },
        negativePrompt: 'negative_prompt',
      },
      {
        path: '',
        needs: ['first_frame'],
        duration: { field: 'duration', as: 'number' },
        negativePrompt: 'negative_prompt',
        references: { first_frame: { field: 'start_image', isList: false } },
      },
    ],
  }),
  videoEntry({
    id: 'minimax/hailuo-02',
    name: 'Hailuo 02',
    aspectRatios: ['16:9'],
    resolutions: ['512p', '768p', '1080p'],
    durations: { minimum: 6, maximum: 10, step: 4 },
    extras: promptOptimizer,
    longestSides: { draft: 1366, final: 1920 },
    forms: withFrames(
      {
        resolution: 'resolution',
        duration: { field: 'duration', as: 'number' },
        problems: hailuoLimit,
      },
      'first_frame_image',
      'last_frame_image'
    ),
  }),
];

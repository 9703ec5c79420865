import { videoEntry } from '../catalogue-entry';
import type { CatalogueEntry } from '../input-table';

const promptExpansion = {
  enable_prompt_expansion: {
    label: { en: 'Let the model improve the prompt', zh: '由模型优化提示词' },
    values: ['true', 'false'],
  },
};

const kling = {
  duration: { field: 'duration', as: 'text' },
  negativePrompt: 'negative_prompt',
} as const;

const veo = {
  ratio: 'aspect_ratio',
  resolution: 'resolution',
  duration: { field: 'duration', as: 'text_with_s' },
  audio: 'generate_audio',
  seed: 'seed',
  negativePrompt: 'negative_prompt',
} as const;

const seedance = {
  ratio: 'aspect_ratio',
  resolution: 'resolution',
  duration: { field: 'duration', as: 'text' },
  seed: 'seed',
} as const;

/** Its videos have one length, so that no field names it. */
const wanTurbo = { ratio: 'aspect_ratio', resolution: 'resolution', seed: 'seed' } as const;

const firstFrame = { first_frame: { field: 'image_url', isList: false } };

export const falVideoModels: CatalogueEntry[] = [
  videoEntry({
    id: 'fal-ai/wan/v2.2-a14b',
    name: 'Wan 2.2 turbo',
    aspectRatios: ['16:9', '9:16', '1:1'],
    resolutions: ['480p', '580p', '720p'],
    durations: { minimum: 5, maximum: 5, step: 1 },
    extras: promptExpansion,
    longestSides: { draft: 832, final: 1280 },
    forms: [
      { ...wanTurbo, path: '/text-to-video/turbo', needs: 'nothing' },
      {
        ...wanTurbo,
        path: '/image-to-video/turbo',
        needs: ['first_frame'],
        references: { ...firstFrame, last_frame: { field: 'end_image_url', isList: false } },
      },
    ],
  }),
  videoEntry({
    id: 'fal-ai/bytedance/seedance/v1/pro',
    name: 'Seedance 1 pro',
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'],
    resolutions: ['480p', '720p', '1080p'],
    durations: { minimum: 2, maximum: 12, step: 1 },
    extras: {
      camera_fixed: {
        label: { en: 'Keep the camera still', zh: '固定镜头' },
        values: ['true', 'false'],
      },
    },
    longestSides: { draft: 864, final: 1920 },
    forms: [
      { ...seedance, path: '/text-to-video', needs: 'nothing' },
      {
        ...seedance,
        path: '/image-to-video',
        needs: ['first_frame'],
        references: firstFrame,
      },
    ],
  }),
  videoEntry({
    id: 'fal-ai/kling-video/v2.5-turbo/pro',
    name: 'Kling 2.5 Turbo pro',
    promptMaxLength: 2500,
    aspectRatios: ['16:9', '9:16', '1:1'],
    resolutions: ['1080p'],
    durations: { minimum: 5, maximum: 10, step: 5 },
    longestSides: { draft: 1920, final: 1920 },
    forms: [
      { ...kling, path: '/text-to-video', needs: 'nothing', ratio: 'aspect_ratio' },
      {
        ...kling,
        path: '/image-to-video',
        needs: ['first_frame'],
        references: { ...firstFrame, last_frame: { field: 'tail_image_url', isList: false } },
      },
    ],
  }),
  videoEntry({
    id: 'fal-ai/veo3.1/fast',
    name: 'Veo 3.1 fast',
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['720p', '1080p'],
    durations: { minimum: 4, maximum: 8, step: 2 },
    longestSides: { draft: 1280, final: 1920 },
    forms: [
      { ...veo, path: '', needs: 'nothing' },
      {
        ...veo,
        path: '/first-last-frame-to-video',
        needs: ['first_frame', 'last_frame'],
        references: {
          first_frame: { field: 'first_frame_url', isList: false },
          last_frame: { field: 'last_frame_url', isList: false },
        },
      },
      { ...veo, path: '/image-to-video', needs: ['first_frame'], references: firstFrame },
    ],
  }),
];

import type { ModelCapabilities } from '../../../../shared';
import { freeSizes, gptImage, standardSizes } from '../openai-images/models';
import type { Dialect } from './dialect';

const imageStages: ModelCapabilities['stages'] = {
  draft: { quality: 'low', longestSide: 1536 },
  final: { quality: 'high', longestSide: 2560 },
};

const image: ModelCapabilities = {
  ...gptImage,
  id: 'image',
  name: 'Image model of a gateway',
  aspectRatios: Object.keys(standardSizes),
  sizes: standardSizes,
  extras: {},
  stages: imageStages,
};

const video: ModelCapabilities = {
  id: 'video',
  name: 'Video model of a gateway',
  kind: 'video',
  inputTypes: ['text_to_video', 'image_to_video'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  promptMaxLength: 4000,
  hasNegativePrompt: false,
  hasSeed: false,
  isReproducible: false,
  aspectRatios: ['16:9', '9:16'],
  sizes: {},
  qualities: [],
  maxCount: 4,
  outputsPerJob: 1,
  references: { maximum: 1, roles: ['first_frame'], isRequired: false },
  resolutions: ['720p'],
  durationsSeconds: { minimum: 4, maximum: 12, step: 4 },
  frameRates: [],
  cameraMotions: [],
  hasAudio: false,
  extras: {},
  stages: {
    draft: { quality: null, longestSide: 1280 },
    final: { quality: null, longestSide: 1280 },
  },
  priceHint: gptImage.priceHint,
};

/** As OpenRouter's own examples describe it. */
const veo: ModelCapabilities = {
  ...video,
  resolutions: ['720p', '1080p'],
  durationsSeconds: { minimum: 4, maximum: 8, step: 2 },
  references: { maximum: 2, roles: ['first_frame', 'last_frame'], isRequired: false },
  hasAudio: true,
  hasSeed: true,
  stages: {
    draft: { quality: null, longestSide: 1280 },
    final: { quality: null, longestSide: 1920 },
  },
};

/**
 * What the models of a gateway are differs from one installation to the next: `image` and `video`
 * are there to start from, the others are those that a preset documents.
 */
export const gatewayModels: ModelCapabilities[] = [
  image,
  video,
  { ...image, id: 'gpt-image-1', name: 'GPT Image 1' },
  {
    ...image,
    id: 'openai/gpt-image-2',
    name: 'OpenAI GPT Image 2',
    aspectRatios: Object.keys(freeSizes),
    sizes: freeSizes,
    references: { maximum: 8, roles: ['subject', 'style', 'composition'], isRequired: false },
  },
  {
    ...image,
    id: 'bytedance-seed/seedream-4.5',
    name: 'ByteDance Seedream 4.5',
    aspectRatios: ['1:1', '16:9', '9:16'],
    sizes: {
      '1:1': ['2048x2048', '4096x4096'],
      '16:9': ['2560x1440'],
      '9:16': ['1440x2560'],
    },
    qualities: [],
    hasSeed: true,
    outputsPerJob: 1,
    references: { maximum: 8, roles: ['subject', 'style', 'composition'], isRequired: false },
    stages: {
      draft: { quality: null, longestSide: 2560 },
      final: { quality: null, longestSide: 4096 },
    },
  },
  { ...veo, id: 'google/veo-3.1', name: 'Google Veo 3.1' },
  { ...veo, id: 'google/veo-3.1-lite', name: 'Google Veo 3.1 Lite' },
];

const extrasOf = (dialect: Dialect, kind: ModelCapabilities['kind']) =>
  Object.fromEntries(
    Object.entries((kind === 'image' ? dialect.images : dialect.videos)?.extras ?? {}).flatMap(
      ([name, extra]) => (extra ? [[name, { label: extra.label, values: extra.values }]] : [])
    )
  );

/**
 * The models of one connection. Where the configuration lists none, everything known arrives here;
 * of that only what the dialect documents is offered.
 */
export const offeredModels = (
  dialect: Dialect,
  configured: ModelCapabilities[]
): ModelCapabilities[] => {
  const isUnlisted = gatewayModels.every(({ id }) => configured.some((model) => model.id === id));
  return configured
    .filter(({ id }) => !isUnlisted || dialect.models.includes(id))
    .filter(({ kind }) => (kind === 'image' ? dialect.images : dialect.videos) !== null)
    .map((model) => ({ ...model, extras: { ...model.extras, ...extrasOf(dialect, model.kind) } }));
};

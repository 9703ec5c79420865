import type { ModelCapabilities } from '../../../../shared';

const priceHint = { en: 'Price not configured', zh: '未配置价格' };

/** Kling names no pixels: these are what its two classes come to at each ratio. */
export const imageSizes: Record<string, [oneK: string, twoK: string]> = {
  '1:1': ['1024x1024', '2048x2048'],
  '16:9': ['1360x768', '2720x1536'],
  '9:16': ['768x1360', '1536x2720'],
  '4:3': ['1152x864', '2304x1728'],
  '3:4': ['864x1152', '1728x2304'],
  '3:2': ['1248x832', '2496x1664'],
  '2:3': ['832x1248', '1664x2496'],
  '21:9': ['1568x672', '3136x1344'],
};

const fidelity = {
  imageFidelity: {
    label: { en: 'How close to the reference, 0 to 1', zh: '参考图强度（0–1）' },
    values: null,
  },
  humanFidelity: {
    label: { en: 'How close to the face, 0 to 1', zh: '面部相似度（0–1）' },
    values: null,
  },
};
const guidance = {
  cfgScale: {
    label: { en: 'Adherence to the prompt, 0 to 1', zh: '提示词相关性（0–1）' },
    values: null,
  },
};

const shared = {
  digitalSourceType: 'trainedAlgorithmicMedia',
  promptMaxLength: 2500,
  hasNegativePrompt: true,
  hasSeed: false,
  isReproducible: false,
  priceHint,
} as const;

const image = (
  id: string,
  name: string,
  more: Pick<ModelCapabilities, 'references' | 'extras'>
): ModelCapabilities => ({
  ...shared,
  id,
  name,
  kind: 'image',
  inputTypes: ['text_to_image', 'image_to_image'],
  aspectRatios: Object.keys(imageSizes),
  sizes: imageSizes,
  qualities: [],
  maxCount: 9,
  outputsPerJob: 9,
  resolutions: [],
  durationsSeconds: null,
  frameRates: [],
  cameraMotions: [],
  hasAudio: false,
  stages: {
    draft: { quality: null, longestSide: 1568 },
    final: { quality: null, longestSide: 3136 },
  },
  ...more,
});

type VideoFacts = Pick<ModelCapabilities, 'resolutions' | 'durationsSeconds'> &
  Partial<ModelCapabilities>;

const video = (id: string, name: string, facts: VideoFacts): ModelCapabilities => ({
  ...shared,
  id,
  name,
  kind: 'video',
  inputTypes: ['text_to_video', 'image_to_video'],
  aspectRatios: ['16:9', '9:16', '1:1'],
  sizes: {},
  qualities: [],
  maxCount: 4,
  outputsPerJob: 1,
  references: { maximum: 2, roles: ['first_frame', 'last_frame'], isRequired: false },
  frameRates: [],
  cameraMotions: [],
  hasAudio: false,
  extras: {},
  stages: {
    draft: { quality: null, longestSide: 1280 },
    final: { quality: null, longestSide: 1920 },
  },
  ...facts,
});

const fiveOrTen = { minimum: 5, maximum: 10, step: 5 };

/**
 * The models of `/v1/videos/text2video`, `/v1/videos/image2video` and `/v1/images/generations`. An
 * image model and a video model can share a name there; ours ends in `-image` for images.
 */
export const klingModels: ModelCapabilities[] = [
  video('kling-v3', 'Kling 3.0', {
    resolutions: ['720p', '1080p'],
    durationsSeconds: { minimum: 3, maximum: 15, step: 1 },
    hasAudio: true,
  }),
  video('kling-v2-6', 'Kling 2.6', {
    resolutions: ['720p', '1080p'],
    durationsSeconds: fiveOrTen,
    hasAudio: true,
  }),
  video('kling-v2-5-turbo', 'Kling 2.5 Turbo', {
    resolutions: ['720p', '1080p'],
    durationsSeconds: fiveOrTen,
  }),
  video('kling-v1-6', 'Kling 1.6', {
    resolutions: ['720p', '1080p'],
    durationsSeconds: fiveOrTen,
    extras: guidance,
  }),
  // The one model that moves the camera as told in text to video, and only in this form.
  video('kling-v1', 'Kling 1.0 (camera control)', {
    inputTypes: ['text_to_video'],
    resolutions: ['720p'],
    durationsSeconds: { minimum: 5, maximum: 5, step: 5 },
    references: { maximum: 0, roles: [], isRequired: false },
    cameraMotions: [
      'static',
      'pan_left',
      'pan_right',
      'tilt_up',
      'tilt_down',
      'zoom_in',
      'zoom_out',
    ],
    extras: guidance,
  }),
  image('kling-v3-image', 'Kling Image 3.0', {
    references: { maximum: 1, roles: ['composition'], isRequired: false },
    extras: {},
  }),
  image('kling-v2-1-image', 'Kling Image 2.1', {
    references: { maximum: 1, roles: ['composition', 'subject'], isRequired: false },
    extras: fidelity,
  }),
];

/** The name that Kling knows a model by. */
export const modelNameOf = ({ id, kind }: Pick<ModelCapabilities, 'id' | 'kind'>): string =>
  kind === 'image' ? id.replace(/-image$/, '') : id;

import type { ModelCapabilities } from '../../../../shared';

const label = (en: string, zh: string) => ({ en, zh });

/** The three sizes that every GPT image model takes. */
export const standardSizes: ModelCapabilities['sizes'] = {
  '1:1': ['1024x1024'],
  '3:2': ['1536x1024'],
  '2:3': ['1024x1536'],
};

/**
 * gpt-image-2 takes any size with both sides divisible by 16, at most 3840 a side, a ratio of at
 * most 3:1, and 655,360 to 8,294,400 pixels in all.
 */
export const freeSizes: ModelCapabilities['sizes'] = {
  '1:1': ['1024x1024', '1600x1600', '2048x2048'],
  '16:9': ['1280x720', '2048x1152', '2560x1440', '3840x2160'],
  '9:16': ['720x1280', '1152x2048', '1440x2560', '2160x3840'],
  '3:2': ['1536x1024', '2304x1536'],
  '2:3': ['1024x1536', '1536x2304'],
  '4:3': ['1024x768', '1600x1200', '2048x1536'],
  '3:4': ['768x1024', '1200x1600', '1536x2048'],
  '5:4': ['960x768', '1280x1024', '1920x1536'],
  '4:5': ['768x960', '1024x1280', '1536x1920'],
  '21:9': ['1344x576', '2016x864', '2688x1152'],
};

const outputFormat = {
  label: label('File format', '文件格式'),
  values: ['png', 'jpeg', 'webp'],
};
const moderation = {
  label: label("Strictness of OpenAI's moderation", 'OpenAI 内容审核强度'),
  values: ['auto', 'low'],
};
const inputFidelity = {
  label: label('How closely references are followed', '参考图还原程度'),
  values: ['low', 'high'],
};
const background = (values: string[]) => ({ label: label('Background', '背景'), values });

/** What all GPT image models have in common; also where gateways start from. */
export const gptImage = {
  kind: 'image',
  isSynchronous: true,
  inputTypes: ['text_to_image', 'image_to_image'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  promptMaxLength: 32_000,
  hasNegativePrompt: false,
  hasSeed: false,
  isReproducible: false,
  qualities: ['low', 'medium', 'high'],
  maxCount: 20,
  // The API allows ten; four bound what one lost answer costs, and how large an answer becomes.
  outputsPerJob: 4,
  references: {
    maximum: 8,
    roles: ['subject', 'style', 'composition', 'mask'],
    isRequired: false,
  },
  resolutions: [],
  durationsSeconds: null,
  frameRates: [],
  cameraMotions: [],
  hasAudio: false,
  priceHint: label('Price not configured', '未配置价格'),
} satisfies Partial<ModelCapabilities>;

const withStandardSizes = (
  id: string,
  name: string,
  extras: ModelCapabilities['extras']
): ModelCapabilities => ({
  ...gptImage,
  id,
  name,
  aspectRatios: Object.keys(standardSizes),
  sizes: standardSizes,
  extras: {
    background: background(['auto', 'opaque', 'transparent']),
    output_format: outputFormat,
    moderation,
    ...extras,
  },
  stages: {
    draft: { quality: 'low', longestSide: 1536 },
    final: { quality: 'high', longestSide: 1536 },
  },
});

export const openaiImageModels: ModelCapabilities[] = [
  {
    ...gptImage,
    id: 'gpt-image-2',
    name: 'GPT Image 2',
    aspectRatios: Object.keys(freeSizes),
    sizes: freeSizes,
    extras: {
      background: background(['auto', 'opaque']),
      output_format: outputFormat,
      moderation,
    },
    stages: {
      draft: { quality: 'low', longestSide: 1536 },
      final: { quality: 'high', longestSide: 2560 },
    },
  },
  withStandardSizes('gpt-image-1.5', 'GPT Image 1.5', { input_fidelity: inputFidelity }),
  withStandardSizes('gpt-image-1', 'GPT Image 1', { input_fidelity: inputFidelity }),
  withStandardSizes('gpt-image-1-mini', 'GPT Image 1 mini', {}),
];

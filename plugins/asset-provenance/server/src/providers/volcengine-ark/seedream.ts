import type { ModelCapabilities } from '../../../../shared';

/**
 * Not part of the provider's model id. The model makes a set of related pictures in one call then;
 * without it, it makes one picture a call, exactly as many as are asked for.
 */
export const SET_SUFFIX = ':set';
/** References and results together are at most 15. */
const SET_OUTPUTS = 6;

const oneK: Record<string, string[]> = {
  '1:1': ['1024x1024', '1600x1600'],
  '4:3': ['1152x864'],
  '3:4': ['864x1152', '1536x2048'],
  '16:9': ['1280x720', '1920x1080'],
  '9:16': ['720x1280', '1080x1920'],
  '3:2': ['1248x832'],
  '2:3': ['832x1248'],
  '4:5': ['1080x1350'],
  '21:9': ['1512x648'],
};
const twoK: Record<string, string[]> = {
  '1:1': ['2048x2048'],
  '4:3': ['2304x1728'],
  '3:4': ['1728x2304'],
  '16:9': ['2560x1440', '2848x1600'],
  '9:16': ['1440x2560', '1600x2848'],
  '3:2': ['2496x1664'],
  '2:3': ['1664x2496'],
  '4:5': ['1728x2160'],
  '21:9': ['3136x1344'],
};
const twoKPro: Record<string, string[]> = {
  ...twoK,
  '4:3': ['2368x1776'],
  '3:4': ['1776x2368'],
  '16:9': ['2816x1584'],
  '9:16': ['1584x2816'],
};
const threeK: Record<string, string[]> = {
  '1:1': ['3072x3072'],
  '4:3': ['3456x2592'],
  '3:4': ['2592x3456'],
  '16:9': ['4096x2304'],
  '9:16': ['2304x4096'],
  '3:2': ['3744x2496'],
  '2:3': ['2496x3744'],
  '4:5': ['2592x3240'],
  '21:9': ['4704x2016'],
};
const fourK: Record<string, string[]> = {
  '1:1': ['4096x4096'],
  '4:3': ['4704x3520'],
  '3:4': ['3520x4704'],
  '16:9': ['5504x3040'],
  '9:16': ['3040x5504'],
  '3:2': ['4992x3328'],
  '2:3': ['3328x4992'],
  '4:5': ['3456x4320'],
  '21:9': ['6240x2656'],
};

const sizesOf = (...tiers: Record<string, string[]>[]): Record<string, string[]> =>
  Object.fromEntries(
    Object.keys(twoK).map((ratio) => [ratio, tiers.flatMap((tier) => tier[ratio] ?? [])])
  );

type Extras = ModelCapabilities['extras'];
const watermark: Extras = {
  watermark: {
    label: { en: "The provider's own AI mark", zh: '服务商自带“AI生成”水印' },
    values: ['true', 'false'],
  },
};
const promptMode: Extras = {
  optimize_prompt: {
    label: { en: 'Prompt improvement', zh: '提示词优化' },
    values: ['standard', 'fast'],
  },
};
const fileFormat: Extras = {
  output_format: { label: { en: 'File format', zh: '文件格式' }, values: ['jpeg', 'png'] },
};

const seedream = (
  given: Pick<ModelCapabilities, 'id' | 'name' | 'sizes' | 'extras'> & { draftSide: number }
): ModelCapabilities => ({
  id: given.id,
  name: given.name,
  kind: 'image',
  inputTypes: ['text_to_image', 'image_to_image'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  // The provider recommends 300 Chinese characters or 600 English words and names no limit.
  promptMaxLength: 4000,
  hasNegativePrompt: false,
  hasSeed: false,
  isReproducible: false,
  aspectRatios: Object.keys(given.sizes),
  sizes: given.sizes,
  qualities: [],
  maxCount: 8,
  outputsPerJob: 1,
  references: { maximum: 8, roles: ['subject', 'style', 'composition'], isRequired: false },
  resolutions: [],
  durationsSeconds: null,
  frameRates: [],
  cameraMotions: [],
  hasAudio: false,
  extras: { ...watermark, ...given.extras },
  stages: {
    draft: { quality: null, longestSide: given.draftSide },
    final: { quality: null, longestSide: 3136 },
  },
  isSynchronous: true,
  priceHint: { en: 'Billed by the picture', zh: '按张计费' },
});

const setOf = (model: ModelCapabilities): ModelCapabilities => ({
  ...model,
  id: `${model.id}${SET_SUFFIX}`,
  name: `${model.name}, set of related pictures`,
  maxCount: SET_OUTPUTS,
  outputsPerJob: SET_OUTPUTS,
});

const seedream4 = seedream({
  id: 'doubao-seedream-4-0-250828',
  name: 'Seedream 4.0',
  sizes: sizesOf(oneK, twoK, fourK),
  extras: promptMode,
  draftSide: 1600,
});
const seedream45 = seedream({
  id: 'doubao-seedream-4-5-251128',
  name: 'Seedream 4.5',
  sizes: sizesOf(twoK, fourK),
  extras: {},
  draftSide: 3136,
});
const seedream5Lite = seedream({
  id: 'doubao-seedream-5-0-260128',
  name: 'Seedream 5.0 lite',
  sizes: sizesOf(twoK, threeK),
  extras: fileFormat,
  draftSide: 3136,
});
const seedream5Pro = seedream({
  id: 'doubao-seedream-5-0-pro-260628',
  name: 'Seedream 5.0 pro',
  sizes: sizesOf(oneK, twoKPro),
  extras: {},
  draftSide: 1600,
});

export const seedreamModels: ModelCapabilities[] = [
  seedream45,
  setOf(seedream45),
  seedream4,
  setOf(seedream4),
  seedream5Lite,
  setOf(seedream5Lite),
  seedream5Pro,
];

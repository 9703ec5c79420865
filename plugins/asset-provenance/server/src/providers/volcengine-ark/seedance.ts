import type { ModelCapabilities } from '../../../../shared';
import { own } from '../read-values';

const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'];

type Extras = ModelCapabilities['extras'];
const watermark: Extras = {
  watermark: {
    label: { en: "The provider's own AI mark", zh: '服务商自带“AI生成”水印' },
    values: ['true', 'false'],
  },
};
const fixedCamera: Extras = {
  camera_fixed: {
    label: { en: 'Hold the camera still', zh: '固定镜头' },
    values: ['true', 'false'],
  },
};
const serviceTier: Extras = {
  service_tier: {
    label: {
      en: 'Service tier (flex: cheaper, much slower)',
      zh: '服务等级（flex：更便宜，更慢）',
    },
    values: ['default', 'flex'],
  },
};
const oneSeries: Extras = { ...watermark, ...fixedCamera, ...serviceTier };

type Given = Pick<
  ModelCapabilities,
  'id' | 'name' | 'resolutions' | 'extras' | 'hasSeed' | 'hasAudio'
> & {
  seconds: [minimum: number, maximum: number];
  references: ModelCapabilities['references'];
  inputTypes?: ModelCapabilities['inputTypes'];
};

const seedance = ({ seconds, inputTypes, ...given }: Given): ModelCapabilities => ({
  ...given,
  kind: 'video',
  inputTypes: inputTypes ?? ['text_to_video', 'image_to_video'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  // The provider recommends 500 Chinese characters or 1000 English words and names no limit.
  promptMaxLength: 4000,
  hasNegativePrompt: false,
  isReproducible: false,
  aspectRatios: RATIOS,
  sizes: {},
  qualities: [],
  maxCount: 4,
  outputsPerJob: 1,
  durationsSeconds: { minimum: seconds[0], maximum: seconds[1], step: 1 },
  frameRates: [],
  cameraMotions: [],
  stages: {
    draft: { quality: null, longestSide: 992 },
    final: { quality: null, longestSide: 1920 },
  },
  priceHint: { en: 'Billed by the token', zh: '按 token 计费' },
});

const firstFrame: ModelCapabilities['references'] = {
  maximum: 1,
  roles: ['first_frame'],
  isRequired: false,
};
const frames: ModelCapabilities['references'] = {
  maximum: 2,
  roles: ['first_frame', 'last_frame'],
  isRequired: false,
};
const framesOrPictures = (
  maximum: number,
  isRequired = false
): ModelCapabilities['references'] => ({
  maximum,
  roles: ['first_frame', 'last_frame', 'subject', 'style', 'composition'],
  isRequired,
});

const one: Pick<Given, 'hasSeed' | 'hasAudio' | 'extras' | 'seconds'> = {
  hasSeed: true,
  hasAudio: false,
  extras: oneSeries,
  seconds: [2, 12],
};
const two: Pick<Given, 'hasSeed' | 'hasAudio' | 'extras' | 'seconds' | 'references'> = {
  // The current documentation names the seed for the 1.x series only.
  hasSeed: false,
  hasAudio: true,
  extras: watermark,
  seconds: [4, 15],
  references: framesOrPictures(8),
};

export const seedanceModels: ModelCapabilities[] = [
  seedance({
    ...one,
    id: 'doubao-seedance-1-5-pro-251215',
    name: 'Seedance 1.5 pro',
    hasAudio: true,
    seconds: [4, 12],
    resolutions: ['480p', '720p', '1080p'],
    references: frames,
  }),
  seedance({
    ...two,
    id: 'doubao-seedance-2-0-260128',
    name: 'Seedance 2.0',
    resolutions: ['480p', '720p', '1080p'],
  }),
  seedance({
    ...two,
    id: 'doubao-seedance-2-0-fast-260128',
    name: 'Seedance 2.0 fast',
    resolutions: ['480p', '720p'],
  }),
  seedance({
    ...one,
    id: 'doubao-seedance-1-0-pro-250528',
    name: 'Seedance 1.0 pro',
    resolutions: ['480p', '720p', '1080p'],
    references: frames,
  }),
  seedance({
    ...one,
    id: 'doubao-seedance-1-0-pro-fast-251015',
    name: 'Seedance 1.0 pro fast',
    resolutions: ['480p', '720p', '1080p'],
    references: firstFrame,
  }),
  seedance({
    ...one,
    id: 'doubao-seedance-1-0-lite-t2v-250428',
    name: 'Seedance 1.0 lite, from text',
    inputTypes: ['text_to_video'],
    resolutions: ['480p', '720p', '1080p'],
    references: { maximum: 0, roles: [], isRequired: false },
  }),
  seedance({
    ...one,
    id: 'doubao-seedance-1-0-lite-i2v-250428',
    name: 'Seedance 1.0 lite, from pictures',
    inputTypes: ['image_to_video'],
    // 1080p is not possible with reference pictures.
    resolutions: ['480p', '720p'],
    references: framesOrPictures(4, true),
  }),
];

const current: Record<string, Record<string, string>> = {
  '480p': {
    '16:9': '864x496',
    '4:3': '752x560',
    '1:1': '640x640',
    '3:4': '560x752',
    '9:16': '496x864',
    '21:9': '992x432',
  },
  '720p': {
    '16:9': '1280x720',
    '4:3': '1112x834',
    '1:1': '960x960',
    '3:4': '834x1112',
    '9:16': '720x1280',
    '21:9': '1470x630',
  },
  '1080p': {
    '16:9': '1920x1080',
    '4:3': '1664x1248',
    '1:1': '1440x1440',
    '3:4': '1248x1664',
    '9:16': '1080x1920',
    '21:9': '2206x946',
  },
};
const oneZero: typeof current = {
  '480p': {
    '16:9': '864x480',
    '4:3': '736x544',
    '1:1': '640x640',
    '3:4': '544x736',
    '9:16': '480x864',
    '21:9': '960x416',
  },
  '720p': {
    '16:9': '1248x704',
    '4:3': '1120x832',
    '1:1': '960x960',
    '3:4': '832x1120',
    '9:16': '704x1248',
    '21:9': '1504x640',
  },
  '1080p': {
    '16:9': '1920x1088',
    '4:3': '1664x1248',
    '1:1': '1440x1440',
    '3:4': '1248x1664',
    '9:16': '1088x1920',
    '21:9': '2176x928',
  },
};

/** The documented pixels of a finished video; undefined where none are documented. */
export const pixelsOfVideo = (
  modelVersion: string,
  resolution: string,
  ratio: string
): string | undefined =>
  own(own(/seedance-1-0/.test(modelVersion) ? oneZero : current, resolution) ?? {}, ratio);

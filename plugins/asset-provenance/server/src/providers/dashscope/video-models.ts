import type { ModelCapabilities } from '../../../../shared';
import { own } from '../read-values';
import { basics, commonExtras, noReferences } from './shared-models';

type Extras = ModelCapabilities['extras'];
type References = ModelCapabilities['references'];

const shots: Extras = {
  shot_type: { label: { en: 'Shots', zh: '镜头类型' }, values: ['single', 'multi'] },
};

const firstFrame: References = { maximum: 1, roles: ['first_frame'], isRequired: true };
const frames: References = { maximum: 2, roles: ['first_frame', 'last_frame'], isRequired: true };

const THREE_RATIOS = ['16:9', '9:16', '1:1'];
const FIVE_RATIOS = [...THREE_RATIOS, '4:3', '3:4'];

type GivenVideo = Pick<ModelCapabilities, 'id' | 'name' | 'resolutions' | 'promptMaxLength'> & {
  seconds: [minimum: number, maximum: number, step: number];
  aspectRatios: string[];
  references?: References;
  hasAudio?: boolean;
  extras?: Extras;
};

const video = ({ seconds, references = noReferences, extras, ...given }: GivenVideo) => {
  const [minimum, maximum, step] = seconds;
  const model: ModelCapabilities = {
    ...basics,
    kind: 'video',
    inputTypes: [references.isRequired ? 'image_to_video' : 'text_to_video'],
    sizes: {},
    maxCount: 4,
    outputsPerJob: 1,
    references,
    durationsSeconds: { minimum, maximum, step },
    hasAudio: false,
    extras: { ...commonExtras, ...extras },
    stages: {
      draft: { quality: null, longestSide: 1280 },
      final: { quality: null, longestSide: 1920 },
    },
    priceHint: { en: 'Billed by the second', zh: '按秒计费' },
    ...given,
  };
  return model;
};

const fromFrame = { aspectRatios: FIVE_RATIOS, references: firstFrame };
const HD = ['720p', '1080p'];
const ALL = ['480p', '720p', '1080p'];

export const videoModels: ModelCapabilities[] = [
  video({
    id: 'wan2.7-t2v',
    name: 'Wan 2.7',
    promptMaxLength: 1500,
    resolutions: HD,
    aspectRatios: FIVE_RATIOS,
    seconds: [2, 15, 1],
    hasAudio: true,
  }),
  video({
    id: 'wan2.7-i2v',
    name: 'Wan 2.7, from frames',
    promptMaxLength: 1500,
    resolutions: HD,
    aspectRatios: FIVE_RATIOS,
    references: frames,
    seconds: [2, 15, 1],
    hasAudio: true,
  }),
  video({
    id: 'wan2.6-t2v',
    name: 'Wan 2.6',
    promptMaxLength: 1500,
    resolutions: HD,
    aspectRatios: FIVE_RATIOS,
    seconds: [2, 15, 1],
    hasAudio: true,
    extras: shots,
  }),
  video({
    ...fromFrame,
    id: 'wan2.6-i2v',
    name: 'Wan 2.6, from a first frame',
    promptMaxLength: 1500,
    resolutions: HD,
    seconds: [2, 15, 1],
    hasAudio: true,
    extras: shots,
  }),
  video({
    ...fromFrame,
    id: 'wan2.6-i2v-flash',
    name: 'Wan 2.6 fast, from a first frame',
    promptMaxLength: 1500,
    resolutions: HD,
    seconds: [2, 15, 1],
    hasAudio: true,
    extras: shots,
  }),
  video({
    id: 'wan2.5-t2v-preview',
    name: 'Wan 2.5',
    promptMaxLength: 1500,
    resolutions: ALL,
    aspectRatios: THREE_RATIOS,
    seconds: [5, 10, 5],
    hasAudio: true,
  }),
  video({
    ...fromFrame,
    id: 'wan2.5-i2v-preview',
    name: 'Wan 2.5, from a first frame',
    promptMaxLength: 1500,
    resolutions: ALL,
    seconds: [5, 10, 5],
    hasAudio: true,
  }),
  video({
    id: 'wan2.2-t2v-plus',
    name: 'Wan 2.2',
    promptMaxLength: 800,
    resolutions: ['480p', '1080p'],
    aspectRatios: THREE_RATIOS,
    seconds: [5, 5, 5],
  }),
  video({
    ...fromFrame,
    id: 'wan2.2-i2v-flash',
    name: 'Wan 2.2 fast, from a first frame',
    promptMaxLength: 800,
    resolutions: ALL,
    seconds: [5, 5, 5],
  }),
  video({
    id: 'wan2.2-kf2v-flash',
    name: 'Wan 2.2, from first and last frame',
    promptMaxLength: 800,
    resolutions: ALL,
    aspectRatios: FIVE_RATIOS,
    references: frames,
    seconds: [5, 5, 5],
  }),
];

const videoSizes: Record<string, Record<string, string>> = {
  '480p': { '16:9': '832x480', '9:16': '480x832', '1:1': '624x624' },
  '720p': {
    '16:9': '1280x720',
    '9:16': '720x1280',
    '1:1': '960x960',
    '4:3': '1088x832',
    '3:4': '832x1088',
  },
  '1080p': {
    '16:9': '1920x1080',
    '9:16': '1080x1920',
    '1:1': '1440x1440',
    '4:3': '1632x1248',
    '3:4': '1248x1632',
  },
};

/** The pixels of a video made from text; undefined where the provider offers no such pair. */
export const videoSizeOf = (resolution: string, ratio: string): string | undefined =>
  own(own(videoSizes, resolution) ?? {}, ratio);

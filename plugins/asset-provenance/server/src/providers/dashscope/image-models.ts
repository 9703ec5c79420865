import type { ModelCapabilities } from '../../../../shared';
import { basics, commonExtras, noReferences } from './shared-models';

type GivenImage = Pick<ModelCapabilities, 'id' | 'name' | 'sizes' | 'promptMaxLength'> &
  Partial<Pick<ModelCapabilities, 'outputsPerJob' | 'references' | 'inputTypes'>>;

const image = (given: GivenImage): ModelCapabilities => ({
  ...basics,
  kind: 'image',
  inputTypes: ['text_to_image'],
  aspectRatios: Object.keys(given.sizes),
  maxCount: 8,
  outputsPerJob: 4,
  references: noReferences,
  resolutions: [],
  durationsSeconds: null,
  hasAudio: false,
  extras: commonExtras,
  stages: {
    draft: { quality: null, longestSide: 1280 },
    final: { quality: null, longestSide: 1920 },
  },
  priceHint: { en: 'Billed by the picture', zh: '按张计费' },
  ...given,
});

/** Between 1280 × 1280 and 1440 × 1440 pixels in all. */
const wideSizes: Record<string, string[]> = {
  '1:1': ['1280x1280', '1440x1440'],
  '16:9': ['1696x960', '1920x1080'],
  '9:16': ['960x1696', '1080x1920'],
  '4:3': ['1472x1104'],
  '3:4': ['1104x1472'],
  '4:5': ['1152x1440'],
};
/** Each side between 512 and 1440. */
const sideSizes: Record<string, string[]> = {
  '1:1': ['512x512', '1024x1024', '1440x1440'],
  '16:9': ['1024x576', '1280x720'],
  '9:16': ['576x1024', '720x1280'],
  '4:3': ['1024x768', '1440x1080'],
  '3:4': ['768x1024', '1080x1440'],
  '3:2': ['1440x960'],
  '2:3': ['960x1440'],
  '4:5': ['1080x1350'],
};
const editSizes: Record<string, string[]> = {
  '1:1': ['1024x1024', '1280x1280'],
  '16:9': ['1280x720'],
  '9:16': ['720x1280'],
  '4:3': ['1280x960'],
  '3:4': ['960x1280'],
  '3:2': ['1200x800'],
  '2:3': ['800x1200'],
  '4:5': ['1024x1280'],
  '21:9': ['1344x576'],
};
const qwenSizes: Record<string, string[]> = {
  '1:1': ['1328x1328'],
  '16:9': ['1664x928'],
  '9:16': ['928x1664'],
};

export const imageModels: ModelCapabilities[] = [
  image({ id: 'wan2.6-t2i', name: 'Wan 2.6 image', sizes: wideSizes, promptMaxLength: 2100 }),
  image({
    id: 'wan2.6-image',
    name: 'Wan 2.6 image, from pictures',
    inputTypes: ['image_to_image'],
    sizes: editSizes,
    promptMaxLength: 2000,
    references: { maximum: 4, roles: ['subject', 'style', 'composition'], isRequired: true },
  }),
  image({
    id: 'wan2.5-t2i-preview',
    name: 'Wan 2.5 image',
    sizes: wideSizes,
    promptMaxLength: 2000,
  }),
  image({
    id: 'wan2.2-t2i-flash',
    name: 'Wan 2.2 image, fast',
    sizes: sideSizes,
    promptMaxLength: 800,
  }),
  image({ id: 'wan2.2-t2i-plus', name: 'Wan 2.2 image', sizes: sideSizes, promptMaxLength: 800 }),
  image({
    id: 'qwen-image-plus',
    name: 'Qwen image plus',
    sizes: { ...qwenSizes, '4:3': ['1472x1104'], '3:4': ['1104x1472'] },
    promptMaxLength: 800,
    outputsPerJob: 1,
  }),
  image({
    id: 'qwen-image',
    name: 'Qwen image',
    sizes: qwenSizes,
    promptMaxLength: 800,
    outputsPerJob: 1,
  }),
];

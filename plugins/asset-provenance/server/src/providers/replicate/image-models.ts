import { imageEntry } from '../catalogue-entry';
import type { CatalogueEntry } from '../input-table';
import { flux2Sizes, nanoBananaSizes } from '../shared-sizes';

const png = { output_format: 'png' };

const promptUpsampling = {
  prompt_upsampling: {
    label: { en: 'Let the model improve the prompt', zh: '由模型优化提示词' },
    values: ['true', 'false'],
  },
};

/** Pixels of FLUX schnell for one megapixel and a quarter of it. */
const schnellSizes = {
  '1:1': ['512x512', '1024x1024'],
  '16:9': ['672x384', '1344x768'],
  '9:16': ['384x672', '768x1344'],
  '3:2': ['608x416', '1216x832'],
  '2:3': ['416x608', '832x1216'],
  '5:4': ['544x448', '1088x896'],
  '4:5': ['448x544', '896x1088'],
  '21:9': ['768x320', '1536x640'],
  '9:21': ['320x768', '640x1536'],
};

/** Multiples of 32, as FLUX 1.1 wants them, and true to the ratio. */
const flux11Sizes = {
  '1:1': ['512x512', '1024x1024', '1440x1440'],
  '16:9': ['512x288', '1024x576'],
  '9:16': ['288x512', '576x1024'],
  '4:3': ['512x384', '1024x768', '1408x1056'],
  '3:4': ['384x512', '768x1024', '1056x1408'],
  '3:2': ['480x320', '1152x768', '1440x960'],
  '2:3': ['320x480', '768x1152', '960x1440'],
  '5:4': ['640x512', '1280x1024', '1440x1152'],
  '4:5': ['512x640', '1024x1280', '1152x1440'],
};

/** What Kontext comes to at each ratio. */
const kontextSizes = {
  '1:1': ['1024x1024'],
  '16:9': ['1392x752'],
  '9:16': ['752x1392'],
  '4:3': ['1184x880'],
  '3:4': ['880x1184'],
  '3:2': ['1248x832'],
  '2:3': ['832x1248'],
  '21:9': ['1568x672'],
  '9:21': ['672x1568'],
};

const imagenSizes = {
  '1:1': ['1024x1024'],
  '16:9': ['1408x768'],
  '9:16': ['768x1408'],
  '4:3': ['1280x896'],
  '3:4': ['896x1280'],
};

/** Sides from 1024 to 4096. */
const seedreamSizes = {
  '1:1': ['1024x1024', '2048x2048', '4096x4096'],
  '16:9': ['1920x1080', '2560x1440', '4096x2304'],
  '9:16': ['1080x1920', '1440x2560', '2304x4096'],
  '4:3': ['1408x1056', '2304x1728', '4096x3072'],
  '3:4': ['1056x1408', '1728x2304', '3072x4096'],
  '3:2': ['1536x1024', '2496x1664', '4096x2730'],
  '2:3': ['1024x1536', '1664x2496', '2730x4096'],
  '4:5': ['1080x1350', '1792x2240', '3276x4096'],
  '5:4': ['1350x1080', '2240x1792', '4096x3276'],
  '21:9': ['2394x1026', '3024x1296', '4095x1755'],
};

const listIn = (field: string) => ({
  subject: { field, isList: true },
  style: { field, isList: true },
  composition: { field, isList: true },
});

export const replicateImageModels: CatalogueEntry[] = [
  imageEntry({
    id: 'black-forest-labs/flux-schnell',
    name: 'FLUX.1 schnell',
    sizes: schnellSizes,
    maxCount: 8,
    outputsPerJob: 4,
    longestSides: { draft: 768, final: 1536 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        constants: png,
        ratio: 'aspect_ratio',
        size: {
          as: 'step',
          field: 'megapixels',
          steps: [
            [400_000, '0.25'],
            [Infinity, '1'],
          ],
        },
        count: 'num_outputs',
        seed: 'seed',
      },
    ],
  }),
  imageEntry({
    id: 'black-forest-labs/flux-1.1-pro',
    name: 'FLUX 1.1 pro',
    sizes: flux11Sizes,
    extras: promptUpsampling,
    longestSides: { draft: 640, final: 1440 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        constants: { ...png, aspect_ratio: 'custom' },
        size: { as: 'width_and_height' },
        seed: 'seed',
      },
    ],
  }),
  imageEntry({
    id: 'black-forest-labs/flux-2-pro',
    name: 'FLUX.2 pro',
    sizes: flux2Sizes,
    maxReferences: 8,
    longestSides: { draft: 1024, final: 2048 },
    forms: [
      {
        path: '',
        needs: 'any',
        constants: { ...png, aspect_ratio: 'custom' },
        size: { as: 'width_and_height' },
        seed: 'seed',
        references: listIn('input_images'),
      },
    ],
  }),
  imageEntry({
    id: 'black-forest-labs/flux-kontext-pro',
    name: 'FLUX.1 Kontext pro',
    sizes: kontextSizes,
    maxReferences: 1,
    extras: promptUpsampling,
    longestSides: { draft: 1568, final: 1568 },
    forms: [
      {
        path: '',
        needs: 'any',
        constants: png,
        ratio: 'aspect_ratio',
        seed: 'seed',
        references: { subject: { field: 'input_image', isList: false } },
      },
    ],
  }),
  imageEntry({
    id: 'google/imagen-4-fast',
    name: 'Imagen 4 fast',
    sizes: imagenSizes,
    longestSides: { draft: 1408, final: 1408 },
    forms: [{ path: '', needs: 'nothing', constants: png, ratio: 'aspect_ratio' }],
  }),
  imageEntry({
    id: 'google/nano-banana',
    name: 'Nano Banana',
    sizes: nanoBananaSizes,
    maxReferences: 3,
    longestSides: { draft: 1536, final: 1536 },
    forms: [
      {
        path: '',
        needs: 'any',
        constants: png,
        ratio: 'aspect_ratio',
        references: listIn('image_input'),
      },
    ],
  }),
  imageEntry({
    id: 'bytedance/seedream-4',
    name: 'Seedream 4',
    sizes: seedreamSizes,
    maxReferences: 8,
    longestSides: { draft: 2048, final: 4096 },
    forms: [
      {
        path: '',
        needs: 'any',
        // One picture a prediction; `auto` would let the model decide how many.
        constants: { size: 'custom', sequential_image_generation: 'disabled' },
        size: { as: 'width_and_height' },
        references: listIn('image_input'),
      },
    ],
  }),
];

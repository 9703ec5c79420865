import { imageEntry } from '../catalogue-entry';
import type { CatalogueEntry, InputForm } from '../input-table';
import { flux2Sizes, nanoBananaSizes } from '../shared-sizes';

const png = { output_format: 'png' };
const object = { as: 'object', field: 'image_size' } as const;
const images = {
  subject: { field: 'image_urls', isList: true },
  style: { field: 'image_urls', isList: true },
  composition: { field: 'image_urls', isList: true },
};

/** The same fields at two addresses: from words alone, and from pictures. */
const withEdit = (
  form: Omit<InputForm, 'path' | 'needs'>,
  paths: { text: string; edit: string }
): InputForm[] => [
  { ...form, path: paths.text, needs: 'nothing' },
  { ...form, path: paths.edit, needs: 'references', references: images },
];

/** Multiples of 16, from a quarter of a megapixel up. */
const fluxSizes = {
  '1:1': ['512x512', '1024x1024', '1440x1440'],
  '16:9': ['512x288', '1024x576', '1280x720'],
  '9:16': ['288x512', '576x1024', '720x1280'],
  '4:3': ['512x384', '1024x768', '1408x1056'],
  '3:4': ['384x512', '768x1024', '1056x1408'],
  '3:2': ['768x512', '1152x768', '1440x960'],
  '2:3': ['512x768', '768x1152', '960x1440'],
  '5:4': ['640x512', '1280x1024'],
  '4:5': ['512x640', '1024x1280'],
};

/** One, two and four thousand pixels, as the model rounds them. */
const nanoBananaProSizes = {
  '1:1': ['1024x1024', '2048x2048', '4096x4096'],
  '16:9': ['1376x768', '2752x1536', '5504x3072'],
  '9:16': ['768x1376', '1536x2752', '3072x5504'],
  '4:3': ['1200x896', '2400x1792', '4800x3584'],
  '3:4': ['896x1200', '1792x2400', '3584x4800'],
  '3:2': ['1264x848', '2528x1696', '5056x3392'],
  '2:3': ['848x1264', '1696x2528', '3392x5056'],
  '5:4': ['1152x928', '2304x1856', '4608x3712'],
  '4:5': ['928x1152', '1856x2304', '3712x4608'],
  '21:9': ['1584x672', '3168x1344', '6336x2688'],
};

/** At least 2560 × 1440 pixels in all, or both sides from 1920 to 4096. */
const seedreamSizes = {
  '1:1': ['2048x2048', '4096x4096'],
  '16:9': ['2560x1440', '4096x2304'],
  '9:16': ['1440x2560', '2304x4096'],
  '4:3': ['2304x1728', '4096x3072'],
  '3:4': ['1728x2304', '3072x4096'],
  '3:2': ['2496x1664', '4096x2730'],
  '2:3': ['1664x2496', '2730x4096'],
  '4:5': ['1792x2240', '3276x4096'],
  '5:4': ['2240x1792', '4096x3276'],
  '21:9': ['3024x1296', '4095x1755'],
};

export const falImageModels: CatalogueEntry[] = [
  imageEntry({
    id: 'fal-ai/flux/schnell',
    name: 'FLUX.1 schnell',
    sizes: fluxSizes,
    isReproducible: true,
    maxCount: 8,
    outputsPerJob: 4,
    longestSides: { draft: 640, final: 1440 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        constants: png,
        size: object,
        count: 'num_images',
        seed: 'seed',
      },
    ],
  }),
  imageEntry({
    id: 'fal-ai/flux-pro/v1.1',
    name: 'FLUX 1.1 pro',
    sizes: fluxSizes,
    isReproducible: true,
    outputsPerJob: 4,
    extras: {
      enhance_prompt: {
        label: { en: 'Let the model improve the prompt', zh: '由模型优化提示词' },
        values: ['true', 'false'],
      },
    },
    longestSides: { draft: 640, final: 1440 },
    forms: [
      {
        path: '',
        needs: 'nothing',
        constants: png,
        size: object,
        count: 'num_images',
        seed: 'seed',
      },
    ],
  }),
  imageEntry({
    id: 'fal-ai/flux-2-pro',
    name: 'FLUX.2 pro',
    sizes: flux2Sizes,
    maxReferences: 8,
    longestSides: { draft: 1024, final: 2048 },
    forms: withEdit({ constants: png, size: object, seed: 'seed' }, { text: '', edit: '/edit' }),
  }),
  imageEntry({
    id: 'fal-ai/nano-banana',
    name: 'Nano Banana',
    sizes: nanoBananaSizes,
    maxReferences: 3,
    outputsPerJob: 4,
    longestSides: { draft: 1536, final: 1536 },
    forms: withEdit(
      { constants: png, ratio: 'aspect_ratio', count: 'num_images', seed: 'seed' },
      { text: '', edit: '/edit' }
    ),
  }),
  imageEntry({
    id: 'fal-ai/nano-banana-pro',
    name: 'Nano Banana Pro',
    sizes: nanoBananaProSizes,
    maxReferences: 8,
    outputsPerJob: 4,
    longestSides: { draft: 1584, final: 3168 },
    forms: withEdit(
      {
        constants: png,
        ratio: 'aspect_ratio',
        size: {
          as: 'step',
          field: 'resolution',
          steps: [
            [2_000_000, '1K'],
            [8_000_000, '2K'],
            [Infinity, '4K'],
          ],
        },
        count: 'num_images',
        seed: 'seed',
      },
      { text: '', edit: '/edit' }
    ),
  }),
  imageEntry({
    id: 'fal-ai/bytedance/seedream/v4.5',
    name: 'Seedream 4.5',
    sizes: seedreamSizes,
    maxReferences: 8,
    outputsPerJob: 4,
    longestSides: { draft: 2560, final: 4096 },
    forms: withEdit(
      { size: object, count: 'num_images', seed: 'seed' },
      { text: '/text-to-image', edit: '/edit' }
    ),
  }),
];

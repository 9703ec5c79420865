import type { WorkflowInput } from './workflow';

const sizes = {
  '1:1': ['768x768', '1024x1024'],
  '16:9': ['1024x576', '1344x768'],
  '9:16': ['576x1024', '768x1344'],
  '4:3': ['896x672', '1152x864'],
  '3:4': ['672x896', '864x1152'],
  '3:2': ['912x608', '1216x832'],
  '2:3': ['608x912', '832x1216'],
};

const sampling = {
  steps: { node: 'sampler', input: 'steps', label: { en: 'Sampling steps', zh: '采样步数' } },
  cfg: {
    node: 'sampler',
    input: 'cfg',
    label: { en: 'Adherence to the prompt (CFG)', zh: '提示词引导强度（CFG）' },
  },
};

/** What both have: load a model, read both prompts, sample, decode, save. */
const common = (checkpoint: string, latent: [node: string, output: number], denoise: number) => ({
  checkpoint: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: checkpoint } },
  positive: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['checkpoint', 1] } },
  negative: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['checkpoint', 1] } },
  sampler: {
    class_type: 'KSampler',
    inputs: {
      model: ['checkpoint', 0],
      positive: ['positive', 0],
      negative: ['negative', 0],
      latent_image: latent,
      seed: 0,
      steps: 25,
      cfg: 6.5,
      sampler_name: 'dpmpp_2m',
      scheduler: 'karras',
      denoise,
    },
  },
  decode: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['checkpoint', 2] } },
  save: {
    class_type: 'SaveImage',
    inputs: { images: ['decode', 0], filename_prefix: 'asset-provenance' },
  },
});

const commonInputs = {
  prompt: { node: 'positive', input: 'text' },
  negativePrompt: { node: 'negative', input: 'text' },
  seed: { node: 'sampler', input: 'seed' },
  filenamePrefix: { node: 'save', input: 'filename_prefix' },
  checkpoint: { node: 'checkpoint', input: 'ckpt_name' },
};

/** Of nodes that every ComfyUI has, for any checkpoint of the SDXL kind. */
export const builtInWorkflows = (checkpoint: string): Record<string, WorkflowInput> => ({
  'sdxl-text-to-image': {
    name: 'SDXL, text to image',
    sizes,
    graph: {
      ...common(checkpoint, ['canvas', 0], 1),
      canvas: {
        class_type: 'EmptyLatentImage',
        inputs: { width: 1024, height: 1024, batch_size: 1 },
      },
    },
    inputs: {
      ...commonInputs,
      width: { node: 'canvas', input: 'width' },
      height: { node: 'canvas', input: 'height' },
      count: { node: 'canvas', input: 'batch_size' },
      extras: sampling,
    },
  },
  'sdxl-image-to-image': {
    name: 'SDXL, image to image',
    sizes,
    graph: {
      ...common(checkpoint, ['repeat', 0], 0.6),
      reference: { class_type: 'LoadImage', inputs: { image: '' } },
      scale: {
        class_type: 'ImageScale',
        inputs: {
          image: ['reference', 0],
          upscale_method: 'lanczos',
          width: 1024,
          height: 1024,
          crop: 'center',
        },
      },
      encode: { class_type: 'VAEEncode', inputs: { pixels: ['scale', 0], vae: ['checkpoint', 2] } },
      repeat: { class_type: 'RepeatLatentBatch', inputs: { samples: ['encode', 0], amount: 1 } },
    },
    inputs: {
      ...commonInputs,
      width: { node: 'scale', input: 'width' },
      height: { node: 'scale', input: 'height' },
      count: { node: 'repeat', input: 'amount' },
      references: { composition: { node: 'reference', input: 'image' } },
      extras: {
        ...sampling,
        denoise: {
          node: 'sampler',
          input: 'denoise',
          label: { en: 'How much changes, 0 to 1', zh: '重绘幅度（0–1）' },
        },
      },
    },
  },
});

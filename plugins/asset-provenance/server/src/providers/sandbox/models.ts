import { CAMERA_MOTIONS, FAILURE_CLASSES } from '../../../../shared';
import type { ModelCapabilities } from '../../../../shared';

const sizes: Record<string, string[]> = {
  '1:1': ['512x512', '1024x1024', '1600x1600'],
  '16:9': ['640x360', '1280x720', '1920x1080'],
  '9:16': ['360x640', '720x1280', '1080x1920'],
  '4:5': ['432x540', '864x1080', '1080x1350'],
  '3:4': ['480x640', '768x1024', '1536x2048'],
  '4:3': ['640x480', '1024x768', '2048x1536'],
  '21:9': ['840x360', '1680x720', '2520x1080'],
};

/** What can be asked of the sandbox, to see how the rest behaves. */
export const sandboxOutcomes = ['succeed', ...FAILURE_CLASSES] as const;
export const sandboxSubmits = ['accept', 'lost_answer', 'not_reached'] as const;

const extras: ModelCapabilities['extras'] = {
  outcome: { label: { en: 'Outcome to play', zh: '模拟结果' }, values: [...sandboxOutcomes] },
  submit: { label: { en: 'Submission to play', zh: '模拟提交' }, values: [...sandboxSubmits] },
  lookup: {
    label: { en: 'Can be looked up by our key', zh: '可按我方键查询' },
    values: ['yes', 'no'],
  },
  queueSeconds: { label: { en: 'Seconds in the queue', zh: '排队秒数' }, values: null },
  workSeconds: { label: { en: 'Seconds of work', zh: '处理秒数' }, values: null },
  urlSeconds: {
    label: { en: 'Seconds until result addresses expire', zh: '结果地址有效秒数' },
    values: null,
  },
  downloadFailures: {
    label: { en: 'Downloads that fail first', zh: '先失败的下载次数' },
    values: null,
  },
  missingOutputs: { label: { en: 'Outputs that do not come', zh: '缺少的结果数' }, values: null },
};

const shared = {
  digitalSourceType: 'algorithmicMedia',
  promptMaxLength: 4000,
  hasNegativePrompt: true,
  hasSeed: true,
  isReproducible: true,
  hasAudio: false,
  extras,
  priceHint: { en: 'Free: no model is used', zh: '免费：不调用模型' },
} as const;

const image = (id: string, name: string, outputsPerJob: number): ModelCapabilities => ({
  ...shared,
  id,
  name,
  kind: 'image',
  inputTypes: ['text_to_image', 'image_to_image'],
  aspectRatios: Object.keys(sizes),
  sizes,
  qualities: ['low', 'medium', 'high'],
  maxCount: 8,
  outputsPerJob,
  references: { maximum: 4, roles: ['subject', 'style', 'composition'], isRequired: false },
  resolutions: [],
  durationsSeconds: null,
  frameRates: [],
  cameraMotions: [],
  stages: {
    draft: { quality: 'low', longestSide: 640 },
    final: { quality: 'high', longestSide: 2048 },
  },
});

/** Image models: several outputs a call, or one. Video: one. */
export const sandboxModels: ModelCapabilities[] = [
  image('sandbox-image', 'Sandbox image', 4),
  image('sandbox-image-single', 'Sandbox image, one a call', 1),
  {
    ...shared,
    id: 'sandbox-video',
    name: 'Sandbox video',
    kind: 'video',
    inputTypes: ['text_to_video', 'image_to_video'],
    aspectRatios: ['16:9', '9:16', '1:1', '4:5'],
    sizes: {},
    qualities: [],
    maxCount: 2,
    outputsPerJob: 1,
    references: { maximum: 2, roles: ['first_frame', 'last_frame', 'subject'], isRequired: false },
    resolutions: ['240p', '360p', '480p', '720p'],
    durationsSeconds: { minimum: 1, maximum: 10, step: 1 },
    frameRates: [12, 24],
    cameraMotions: [...CAMERA_MOTIONS],
    stages: {
      draft: { quality: 'low', longestSide: 640 },
      final: { quality: 'high', longestSide: 1280 },
    },
  },
];

import type { ModelCapabilities } from '../../../../shared';

type Extras = ModelCapabilities['extras'];

const yesOrNo = ['true', 'false'];

export const commonExtras: Extras = {
  prompt_extend: {
    label: { en: 'Let the provider rewrite the prompt', zh: '提示词智能改写' },
    values: yesOrNo,
  },
  watermark: {
    label: { en: "The provider's own AI mark", zh: '服务商自带“AI生成”水印' },
    values: yesOrNo,
  },
};

export const noReferences: ModelCapabilities['references'] = {
  maximum: 0,
  roles: [],
  isRequired: false,
};

/** What all models of the service have in common. */
export const basics: Pick<
  ModelCapabilities,
  | 'digitalSourceType'
  | 'hasNegativePrompt'
  | 'hasSeed'
  | 'isReproducible'
  | 'qualities'
  | 'frameRates'
  | 'cameraMotions'
> = {
  digitalSourceType: 'trainedAlgorithmicMedia',
  hasNegativePrompt: true,
  hasSeed: true,
  // The provider says that the same seed does not always give the same result.
  isReproducible: false,
  qualities: [],
  frameRates: [],
  cameraMotions: [],
};

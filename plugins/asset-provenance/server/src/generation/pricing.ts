import type { EffectiveParameters, ModelCapabilities, Parameters, Stage } from '../../../shared';
import type { PricedFacts } from '../costs/service';

type Asked = { providerId: string; modelId: string; stage: Stage };

/** What the price of one output depends on, of what was asked or of what was really used. */
export const pricedFactsOf = (
  { providerId, modelId, stage }: Asked,
  parameters: Parameters | EffectiveParameters
): PricedFacts => {
  const isVideo = parameters.kind === 'video';
  return {
    providerId,
    modelId,
    stage,
    kind: parameters.kind,
    inputType: parameters.inputType,
    size: 'size' in parameters ? parameters.size : null,
    quality: isVideo ? null : parameters.quality,
    resolution: isVideo ? parameters.resolution : null,
    durationSeconds: isVideo ? parameters.durationSeconds : null,
    audio: isVideo && parameters.audio,
  };
};

/** How many outputs each job of a task makes, in order. */
export const outputsPerJobOf = (
  { count }: Pick<Parameters, 'count'>,
  { outputsPerJob }: Pick<ModelCapabilities, 'outputsPerJob'>
): number[] =>
  Array.from({ length: Math.ceil(count / outputsPerJob) }, (_, job) =>
    Math.min(outputsPerJob, count - job * outputsPerJob)
  );

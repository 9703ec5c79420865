import type { EffectiveParameters, Parameters } from '../../../shared';

type Facts = { modelName: string; stage: string; parameters: Parameters | EffectiveParameters };

/**
 * The short, public-safe account of the parameters. Built from an allow-list of fields: the prompt
 * is not among them.
 */
export const parameterSummary = ({ modelName, stage, parameters }: Facts): string => {
  const parts = [
    modelName,
    stage,
    parameters.inputType.replaceAll('_', ' '),
    parameters.aspectRatio,
  ];
  if (parameters.kind === 'image') {
    parts.push(parameters.size.replace('x', '×'));
    if (parameters.quality) parts.push(`${parameters.quality} quality`);
  } else {
    parts.push(parameters.resolution, `${parameters.durationSeconds} s`);
    if (parameters.frameRate) parts.push(`${parameters.frameRate} fps`);
    if (parameters.cameraMotion)
      parts.push(`camera ${parameters.cameraMotion.replaceAll('_', ' ')}`);
    parts.push(parameters.audio ? 'with audio' : 'no audio');
  }
  if ('count' in parameters && typeof parameters.count === 'number' && parameters.count > 1)
    parts.push(`${parameters.count} outputs`);
  if (parameters.seed !== null) parts.push(`seed ${parameters.seed}`);
  const references = parameters.references.length;
  if (references > 0) parts.push(`${references} reference${references > 1 ? 's' : ''}`);
  return parts.join(' · ');
};

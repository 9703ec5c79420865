import { pixelsOf, ratioOf } from '../../../../shared';
import type { Parameters } from '../../../../shared';
import type { SubmitRequest } from '../contract';
import type { Variable } from './dialect';

export type Values = Record<Variable, string | number | boolean | null>;

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);

/** Pixels; of a video the resolution names the short side. */
export const pixelsOfParameters = (parameters: Parameters): [number, number] => {
  if (parameters.kind === 'image') return pixelsOf(parameters.size);
  const short = Number.parseInt(parameters.resolution, 10);
  const ratio = ratioOf(parameters.aspectRatio);
  return ratio >= 1 ? [even(short * ratio), even(short)] : [even(short), even(short / ratio)];
};

type Given = Pick<SubmitRequest, 'modelId' | 'parameters' | 'callbackUrl'>;

/** Everything that a request can carry; null where the task says nothing of it. */
export const valuesOf = ({ modelId, parameters, callbackUrl }: Given): Values => {
  const [width, height] = pixelsOfParameters(parameters);
  const common = {
    model: modelId,
    prompt: parameters.prompt,
    negativePrompt: parameters.negativePrompt,
    count: parameters.count,
    size: `${width}x${height}`,
    width,
    height,
    aspectRatio: parameters.aspectRatio,
    seed: parameters.seed,
    callbackUrl,
  };
  return parameters.kind === 'image'
    ? {
        ...common,
        quality: parameters.quality,
        seconds: null,
        secondsAsText: null,
        resolution: null,
        frameRate: null,
        cameraMotion: null,
        audio: null,
      }
    : {
        ...common,
        quality: null,
        seconds: parameters.durationSeconds,
        secondsAsText: String(parameters.durationSeconds),
        resolution: parameters.resolution,
        frameRate: parameters.frameRate,
        cameraMotion: parameters.cameraMotion,
        audio: parameters.audio,
      };
};

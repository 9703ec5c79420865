import type { ModelCapabilities } from '../../../shared/catalog';
import { pixelsOf, ratioOf } from '../../../shared/parameters';
import type { Specification } from '../../../shared/parameters';
import type { Stage } from '../../../shared/vocabulary';
import type { ImageChoice, VideoChoice } from './form';

/** Drafts are explored several at a time, finals are made one by one. */
const USUAL_DRAFTS = 4;
const USUAL_SECONDS = 4;
const CINEMA = 24;

const longest = (size: string) => Math.max(...pixelsOf(size));
const shortSide = (resolution: string) => Number.parseInt(resolution, 10);

/** What is wanted where the model has it, else the usual; null where it has none at all. */
const oneOf = <Value>(values: readonly Value[], ...wanted: (Value | null)[]): Value | null =>
  wanted.find((value) => value !== null && values.includes(value)) ?? values[0] ?? null;

const clamp = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most);

/** The largest that is not above the limit; the smallest when all are. */
const upTo = <Value>(values: readonly Value[], sizeOf: (value: Value) => number, limit: number) =>
  [...values].reverse().find((value) => sizeOf(value) <= limit) ?? values[0];

const usualFrameRate = ({ frameRates }: ModelCapabilities): number | null =>
  upTo(frameRates, (rate) => rate, CINEMA) ?? null;

const nearestRatio = (ratios: readonly string[], wanted: string): string =>
  ratios.includes(wanted)
    ? wanted
    : ([...ratios].sort(
        (a, b) =>
          Math.abs(Math.log(ratioOf(a) / ratioOf(wanted))) -
          Math.abs(Math.log(ratioOf(b) / ratioOf(wanted)))
      )[0] ?? wanted);

/** Seconds that the model can make, each step once. */
export const durationsOf = ({ durationsSeconds }: ModelCapabilities): number[] => {
  if (!durationsSeconds) return [];
  const { minimum, maximum, step } = durationsSeconds;
  return Array.from(
    { length: Math.floor((maximum - minimum) / step) + 1 },
    (_, index) => minimum + index * step
  );
};

export const countsOf = ({ maxCount }: ModelCapabilities): number[] =>
  Array.from({ length: maxCount }, (_, index) => index + 1);

export const sizesOf = (model: ModelCapabilities, aspectRatio: string): string[] =>
  model.sizes[aspectRatio] ?? [];

/** Pixels of a video: the resolution names its short side. */
export const videoPixels = (aspectRatio: string, resolution: string): [number, number] => {
  const short = shortSide(resolution);
  const ratio = ratioOf(aspectRatio);
  const even = (pixels: number) => Math.round(pixels / 2) * 2;
  return ratio >= 1 ? [even(short * ratio), short] : [short, even(short / ratio)];
};

export const fitImage = (
  image: ImageChoice,
  model: ModelCapabilities,
  stage: Stage
): ImageChoice => {
  const aspectRatio = nearestRatio(model.aspectRatios, image.aspectRatio);
  const sizes = sizesOf(model, aspectRatio);
  // What another model's drafts may be is not what this one's may be.
  const most = stage === 'draft' ? model.stages.draft.longestSide : Infinity;
  const isKept = sizes.includes(image.size) && longest(image.size) <= most;
  const size = isKept
    ? image.size
    : (upTo(sizes, longest, Math.min(longest(image.size), most)) ?? image.size);
  return {
    aspectRatio,
    size,
    quality: oneOf(model.qualities, image.quality, model.stages[stage].quality),
    count: clamp(image.count, 1, model.maxCount),
  };
};

export const fitVideo = (video: VideoChoice, model: ModelCapabilities): VideoChoice => {
  const durations = durationsOf(model);
  return {
    aspectRatio: nearestRatio(model.aspectRatios, video.aspectRatio),
    resolution: model.resolutions.includes(video.resolution)
      ? video.resolution
      : (upTo(model.resolutions, shortSide, shortSide(video.resolution) || 0) ?? video.resolution),
    durationSeconds: upTo(durations, (value) => value, video.durationSeconds) ?? 1,
    frameRate: oneOf(model.frameRates, video.frameRate, usualFrameRate(model)),
    cameraMotion: oneOf(model.cameraMotions, video.cameraMotion, 'static'),
    audio: video.audio && model.hasAudio,
    count: clamp(video.count, 1, model.maxCount),
  };
};

type Wanted<Choice> = {
  model: ModelCapabilities;
  stage: Stage;
  specification: Specification | null;
  current: Choice;
};

/** Size that a stage starts with: drafts small, finals as the specification says. */
export const usualSize = (
  { model, stage, specification }: Omit<Wanted<unknown>, 'current'>,
  aspectRatio: string
): string => {
  const sizes = sizesOf(model, aspectRatio);
  if (stage === 'final' && specification && sizes.includes(specification.size))
    return specification.size;
  return upTo(sizes, longest, model.stages[stage].longestSide) ?? '';
};

export const usualImage = (wanted: Wanted<ImageChoice>): ImageChoice => {
  const { model, stage, specification, current } = wanted;
  const aspectRatio = nearestRatio(
    model.aspectRatios,
    specification?.aspectRatio ?? current.aspectRatio
  );
  return {
    aspectRatio,
    size: usualSize(wanted, aspectRatio),
    quality: oneOf(model.qualities, model.stages[stage].quality),
    count: stage === 'draft' ? Math.min(USUAL_DRAFTS, model.maxCount) : 1,
  };
};

export const usualVideo = ({
  model,
  stage,
  specification,
  current,
}: Wanted<VideoChoice>): VideoChoice => {
  const aspectRatio = nearestRatio(
    model.aspectRatios,
    specification?.aspectRatio ?? current.aspectRatio
  );
  const wantedResolution = specification && `${Math.min(...pixelsOf(specification.size))}p`;
  const sideOf = (resolution: string) => Math.max(...videoPixels(aspectRatio, resolution));
  const resolution =
    stage === 'final' && wantedResolution && model.resolutions.includes(wantedResolution)
      ? wantedResolution
      : (upTo(model.resolutions, sideOf, model.stages[stage].longestSide) ?? '');
  const seconds = Math.min(
    current.durationSeconds || USUAL_SECONDS,
    specification?.maxDurationSeconds ?? Infinity
  );
  return {
    ...current,
    aspectRatio,
    resolution,
    durationSeconds: upTo(durationsOf(model), (value) => value, seconds) ?? 1,
    frameRate: usualFrameRate(model),
    cameraMotion: oneOf(model.cameraMotions, current.cameraMotion, 'static'),
    count: 1,
  };
};

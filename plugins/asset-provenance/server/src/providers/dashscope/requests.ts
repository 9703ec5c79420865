import type { ModelCapabilities, Parameters, VideoParameters } from '../../../../shared';
import { NotSent } from '../../network/service';
import { readReference } from '../answers';
import type { ResolvedReference, SubmitRequest } from '../contract';
import { choiceOf, flagOf, seedOf31Bits } from '../model-extras';
import { dialectOf, hasAudioSwitch, paths } from './dialects';
import type { Dialect } from './dialects';
import { videoSizeOf } from './video-models';

const starred = (size: string) => size.replace('x', '*');
const urlOf = async (reference: ResolvedReference | undefined) =>
  reference ? (await readReference(reference)).dataUrl : undefined;

const negativeOf = ({ negativePrompt }: Parameters) =>
  negativePrompt ? { negative_prompt: negativePrompt } : {};

const common = (model: ModelCapabilities, { seed, extras }: Parameters) => {
  const shot = choiceOf(model.extras, extras, 'shot_type');
  return {
    prompt_extend: flagOf(model.extras, extras, 'prompt_extend', true),
    watermark: flagOf(model.extras, extras, 'watermark', false),
    ...(model.hasSeed && seed !== null ? { seed: seedOf31Bits(seed) } : {}),
    ...(shot ? { shot_type: shot } : {}),
  };
};

const imageBody = async (
  model: ModelCapabilities,
  { parameters, references }: SubmitRequest,
  dialect: Dialect
) => {
  if (parameters.kind !== 'image') throw new NotSent('This model makes images.');
  const { prompt, size, count } = parameters;
  const basics = { ...common(model, parameters), size: starred(size), n: count };
  if (dialect === 'prompt_image')
    return {
      model: model.id,
      input: { prompt, ...negativeOf(parameters) },
      parameters: basics,
    };
  const pictures = await Promise.all(references.map(urlOf));
  return {
    model: model.id,
    input: {
      messages: [
        { role: 'user', content: [{ text: prompt }, ...pictures.map((image) => ({ image }))] },
      ],
    },
    parameters: { ...basics, ...negativeOf(parameters) },
  };
};

const mediaOf = (references: ResolvedReference[]) =>
  Promise.all(
    references.map(async (reference) => ({ type: reference.role, url: await urlOf(reference) }))
  );

const videoInput = async (dialect: Dialect, references: ResolvedReference[]) => {
  const frame = (role: ResolvedReference['role']) =>
    urlOf(references.find((each) => each.role === role));
  switch (dialect) {
    case 'image_video':
      return { img_url: await frame('first_frame') };
    case 'frames_video':
      return {
        first_frame_url: await frame('first_frame'),
        last_frame_url: await frame('last_frame'),
      };
    case 'media_video':
      return references.length > 0 ? { media: await mediaOf(references) } : {};
    default:
      return {};
  }
};

const pixelsOf = (dialect: Dialect, parameters: VideoParameters) => {
  const { resolution, aspectRatio, references } = parameters;
  if (dialect === 'text_video') {
    const size = videoSizeOf(resolution, aspectRatio);
    if (!size) throw new NotSent(`There is no ${aspectRatio} video at ${resolution}.`);
    return { size: starred(size) };
  }
  const tier = { resolution: resolution.toUpperCase() };
  return dialect === 'media_video' && references.length === 0
    ? { ...tier, ratio: aspectRatio }
    : tier;
};

const videoBody = async (
  model: ModelCapabilities,
  { parameters, references }: SubmitRequest,
  dialect: Dialect,
  base: string
) => {
  if (parameters.kind !== 'video') throw new NotSent('This model makes videos.');
  const pixels = pixelsOf(dialect, parameters);
  const range = model.durationsSeconds;
  // A model with one duration refuses to be told even that one.
  const isFixed = range !== null && range.minimum === range.maximum;
  return {
    model: model.id,
    input: {
      prompt: parameters.prompt,
      ...negativeOf(parameters),
      ...(await videoInput(dialect, references)),
    },
    parameters: {
      ...common(model, parameters),
      ...pixels,
      ...(isFixed ? {} : { duration: parameters.durationSeconds }),
      ...(hasAudioSwitch(model, base) ? { audio: parameters.audio } : {}),
    },
  };
};

/**
 * What is sent, and where to. `base`: the model of the service that this one is like.
 * @throws NotSent
 */
export const requestOf = async (model: ModelCapabilities, base: string, request: SubmitRequest) => {
  const dialect = dialectOf(model, base);
  const build = model.kind === 'image' ? imageBody : videoBody;
  return { path: paths[dialect], body: await build(model, request, dialect, base) };
};

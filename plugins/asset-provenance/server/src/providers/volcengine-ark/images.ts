import type { Adjustment, ModelCapabilities, Parameters } from '../../../../shared';
import { NotSent } from '../../network/service';
import { picturesInOrder } from '../about-references';
import { failureOfAnswer, readReference, readSubmit, refusalIn } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import type { SubmitAnswer, SubmitRequest } from '../contract';
import { choiceOf, flagOf } from '../model-extras';
import { countersOf, sizeOf } from '../read-values';
import { classOfError, failureOf } from './errors';
import type { Pictures } from './schemas';
import { picturesSchema, refusalSchema } from './schemas';
import { SET_SUFFIX } from './seedream';

const DAY_MS = 86_400_000;

const isSet = (model: ModelCapabilities, parameters: Parameters) =>
  model.outputsPerJob > 1 && parameters.count > 1;

const HAN = /\p{Script=Han}/u;
/** How many pictures a set has is decided by the prompt; the number in the request only caps it. */
const setSentence = ({ prompt, count }: Parameters) =>
  HAN.test(prompt) ? `生成一组共${count}张图片。` : `Generate a set of ${count} pictures.`;

export const imageAdjustments = (
  model: ModelCapabilities,
  parameters: Parameters
): Adjustment[] => [
  ...(isSet(model, parameters)
    ? [
        {
          field: 'prompt',
          en: `"${setSentence(parameters)}" is added to the prompt; the model may still make fewer, and they belong together rather than being variants.`,
          zh: `提示词后会追加“${setSentence(parameters)}”；模型仍可能少生成，且各图内容关联，并非同一画面的变体。`,
        },
      ]
    : []),
  ...(parameters.references.length > 1 ? [picturesInOrder] : []),
];

const bodyOf = async (model: ModelCapabilities, { parameters, references }: SubmitRequest) => {
  if (parameters.kind !== 'image') throw new NotSent('This model makes images.');
  const pictures = await Promise.all(references.map(readReference));
  const urls = pictures.map(({ dataUrl }) => dataUrl);
  const format = choiceOf(model.extras, parameters.extras, 'output_format');
  const mode = choiceOf(model.extras, parameters.extras, 'optimize_prompt');
  const asSet = isSet(model, parameters);
  return {
    model: model.id.endsWith(SET_SUFFIX) ? model.id.slice(0, -SET_SUFFIX.length) : model.id,
    prompt: asSet ? `${parameters.prompt}\n${setSentence(parameters)}` : parameters.prompt,
    ...(urls.length > 0 ? { image: urls.length === 1 ? urls[0] : urls } : {}),
    size: parameters.size,
    response_format: 'url',
    watermark: flagOf(model.extras, parameters.extras, 'watermark', false),
    ...(format ? { output_format: format } : {}),
    ...(mode ? { optimize_prompt_options: { mode } } : {}),
    // Left out where it is not wanted: not every model accepts the field, even when it is disabled.
    ...(asSet
      ? {
          sequential_image_generation: 'auto',
          sequential_image_generation_options: { max_images: parameters.count },
        }
      : {}),
  };
};

/** Nothing was made, and nothing is billed: the provider bills pictures that it made. */
const noPicture = (answer: ProviderAnswer, { data, usage }: Pictures): SubmitAnswer => {
  const error = data.find((each) => each.error)?.error ?? {};
  return {
    kind: 'refused',
    failure: failureOfAnswer(answer, 'submit', {
      class: classOfError(error) ?? 'upstream',
      code: error.code,
      message: error.message ?? 'The provider answered without a picture and without a reason.',
      billed: error.code || usage?.['generated_images'] === 0 ? 'no' : 'unknown',
    }),
  };
};

const finished = (answer: ProviderAnswer): SubmitAnswer => {
  const refusal = refusalSchema.safeParse(answer.json);
  if (refusal.success && refusal.data.error.code)
    return { kind: 'refused', failure: failureOf(answer, 'submit') };
  const pictures = readSubmit(picturesSchema, answer);
  const madeAt = pictures.created ? pictures.created * 1000 : Date.now();
  const results = pictures.data.flatMap(({ url }) =>
    url ? [{ url, expiresAt: new Date(madeAt + DAY_MS).toISOString(), seed: null }] : []
  );
  if (results.length === 0) return noPicture(answer, pictures);
  const size = sizeOf(pictures.data.find(({ url }) => url)?.size);
  return {
    kind: 'finished',
    providerTaskId: null,
    results,
    effective: {
      ...(pictures.model ? { modelVersion: pictures.model } : {}),
      ...(size ? { size } : {}),
    },
    cost: null,
    usage: countersOf(pictures.usage),
  };
};

/** Seedream answers with the pictures themselves. */
export const submitImage = async (
  { http }: Connection,
  apiPath: string,
  model: ModelCapabilities,
  request: SubmitRequest
): Promise<SubmitAnswer> => {
  const answer = await http.send({
    method: 'POST',
    path: `${apiPath}/images/generations`,
    json: await bodyOf(model, request),
    timeoutSeconds: request.timeoutSeconds,
  });
  return refusalIn(answer, failureOf) ?? finished(answer);
};

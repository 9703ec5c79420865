import type { Adjustment, ImageParameters, Parameters } from '../../../../shared';
import { maskProblems, picturesAlike } from '../about-references';
import { readSubmit, refusalIn, refusedHere } from '../answers';
import { bearer } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { failure } from '../contract';
import type { Adapter, AdapterDefinition, PollAnswer, SubmitAnswer } from '../contract';
import { extrasProblems } from '../model-extras';
import { modelOf } from '../models';
import { own, sizeOf } from '../read-values';
import { testByGet } from './connection-test';
import { refusalOf } from './errors';
import { openaiImagesEvidence } from './evidence';
import { openaiImageModels } from './models';
import { apiPath } from './paths';
import { ONLY_EDITS, ONLY_GENERATIONS, imageRequest } from './request';
import { flatUsage, imagesSchema } from './schemas';

/** Four large pictures in base64 fit; an answer beyond that is not read. */
export const MAX_ANSWER_BYTES = 200_000_000;

const adjustmentsOf = (parameters: Parameters): Adjustment[] => {
  const hasPictures = parameters.references.length > 0;
  const dropped = (hasPictures ? ONLY_GENERATIONS : ONLY_EDITS).filter(
    (name) => own(parameters.extras, name) !== undefined
  );
  const roles = parameters.references.filter(({ role }) => role !== 'mask');
  const hidden = roles.some(({ role }) => role !== 'subject');
  return [
    ...dropped.map((name) => ({
      field: `extras.${name}`,
      en: `"${name}" is not sent: it does not apply ${hasPictures ? 'with' : 'without'} reference pictures.`,
      zh: `不发送“${name}”：${hasPictures ? '有' : '无'}参考图时不适用。`,
    })),
    ...(hidden ? [picturesAlike] : []),
  ];
};

const readImages = (answer: ProviderAnswer, { extras }: ImageParameters): SubmitAnswer => {
  const { data, output_format: format, usage, ...told } = readSubmit(imagesSchema, answer);
  const size = sizeOf(told.size);
  const type = `image/${format ?? String(extras.output_format ?? 'png')}`;
  const results = data.flatMap(({ b64_json: base64, url }) => {
    const address = base64 ? `data:${type};base64,${base64}` : url;
    return address ? [{ url: address, expiresAt: null, seed: null }] : [];
  });
  if (results.length === 0) {
    return {
      kind: 'refused',
      failure: failure('upstream', 'submit', {
        message: 'OpenAI answered without a picture and without a reason.',
        httpStatus: answer.status,
      }),
    };
  }
  const revised = data.find((each) => each.revised_prompt)?.revised_prompt;
  return {
    kind: 'finished',
    // OpenAI keeps no job; this is what its support asks for.
    providerTaskId: answer.headers['x-request-id'] ?? null,
    results,
    effective: {
      ...(size ? { size } : {}),
      ...(revised ? { revisedPrompt: revised } : {}),
    },
    cost: null,
    usage: usage ? flatUsage(usage) : null,
  };
};

/** What is left of a synchronous job whose answer is gone. */
export const nothingToAsk = (name: string): PollAnswer => ({
  kind: 'failed',
  failure: failure('upstream', 'poll', {
    message: `${name} gives pictures only in the answer itself; they cannot be fetched later.`,
  }),
});

const createOpenaiImages = (connection: Connection): Adapter => {
  const { http, baseUrl, models } = connection;

  return {
    models,
    cancelAbility: 'never',
    checkExtras: (modelId, parameters) => [
      ...extrasProblems(modelOf(connection, modelId).extras, parameters.extras),
      ...maskProblems(parameters),
    ],
    adjustmentsOf: (_modelId, parameters) => adjustmentsOf(parameters),

    submit: async (request) => {
      const { parameters, timeoutSeconds } = request;
      if (parameters.kind !== 'image') return refusedHere('These models make pictures only.');
      const { path, ...body } = await imageRequest(
        { ...request, parameters },
        modelOf(connection, request.modelId).extras
      );
      const answer = await http.send({
        method: 'POST',
        path: apiPath(baseUrl, path),
        ...body,
        timeoutSeconds,
        maxBytes: MAX_ANSWER_BYTES,
      });
      return refusalIn(answer, refusalOf) ?? readImages(answer, parameters);
    },

    poll: async () => nothingToAsk('OpenAI'),
    open: (url, signal) => http.download(url, signal),
    testConnection: () => testByGet({ en: 'OpenAI', zh: 'OpenAI' }, connection, '/v1/models', true),
  };
};

/** OpenAI's image endpoints: synchronous, the pictures come with the answer. */
export const openaiImagesDefinition: AdapterDefinition = {
  id: 'openai-images',
  name: 'OpenAI Images',
  defaultBaseUrl: 'https://api.openai.com',
  needs: ['apiKey'],
  authorise: bearer,
  models: openaiImageModels,
  presets: [],
  deadlines: { submit: 300, result: 600 },
  evidence: openaiImagesEvidence,
  create: createOpenaiImages,
};

import type {
  Adjustment,
  ImageParameters,
  ModelCapabilities,
  Parameters,
} from '../../../../shared';
import { isUnclearStatus, readSubmit, unclear } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import { failure } from '../contract';
import type { Adapter, AdapterDefinition, PollAnswer, SubmitAnswer } from '../contract';
import { droppedExtras, extrasProblems } from '../model-extras';
import { testByGet } from './connection-test';
import { refusalOf } from './errors';
import { openaiImagesEvidence } from './evidence';
import { openaiImageModels } from './models';
import { apiPath } from './paths';
import { ONLY_EDITS, ONLY_GENERATIONS, imageRequest } from './request';
import { flatUsage, imagesSchema } from './schemas';

/** Four large pictures in base64 fit; an answer beyond that is not read. */
export const MAX_ANSWER_BYTES = 200_000_000;

const adjustmentsOf = (
  model: ModelCapabilities | undefined,
  parameters: Parameters
): Adjustment[] => {
  const hasPictures = parameters.references.length > 0;
  const dropped = (hasPictures ? ONLY_GENERATIONS : ONLY_EDITS).filter(
    (name) => name in parameters.extras
  );
  const roles = parameters.references.filter(({ role }) => role !== 'mask');
  const hidden = roles.some(({ role }) => role !== 'subject');
  return [
    ...droppedExtras(model?.extras ?? {}, parameters.extras),
    ...dropped.map((name) => ({
      field: `extras.${name}`,
      en: `"${name}" is not sent: it does not apply ${hasPictures ? 'with' : 'without'} reference pictures.`,
      zh: `不发送“${name}”：${hasPictures ? '有' : '无'}参考图时不适用。`,
    })),
    ...(hidden
      ? [
          {
            field: 'references',
            en: 'All reference pictures are sent alike, without their roles: say in the prompt what each is for.',
            zh: '所有参考图一并发送，不带角色：请在提示词中说明各自用途。',
          },
        ]
      : []),
  ];
};

const readImages = (answer: ProviderAnswer, { extras }: ImageParameters): SubmitAnswer => {
  const { data, size, output_format: format, usage } = readSubmit(imagesSchema, answer);
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
      ...(size && /^\d+x\d+$/.test(size) ? { size } : {}),
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

const refused = (message: string): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', { message, billed: 'no' }),
});

const createOpenaiImages = (connection: Connection): Adapter => {
  const { http, baseUrl, models } = connection;
  const modelOf = (modelId: string) => models.find(({ id }) => id === modelId);

  return {
    models,
    cancelAbility: 'never',
    checkExtras: (parameters) => extrasProblems(models, parameters),
    adjustmentsOf: (modelId, parameters) => adjustmentsOf(modelOf(modelId), parameters),

    submit: async (request) => {
      const { parameters, references, timeoutSeconds } = request;
      if (parameters.kind !== 'image') return refused('These models make pictures only.');
      if (references.length > 0 && references.every(({ role }) => role === 'mask'))
        return refused('A mask needs a picture that it belongs to. Add one.');
      const { path, ...body } = await imageRequest(
        { ...request, parameters },
        modelOf(request.modelId)?.extras ?? {}
      );
      const answer = await http.send({
        method: 'POST',
        path: apiPath(baseUrl, path),
        ...body,
        timeoutSeconds,
        maxBytes: MAX_ANSWER_BYTES,
      });
      // A 408 comes from a server that gave up waiting; the work behind it may go on.
      if (isUnclearStatus(answer) || answer.status === 408)
        return unclear(answer, 'OpenAI failed after the request was sent');
      if (answer.status >= 400) return { kind: 'refused', failure: refusalOf(answer) };
      return readImages(answer, parameters);
    },

    poll: async () => nothingToAsk('OpenAI'),
    open: (url, signal) => http.download(url, signal),
    testConnection: () => testByGet(connection, '/v1/models', true),
  };
};

/** OpenAI's image endpoints: synchronous, the pictures come with the answer. */
export const openaiImagesDefinition: AdapterDefinition = {
  id: 'openai-images',
  name: 'OpenAI Images',
  defaultBaseUrl: 'https://api.openai.com',
  needs: ['apiKey'],
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey ?? ''}` }),
  models: openaiImageModels,
  presets: [],
  deadlines: { submit: 300, result: 600 },
  evidence: openaiImagesEvidence,
  create: createOpenaiImages,
};

import type { Connection, ProviderAnswer } from '../connection';
import { isUnclearStatus, readPoll, readSubmit, unclear } from '../answers';
import { ProviderError, failure } from '../contract';
import type { Adapter, AdapterDefinition, ConnectionTest, SubmitAnswer } from '../contract';
import { formFor, impossibilityOf, inputOf, tableAdjustments } from '../input-table';
import { extrasProblems } from '../model-extras';
import { createSecret, readCallback } from './callback';
import { failureOf } from './errors';
import { replicateEvidence } from './evidence';
import { replicateImageModels } from './image-models';
import { findByWebhook } from './look-up';
import { answerOf } from './reading';
import { sendReferences } from './references';
import { accountSchema, optionsSchema, predictionSchema } from './schemas';
import { replicateVideoModels } from './video-models';

const catalogue = [...replicateImageModels, ...replicateVideoModels];

const refusedHere = (message: string): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', { message, billed: 'no' }),
});

/** Predictions are never deleted, but only the account that made one sees it. */
const notOurs = (answer: ProviderAnswer) =>
  new ProviderError(
    failure('authentication', 'poll', {
      message:
        'Replicate does not know this prediction: it shows one only to the account that made it. Check whether the token is still one of that account.',
      httpStatus: answer.status,
      retryable: true,
    })
  );

const connectionTestOf = (answer: ProviderAnswer): ConnectionTest => {
  const account = accountSchema.safeParse(answer.json);
  if (answer.status === 200 && account.success) {
    const { type, username } = account.data;
    return {
      isOk: true,
      en: `Reached, and the token is valid: ${type} "${username}". Whether there is credit is not told.`,
      zh: `已连通，令牌有效：${username}（${type}）。无法得知余额。`,
    };
  }
  if (answer.status === 401 || answer.status === 403)
    return {
      isOk: false,
      en: `Replicate refused the token (HTTP ${answer.status}). Make a new one at replicate.com/account/api-tokens and set it as apiKey.`,
      zh: `Replicate 拒绝了令牌（HTTP ${answer.status}）。请在 replicate.com/account/api-tokens 新建令牌并设为 apiKey。`,
    };
  return {
    isOk: false,
    en: `This address does not answer as Replicate does (HTTP ${answer.status}). Check baseUrl; if it is right, try again later.`,
    zh: `该地址的应答与 Replicate 不符（HTTP ${answer.status}）。请检查 baseUrl；若无误请稍后再试。`,
  };
};

const createReplicate = ({
  providerId,
  http,
  baseUrl,
  models,
  options,
  webhookSecret,
  baseModelOf = (modelId) => modelId,
}: Connection): Adapter => {
  const given = optionsSchema.safeParse(options);
  if (!given.success)
    throw new Error(`providers.${providerId}.options: ${given.error.issues[0]?.message ?? ''}`);
  const { versions } = given.data;
  // People give the address with and without the version of the API.
  const root = baseUrl.endsWith('/v1') ? '' : '/v1';
  // Replicate calls HTTPS addresses only; a proxy of it in one's own network may call others.
  const canCall = (url: string) => url.startsWith('https:') || baseUrl.startsWith('http:');
  const secret = createSecret(http, `${root}/webhooks/default/secret`, webhookSecret);

  const entryOf = (modelId: string) => {
    const base = baseModelOf(modelId);
    const entry = catalogue.find(({ capabilities }) => capabilities.id === base);
    const capabilities = models.find(({ id }) => id === modelId);
    return entry && capabilities ? { ...entry, capabilities } : null;
  };

  const readAccepted = (answer: ProviderAnswer): SubmitAnswer => {
    // A 408 comes from a server that gave up waiting; the work behind it may go on.
    if (isUnclearStatus(answer) || answer.status === 408)
      return unclear(answer, 'Replicate failed after the request was sent');
    if (answer.status >= 400) return { kind: 'refused', failure: failureOf(answer, 'submit') };
    return { kind: 'accepted', providerTaskId: readSubmit(predictionSchema, answer).id };
  };

  const pathOf = (providerTaskId: string) =>
    `${root}/predictions/${encodeURIComponent(providerTaskId)}`;

  return {
    models,
    cancelAbility: 'any_time',
    checkExtras: (parameters) => extrasProblems(models, parameters),
    adjustmentsOf: (modelId, parameters) => {
      const entry = entryOf(modelId);
      return entry ? tableAdjustments(entry, parameters) : [];
    },

    submit: async ({ modelId, parameters, references, callbackUrl, timeoutSeconds }) => {
      const entry = entryOf(modelId);
      if (!entry) return refusedHere(`The model "${modelId}" is not one of this provider.`);
      const form = formFor(entry, references);
      const impossibility = impossibilityOf(form, parameters, references);
      if (impossibility || !form) return refusedHere(impossibility ?? '');
      const sent = await sendReferences(http, `${root}/files`, references);
      const version = versions[modelId];
      const answer = await http.send({
        method: 'POST',
        path: version ? `${root}/predictions` : `${root}/models/${modelId}/predictions`,
        json: {
          ...(version ? { version } : {}),
          input: inputOf(form, parameters, sent, entry.capabilities.extras),
          ...(callbackUrl && canCall(callbackUrl)
            ? { webhook: callbackUrl, webhook_events_filter: ['completed'] }
            : {}),
        },
        timeoutSeconds,
      });
      return readAccepted(answer);
    },

    poll: async ({ providerTaskId }) => {
      const answer = await http.send({ method: 'GET', path: pathOf(providerTaskId) });
      if (answer.status === 404) throw notOurs(answer);
      if (answer.status !== 200) throw new ProviderError(failureOf(answer, 'poll'));
      return answerOf(readPoll(predictionSchema, answer));
    },

    open: (url, signal) => http.download(url, signal),

    cancel: async ({ providerTaskId }) => {
      const answer = await http.send({ method: 'POST', path: `${pathOf(providerTaskId)}/cancel` });
      if (answer.status >= 400) throw new ProviderError(failureOf(answer, 'poll'));
    },

    lookUp: ({ callbackUrl }, submittedAt) =>
      findByWebhook(http, `${root}/predictions`, callbackUrl, submittedAt),

    readCallback: (callback) => readCallback(callback, secret),
    testConnection: async () =>
      connectionTestOf(await http.send({ method: 'GET', path: `${root}/account` })),
  };
};

export const replicateDefinition: AdapterDefinition = {
  id: 'replicate',
  name: 'Replicate',
  defaultBaseUrl: 'https://api.replicate.com',
  needs: ['apiKey'],
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey ?? ''}` }),
  models: catalogue.map(({ capabilities }) => capabilities),
  presets: [],
  // Predictions end by themselves after 30 minutes of work; before that they may wait.
  deadlines: { submit: 60, result: 3600 },
  evidence: replicateEvidence,
  create: createReplicate,
};

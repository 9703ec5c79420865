import { readPoll, readSubmit, refusalIn } from '../answers';
import { bearer, readOptions, versionPath } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { ProviderError, failure } from '../contract';
import type { Adapter, AdapterDefinition, ConnectionTest } from '../contract';
import { createTable } from '../input-table';
import { own } from '../read-values';
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

const readTest = (answer: ProviderAnswer): ConnectionTest => {
  const account = answer.status === 200 ? accountSchema.safeParse(answer.json).data : undefined;
  return connectionTestOf(answer, {
    name: { en: 'Replicate', zh: 'Replicate' },
    passed: account
      ? {
          en: `Reached, and the token is valid: ${account.type} "${account.username}". Whether there is credit is not told.`,
          zh: `已连通，令牌有效：${account.username}（${account.type}）。无法得知余额。`,
        }
      : null,
    aboutKey: {
      en: 'Make a new token at replicate.com/account/api-tokens and set it as apiKey.',
      zh: '请在 replicate.com/account/api-tokens 新建令牌并设为 apiKey。',
    },
  });
};

const createReplicate = (connection: Connection): Adapter => {
  const { providerId, http, baseUrl, models, webhookSecret } = connection;
  const { versions } = readOptions(optionsSchema, connection.options, providerId);
  const table = createTable(catalogue, connection);
  const root = versionPath(baseUrl, '/v1');
  // Replicate calls HTTPS addresses only; a proxy of it in one's own network may call others.
  const canCall = (url: string) => url.startsWith('https:') || baseUrl.startsWith('http:');
  const secret = createSecret(http, `${root}/webhooks/default/secret`, webhookSecret);

  const pathOf = (providerTaskId: string) =>
    `${root}/predictions/${encodeURIComponent(providerTaskId)}`;

  return {
    models,
    cancelAbility: 'any_time',
    checkExtras: table.checkExtras,
    adjustmentsOf: table.adjustmentsOf,

    submit: async ({ modelId, parameters, references, callbackUrl, timeoutSeconds }) => {
      const sent = await sendReferences(http, `${root}/files`, references);
      const { input } = table.requestOf(modelId, parameters, sent);
      const version = own(versions, modelId);
      const answer = await http.send({
        method: 'POST',
        path: version ? `${root}/predictions` : `${root}/models/${modelId}/predictions`,
        json: {
          ...(version ? { version } : {}),
          input,
          ...(callbackUrl && canCall(callbackUrl)
            ? { webhook: callbackUrl, webhook_events_filter: ['completed'] }
            : {}),
        },
        timeoutSeconds,
      });
      const refusal = refusalIn(answer, failureOf);
      if (refusal) return refusal;
      return { kind: 'accepted', providerTaskId: readSubmit(predictionSchema, answer).id };
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
      readTest(await http.send({ method: 'GET', path: `${root}/account` })),
  };
};

export const replicateDefinition: AdapterDefinition = {
  id: 'replicate',
  name: 'Replicate',
  defaultBaseUrl: 'https://api.replicate.com',
  needs: ['apiKey'],
  authorise: bearer,
  models: catalogue.map(({ capabilities }) => capabilities),
  presets: [],
  // Predictions end by themselves after 30 minutes of work; before that they may wait.
  deadlines: { submit: 60, result: 3600 },
  evidence: replicateEvidence,
  create: createReplicate,
};

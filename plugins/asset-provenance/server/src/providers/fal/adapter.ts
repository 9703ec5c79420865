import { askAgain, lostJob, readPoll, readReference, readSubmit, refusalIn } from '../answers';
import { readOptions } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { ProviderError } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  ConnectionTest,
  JobHandle,
  PollAnswer,
} from '../contract';
import { createTable } from '../input-table';
import { applicationOf, createAddresses } from './addresses';
import { readCallback } from './callback';
import { CANCELLED, failureOf, troubleIn } from './errors';
import { falEvidence } from './evidence';
import { falImageModels } from './image-models';
import { createKeys } from './jwks';
import { answerOf, usageOf } from './reading';
import { acceptedSchema, optionsSchema, resultSchema, statusSchema } from './schemas';
import type { QueueStatus } from './schemas';
import { falVideoModels } from './video-models';

const catalogue = [...falImageModels, ...falVideoModels];

/** A request that was taken a moment ago may not be found yet; milliseconds. */
const SETTLING = 60_000;
/** These are about the asking, not about the request. */
const PASSING = new Set([401, 402, 403, 408, 429]);
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';

const readTest = (answer: ProviderAnswer): ConnectionTest => {
  const { status } = answer;
  const isRefused = status === 401 || status === 403;
  const isTrouble = status >= 500 || (status >= 300 && status < 400) || status === 429;
  return connectionTestOf(answer, {
    name: { en: 'fal', zh: 'fal' },
    passed:
      isRefused || isTrouble
        ? null
        : {
            en: 'Reached, and the key was not refused. Whether there is credit is not told.',
            zh: '已连通，密钥未被拒绝。无法得知余额。',
          },
    aboutKey: {
      en: 'Check apiKey at fal.ai/dashboard/keys; a locked account is refused as well.',
      zh: '请在 fal.ai/dashboard/keys 检查 apiKey；账户被锁定时也会被拒绝。',
    },
  });
};

const gone = (answer: ProviderAnswer): PollAnswer =>
  lostJob(answer, 'fal does not know this request, or no longer keeps its result.');

const createFal = (connection: Connection): Adapter => {
  const { providerId, http, baseUrl, models, options } = connection;
  const { jwksUrl } = readOptions(optionsSchema, options, providerId);
  const addresses = createAddresses(baseUrl);
  const keys = createKeys(http, jwksUrl);
  const table = createTable(catalogue, connection);

  /** The end of a request that the queue calls complete; a transient answer is asked for again. */
  const readEnd = (answer: ProviderAnswer, job: JobHandle, status: QueueStatus): PollAnswer => {
    if (answer.status === 200) {
      const result = readPoll(resultSchema, answer);
      return answerOf(result, job.parameters.prompt, usageOf(answer.headers, status));
    }
    if (answer.status === 202) return { kind: 'processing', progress: null, pollAfter: null };
    const trouble = troubleIn(answer.json, answer.headers);
    if (trouble.type === CANCELLED || status.error_type === CANCELLED) return { kind: 'cancelled' };
    if (answer.status === 404) return gone(answer);
    const why = failureOf(answer, 'poll');
    const isOurs = PASSING.has(answer.status) || answer.status < 400;
    const isTheirEnd =
      answer.status < 500 || trouble.isOfModel || Boolean(status.error ?? status.error_type);
    if (isOurs || !isTheirEnd) throw askAgain(why);
    return { kind: 'failed', failure: { ...why, retryable: false } };
  };

  return {
    models,
    cancelAbility: 'any_time',
    checkExtras: table.checkExtras,
    adjustmentsOf: table.adjustmentsOf,

    submit: async ({ modelId, parameters, references, callbackUrl, timeoutSeconds }) => {
      const sent = await Promise.all(
        references.map(async (reference) => ({
          role: reference.role,
          url: (await readReference(reference)).dataUrl,
        }))
      );
      const { path, input } = table.requestOf(modelId, parameters, sent);
      const query = callbackUrl ? `?fal_webhook=${encodeURIComponent(callbackUrl)}` : '';
      const answer = await http.send({
        method: 'POST',
        path: `/${modelId}${path}${query}`,
        json: input,
        timeoutSeconds,
      });
      const refusal = refusalIn(answer, failureOf);
      if (refusal) return refusal;
      const accepted = readSubmit(acceptedSchema, answer);
      return {
        kind: 'accepted',
        providerTaskId: accepted.request_id,
        reference: addresses.toKeep(accepted),
      };
    },

    poll: async (job) => {
      const { status: statusUrl, response } = addresses.of(job);
      const answer = await http.send({ method: 'GET', path: statusUrl });
      if (answer.status === 404) {
        // A request that is taken out of the queue is not found any more.
        if (job.cancelRequestedAt) return { kind: 'cancelled' };
        if (Date.now() - Date.parse(job.submittedAt) > SETTLING) return gone(answer);
        throw askAgain(failureOf(answer, 'poll'));
      }
      if (answer.status !== 200 && answer.status !== 202) throw askAgain(failureOf(answer, 'poll'));
      const status = readPoll(statusSchema, answer);
      if (status.status === 'IN_QUEUE') return { kind: 'queued', progress: null, pollAfter: null };
      // COMPLETED says that the work has ended, and not how.
      if (status.status === 'COMPLETED')
        return readEnd(await http.send({ method: 'GET', path: response }), job, status);
      return { kind: 'processing', progress: null, pollAfter: null };
    },

    open: (url, signal) => http.download(url, signal),

    cancel: async (job) => {
      const answer = await http.send({ method: 'PUT', path: addresses.of(job).cancel });
      // 400 says that it has ended already, 404 that it is gone: the next poll tells how.
      const isDone = answer.status < 300 || answer.status === 400 || answer.status === 404;
      if (!isDone) throw new ProviderError(failureOf(answer, 'poll'));
    },

    readCallback: (callback) => readCallback(callback, keys),

    // The queue has no address for the key alone: nobody has this request, so that a good key ends
    // in "not found".
    testConnection: async () => {
      const application = applicationOf(models[0]?.id ?? 'fal-ai/flux');
      const path = `/${application}/requests/${NO_REQUEST}/status`;
      return readTest(await http.send({ method: 'GET', path }));
    },
  };
};

export const falDefinition: AdapterDefinition = {
  id: 'fal',
  name: 'fal',
  defaultBaseUrl: 'https://queue.fal.run',
  needs: ['apiKey'],
  authorise: ({ apiKey }) => ({ authorization: `Key ${apiKey ?? ''}` }),
  models: catalogue.map(({ capabilities }) => capabilities),
  presets: [],
  deadlines: { submit: 60, result: 3600 },
  evidence: falEvidence,
  create: createFal,
};

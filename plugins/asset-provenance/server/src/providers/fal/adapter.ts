import type { Connection, ProviderAnswer } from '../connection';
import { isUnclearStatus, readPoll, readReference, readSubmit, unclear } from '../answers';
import { ProviderError, failure } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  ConnectionTest,
  JobHandle,
  PollAnswer,
  SubmitAnswer,
} from '../contract';
import { formFor, impossibilityOf, inputOf, tableAdjustments } from '../input-table';
import { extrasProblems } from '../model-extras';
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

const refusedHere = (message: string): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', { message, billed: 'no' }),
});

const connectionTestOf = ({ status }: ProviderAnswer): ConnectionTest => {
  if (status === 401 || status === 403)
    return {
      isOk: false,
      en: `fal refused the key (HTTP ${status}). Check apiKey at fal.ai/dashboard/keys; a locked account is refused as well.`,
      zh: `fal 拒绝了密钥（HTTP ${status}）。请在 fal.ai/dashboard/keys 检查 apiKey；账户被锁定时也会被拒绝。`,
    };
  if (status >= 500 || (status >= 300 && status < 400) || status === 429)
    return {
      isOk: false,
      en: `The queue answered HTTP ${status}. Try again later; if it stays so, check baseUrl.`,
      zh: `队列返回 HTTP ${status}。请稍后重试；若持续如此，请检查 baseUrl。`,
    };
  return {
    isOk: true,
    en: 'Reached, and the key was not refused. Whether there is credit is not told.',
    zh: '已连通，密钥未被拒绝。无法得知余额。',
  };
};

const gone = (answer: ProviderAnswer): PollAnswer => ({
  kind: 'failed',
  failure: failure('upstream', 'poll', {
    message: 'fal does not know this request, or no longer keeps its result.',
    httpStatus: answer.status,
  }),
});

const createFal = ({
  providerId,
  http,
  baseUrl,
  models,
  options,
  baseModelOf = (modelId) => modelId,
}: Connection): Adapter => {
  const given = optionsSchema.safeParse(options);
  if (!given.success)
    throw new Error(`providers.${providerId}.options: ${given.error.issues[0]?.message ?? ''}`);
  const addresses = createAddresses(baseUrl);
  const keys = createKeys(http, given.data.jwksUrl);
  /** Asked to stop since the last poll: a request taken out of the queue is not found any more. */
  const stopping = new Set<string>();

  const entryOf = (modelId: string) => {
    const base = baseModelOf(modelId);
    const entry = catalogue.find(({ capabilities }) => capabilities.id === base);
    const capabilities = models.find(({ id }) => id === modelId);
    return entry && capabilities ? { ...entry, capabilities } : null;
  };

  const readAccepted = (answer: ProviderAnswer): SubmitAnswer => {
    // A 408 comes from a server that gave up waiting; the work behind it may go on.
    if (isUnclearStatus(answer) || answer.status === 408)
      return unclear(answer, 'fal failed after the request was sent');
    if (answer.status >= 400) return { kind: 'refused', failure: failureOf(answer, 'submit') };
    const accepted = readSubmit(acceptedSchema, answer);
    return {
      kind: 'accepted',
      providerTaskId: accepted.request_id,
      reference: addresses.toKeep(accepted),
    };
  };

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
    if (isOurs || !isTheirEnd) throw new ProviderError({ ...why, retryable: true });
    return { kind: 'failed', failure: { ...why, retryable: false } };
  };

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
      const sent = await Promise.all(
        references.map(async (reference) => ({
          role: reference.role,
          url: (await readReference(reference)).dataUrl,
        }))
      );
      const query = callbackUrl ? `?fal_webhook=${encodeURIComponent(callbackUrl)}` : '';
      const answer = await http.send({
        method: 'POST',
        path: `/${modelId}${form.path}${query}`,
        json: inputOf(form, parameters, sent, entry.capabilities.extras),
        timeoutSeconds,
      });
      return readAccepted(answer);
    },

    poll: async (job) => {
      const { status: statusUrl, response } = addresses.of(job);
      const wasStopping = stopping.delete(job.providerTaskId);
      const answer = await http.send({ method: 'GET', path: statusUrl });
      if (answer.status === 404) {
        if (wasStopping) return { kind: 'cancelled' };
        if (Date.now() - Date.parse(job.submittedAt) > SETTLING) return gone(answer);
        throw new ProviderError({ ...failureOf(answer, 'poll'), retryable: true });
      }
      if (answer.status !== 200 && answer.status !== 202)
        throw new ProviderError({ ...failureOf(answer, 'poll'), retryable: true });
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
      if (answer.status < 300 || answer.status === 404) stopping.add(job.providerTaskId);
      // 400 says that it has ended already: the next poll tells how.
      else if (answer.status !== 400) throw new ProviderError(failureOf(answer, 'poll'));
    },

    readCallback: (callback) => readCallback(callback, keys),

    // The queue has no address for the key alone: nobody has this request, so that a good key ends
    // in "not found".
    testConnection: async () => {
      const application = applicationOf(models[0]?.id ?? 'fal-ai/flux');
      const path = `/${application}/requests/${NO_REQUEST}/status`;
      return connectionTestOf(await http.send({ method: 'GET', path }));
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

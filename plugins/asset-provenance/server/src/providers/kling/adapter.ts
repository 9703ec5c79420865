import type {
  Adapter,
  AdapterDefinition,
  LookUpAnswer,
  PollAnswer,
  SubmitAnswer,
} from '../contract';
import { ProviderError, failure } from '../contract';
import { isUnclearStatus, readPoll, readSubmit, unclear } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import { assertWebhookSecret, readCallback } from './callback';
import { codeOf, failureOf, isRefusal, isTakenBefore, isUnknownTask } from './errors';
import { evidence } from './evidence';
import { klingModels } from './models';
import { answerOf } from './reading';
import { TooLarge, adjustmentsOf, bodyOf, checkExtras, impossibilityOf, pathOf } from './request';
import { acceptedSchema } from './schemas';
import { testConnection } from './test-connection';
import { authorise } from './token';

const refusedHere = (message: string): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', { message, billed: 'no' }),
});

const gone = (answer: ProviderAnswer): PollAnswer => ({
  kind: 'failed',
  failure: failure('upstream', 'poll', {
    message:
      'Kling no longer knows this task: it keeps tasks for 30 days, and only for the account that made them.',
    httpStatus: answer.status,
    providerCode: codeOf(answer)?.toString() ?? null,
  }),
});

const createKling = (connection: Connection): Adapter => {
  const { http, models, secretKey, webhookSecret } = connection;
  assertWebhookSecret(connection);
  const hasSecretKey = secretKey !== null;
  const modelOf = (modelId: string) => models.find(({ id }) => id === modelId);

  /** Of the poll and not of the task: it is asked again. */
  const trouble = (answer: ProviderAnswer) =>
    new ProviderError({ ...failureOf(answer, 'poll', hasSecretKey), retryable: true });

  const readAccepted = (answer: ProviderAnswer): SubmitAnswer => {
    const code = codeOf(answer);
    if (isTakenBefore(answer)) return unclear(answer, 'Kling already has a task with this key');
    if (code !== null && isRefusal(code))
      return { kind: 'refused', failure: failureOf(answer, 'submit', hasSecretKey) };
    if (isUnclearStatus(answer)) return unclear(answer, 'Kling failed while it took the request');
    if (answer.status >= 400)
      return { kind: 'refused', failure: failureOf(answer, 'submit', hasSecretKey) };
    const { data } = readSubmit(acceptedSchema, answer);
    return { kind: 'accepted', providerTaskId: data.task_id };
  };

  return {
    models,
    // Kling publishes no way to stop a task.
    cancelAbility: 'never',
    checkExtras: (parameters) => checkExtras(models, parameters),
    adjustmentsOf: (modelId, parameters) => adjustmentsOf(modelOf(modelId), parameters),

    submit: async (request) => {
      const impossibility = impossibilityOf(request);
      if (impossibility) return refusedHere(impossibility);
      let body: Record<string, unknown>;
      try {
        body = await bodyOf(request, modelOf(request.modelId));
      } catch (error) {
        if (error instanceof TooLarge) return refusedHere(error.message);
        throw error;
      }
      const answer = await http.send({
        method: 'POST',
        path: pathOf(request.parameters),
        json: body,
        timeoutSeconds: request.timeoutSeconds,
      });
      return readAccepted(answer);
    },

    poll: async ({ providerTaskId, parameters }) => {
      const answer = await http.send({
        method: 'GET',
        path: `${pathOf(parameters)}/${encodeURIComponent(providerTaskId)}`,
      });
      if (isUnknownTask(answer)) return gone(answer);
      if (answer.status !== 200 || codeOf(answer) !== null) throw trouble(answer);
      return answerOf(readPoll(acceptedSchema, answer).data);
    },

    open: (url, signal) => http.download(url, signal),

    lookUp: async ({ clientKey, parameters }): Promise<LookUpAnswer> => {
      const answer = await http.send({
        method: 'GET',
        path: `${pathOf(parameters)}/${encodeURIComponent(clientKey)}`,
      });
      const found = acceptedSchema.safeParse(answer.json);
      // Nothing published says how soon a new task can be found: not found is not "not there".
      if (!found.success) return { kind: 'unknown' };
      const { task_id: providerTaskId, task_info: info } = found.data.data;
      const isOurs = !info?.external_task_id || info.external_task_id === clientKey;
      return isOurs ? { kind: 'accepted', providerTaskId } : { kind: 'unknown' };
    },

    readCallback: async (callback) => readCallback(callback, webhookSecret),
    testConnection: () => testConnection(http, hasSecretKey),
  };
};

export const klingDefinition: AdapterDefinition = {
  id: 'kling',
  name: 'Kling',
  defaultBaseUrl: 'https://api-singapore.klingai.com',
  needs: ['apiKey'],
  authorise,
  models: klingModels,
  presets: [],
  deadlines: { submit: 60, result: 3600 },
  evidence,
  create: createKling,
};

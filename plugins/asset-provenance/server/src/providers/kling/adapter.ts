import type { FailurePhase } from '../../../../shared';
import type { Adapter, AdapterDefinition, LookUpAnswer, SubmitAnswer } from '../contract';
import {
  askAgain,
  lostJob,
  readPoll,
  readSubmit,
  refusalIn,
  refusedHere,
  unclear,
} from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import { modelOf } from '../models';
import { assertWebhookSecret, readCallback } from './callback';
import { codeOf, failureOf, isRefusal, isTakenBefore, isUnknownTask } from './errors';
import { evidence } from './evidence';
import { klingModels } from './models';
import { answerOf } from './reading';
import { problemsOf } from './problems';
import { UnfitPicture, adjustmentsOf, bodyOf, pathOf } from './request';
import { acceptedSchema } from './schemas';
import { testConnection } from './test-connection';
import { authorise } from './token';

const GONE =
  'Kling no longer knows this task: it keeps tasks for 30 days, and only for the account that made them.';

const createKling = (connection: Connection): Adapter => {
  const { http, models, secretKey, webhookSecret } = connection;
  assertWebhookSecret(connection);
  const hasSecretKey = secretKey !== null;

  const failureIn = (answer: ProviderAnswer, phase: FailurePhase) =>
    failureOf(answer, phase, hasSecretKey);

  const readAccepted = (answer: ProviderAnswer): SubmitAnswer => {
    const code = codeOf(answer);
    if (isTakenBefore(answer)) return unclear(answer, 'Kling already has a task with this key');
    // Its own codes say more than the status does.
    if (code !== null && isRefusal(code))
      return { kind: 'refused', failure: failureIn(answer, 'submit') };
    const refusal = refusalIn(answer, failureIn);
    if (refusal) return refusal;
    const { data } = readSubmit(acceptedSchema, answer);
    return { kind: 'accepted', providerTaskId: data.task_id };
  };

  return {
    models,
    // Kling publishes no way to stop a task.
    cancelAbility: 'never',
    checkExtras: (modelId, parameters) =>
      problemsOf(modelOf(connection, modelId), connection.baseModelOf(modelId), parameters),
    adjustmentsOf: (_modelId, parameters) => adjustmentsOf(parameters),

    submit: async (request) => {
      let body: Record<string, unknown>;
      try {
        body = await bodyOf(request, modelOf(connection, request.modelId));
      } catch (error) {
        if (error instanceof UnfitPicture) return refusedHere(error.message);
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
      if (isUnknownTask(answer)) return lostJob(answer, GONE, String(codeOf(answer)));
      if (answer.status !== 200 || codeOf(answer) !== null)
        throw askAgain(failureIn(answer, 'poll'));
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

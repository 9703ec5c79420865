import type { ConnectionTest } from '../../../../shared';
import { askAgain, readSubmit, refusalIn } from '../answers';
import { bearer, versionPath } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { ProviderError } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  JobHandle,
  SubmitAnswer,
  SubmitRequest,
} from '../contract';
import { modelOf } from '../models';
import { failureOf } from './errors';
import { dashscopeEvidence } from './evidence';
import { imageModels } from './image-models';
import { adjustmentsOf, problemsOf } from './problems';
import { requestOf } from './requests';
import { createdSchema, errorSchema, listSchema } from './schemas';
import { readTask } from './tasks';
import { videoModels } from './video-models';

const submit = async (
  connection: Connection,
  apiPath: string,
  request: SubmitRequest
): Promise<SubmitAnswer> => {
  const model = modelOf(connection, request.modelId);
  const { path, body } = await requestOf(model, connection.baseModelOf(model.id), request);
  const answer = await connection.http.send({
    method: 'POST',
    path: `${apiPath}${path}`,
    headers: { 'x-dashscope-async': 'enable' },
    json: body,
    timeoutSeconds: request.timeoutSeconds,
  });
  const refusal = refusalIn(answer, failureOf);
  if (refusal) return refusal;
  const error = errorSchema.safeParse(answer.json);
  if (error.success && error.data.code && !createdSchema.safeParse(answer.json).success)
    return { kind: 'refused', failure: failureOf(answer, 'submit') };
  return { kind: 'accepted', providerTaskId: readSubmit(createdSchema, answer).output.task_id };
};

/** Works while the task waits; once it runs, the provider says that it cannot be cancelled. */
const cancel = async ({ http }: Connection, taskPath: string): Promise<void> => {
  const answer = await http.send({ method: 'POST', path: `${taskPath}/cancel` });
  const problem = failureOf(answer, 'poll');
  if (answer.status >= 300 && problem.providerCode !== 'UnsupportedOperation')
    throw new ProviderError(problem);
};

const readTest = (answer: ProviderAnswer): ConnectionTest => {
  const list = answer.status === 200 ? listSchema.safeParse(answer.json).data : undefined;
  const total = list?.total ?? 0;
  return connectionTestOf(answer, {
    name: { en: 'DashScope', zh: 'DashScope' },
    passed: list
      ? {
          en: `The key is good; the account has ${total} tasks of the last 24 hours.`,
          zh: `密钥有效；账号近 24 小时内有 ${total} 个任务。`,
        }
      : null,
    failure: failureOf(answer, 'poll'),
    aboutKey: {
      en: 'Keys belong to one region: use one of the region that baseUrl names.',
      zh: '密钥按地域区分：请使用与 baseUrl 同一地域的密钥。',
    },
  });
};

const createDashscope = (connection: Connection): Adapter => {
  const { models, http, baseUrl } = connection;
  const apiPath = versionPath(baseUrl, '/api/v1');
  const taskPath = ({ providerTaskId }: JobHandle) =>
    `${apiPath}/tasks/${encodeURIComponent(providerTaskId)}`;

  return {
    models,
    cancelAbility: 'while_queued',
    checkExtras: (modelId, parameters) =>
      problemsOf(modelOf(connection, modelId), connection.baseModelOf(modelId), parameters),
    adjustmentsOf: (modelId, parameters) =>
      adjustmentsOf(modelOf(connection, modelId), connection.baseModelOf(modelId), parameters),
    submit: (request) => submit(connection, apiPath, request),
    poll: async (job) => {
      const answer = await http.send({ method: 'GET', path: taskPath(job) });
      if (answer.status !== 200) throw askAgain(failureOf(answer, 'poll'));
      return readTask(job, answer);
    },
    open: (url, signal) => http.download(url, signal),
    cancel: (job) => cancel(connection, taskPath(job)),
    testConnection: async () =>
      readTest(await http.send({ method: 'GET', path: `${apiPath}/tasks/?page_no=1&page_size=1` })),
  };
};

/** Alibaba DashScope (Model Studio): Wan and Qwen, all of them asynchronous. */
export const dashscopeDefinition: AdapterDefinition = {
  id: 'dashscope',
  name: 'Alibaba DashScope',
  // China; the international one is https://dashscope-intl.aliyuncs.com, with keys of its own.
  defaultBaseUrl: 'https://dashscope.aliyuncs.com',
  needs: ['apiKey'],
  authorise: bearer,
  models: [...imageModels, ...videoModels],
  presets: [],
  deadlines: { submit: 60, result: 7200 },
  evidence: dashscopeEvidence,
  create: createDashscope,
};

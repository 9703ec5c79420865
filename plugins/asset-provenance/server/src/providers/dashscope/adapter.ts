import type {
  ConnectionTest,
  FieldProblem,
  ModelCapabilities,
  Parameters,
} from '../../../../shared';
import { isUnclearStatus, readSubmit, unclear } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import type {
  Adapter,
  AdapterDefinition,
  JobHandle,
  SubmitAnswer,
  SubmitRequest,
} from '../contract';
import { failure } from '../contract';
import { droppedExtras, extrasProblems } from '../model-extras';
import { failureOf, pollProblem } from './errors';
import { dashscopeEvidence } from './evidence';
import { imageModels } from './image-models';
import { adjustmentsOf, requestOf } from './requests';
import { createdSchema, errorSchema, listSchema } from './schemas';
import { readTask } from './tasks';
import { videoModels } from './video-models';

const API = '/api/v1';

/** What no model of the service can use, whichever it is. */
const referenceProblems = ({ references }: Parameters): FieldProblem[] => {
  const count = (role: string) => references.filter((each) => each.role === role).length;
  const problem = (message: string, zh: string) => [{ path: 'references', message, zh }];
  if (count('first_frame') > 1 || count('last_frame') > 1)
    return problem('holds the same frame twice', '同一帧只能提供一张');
  return count('last_frame') > count('first_frame')
    ? problem('holds a last frame without a first one', '提供尾帧时必须同时提供首帧')
    : [];
};

const noSuchSize = (): SubmitAnswer => ({
  kind: 'refused',
  failure: failure('invalid_parameters', 'submit', {
    message: 'The provider has no video of this ratio at this resolution; nothing was sent.',
    billed: 'no',
  }),
});

const submit = async (
  { http }: Connection,
  apiPath: string,
  model: ModelCapabilities,
  request: SubmitRequest
): Promise<SubmitAnswer> => {
  const wanted = await requestOf(model, request);
  if (!wanted) return noSuchSize();
  const answer = await http.send({
    method: 'POST',
    path: `${apiPath}${wanted.path}`,
    headers: { 'x-dashscope-async': 'enable' },
    json: wanted.body,
    timeoutSeconds: request.timeoutSeconds,
  });
  if (isUnclearStatus(answer) || answer.status === 408)
    unclear(answer, 'The provider failed before it said whether it took the task');
  if (answer.status >= 400) return { kind: 'refused', failure: failureOf(answer, 'submit') };
  const error = errorSchema.safeParse(answer.json);
  if (error.success && error.data.code && !createdSchema.safeParse(answer.json).success)
    return { kind: 'refused', failure: failureOf(answer, 'submit', error.data) };
  return { kind: 'accepted', providerTaskId: readSubmit(createdSchema, answer).output.task_id };
};

/** Works while the task waits; once it runs, the provider says that it cannot be cancelled. */
const cancel = async ({ http }: Connection, taskPath: string): Promise<void> => {
  const answer = await http.send({ method: 'POST', path: `${taskPath}/cancel` });
  const { providerCode } = failureOf(answer, 'poll');
  if (answer.status >= 300 && providerCode !== 'UnsupportedOperation') throw pollProblem(answer);
};

const connectionTest = (answer: ProviderAnswer): ConnectionTest => {
  const list = listSchema.safeParse(answer.json);
  if (answer.status === 200 && list.success) {
    const total = list.data.total ?? 0;
    return {
      isOk: true,
      en: `The key is good; the account has ${total} tasks of the last 24 hours.`,
      zh: `密钥有效；账号近 24 小时内有 ${total} 个任务。`,
    };
  }
  if (answer.status === 401 || answer.status === 403) {
    const { providerCode, message } = failureOf(answer, 'poll');
    const why = providerCode ? `${providerCode}: ${message}` : message;
    return {
      isOk: false,
      en: `The provider refused the key (${why}). Keys belong to one region: use one of the region that baseUrl names.`,
      zh: `服务商拒绝了密钥（${why}）。密钥按地域区分：请使用与 baseUrl 同一地域的密钥。`,
    };
  }
  return {
    isOk: false,
    en: `The address answered ${answer.status}, and not as DashScope does. Check baseUrl.`,
    zh: `该地址返回 ${answer.status}，且不是 DashScope 的响应。请检查 baseUrl。`,
  };
};

const createDashscope = (connection: Connection): Adapter => {
  const { models, http, baseUrl } = connection;
  // People write the address of this API with and without its version.
  const apiPath = baseUrl.endsWith(API) ? '' : API;
  const taskPath = ({ providerTaskId }: JobHandle) =>
    `${apiPath}/tasks/${encodeURIComponent(providerTaskId)}`;

  const modelOf = (id: string): ModelCapabilities => {
    const model = models.find((each) => each.id === id);
    if (!model) throw new Error(`There is no model "${id}" at ${connection.providerId}.`);
    return model;
  };

  return {
    models,
    cancelAbility: 'while_queued',
    checkExtras: (parameters) => [
      ...extrasProblems(models, parameters),
      ...referenceProblems(parameters),
    ],
    adjustmentsOf: (modelId, parameters) => {
      const model = modelOf(modelId);
      return [
        ...adjustmentsOf(model, parameters),
        ...droppedExtras(model.extras, parameters.extras),
      ];
    },
    submit: (request) => submit(connection, apiPath, modelOf(request.modelId), request),
    poll: async (job) => {
      const answer = await http.send({ method: 'GET', path: taskPath(job) });
      if (answer.status !== 200) throw pollProblem(answer);
      return readTask(job, answer);
    },
    open: (url, signal) => http.download(url, signal),
    cancel: (job) => cancel(connection, taskPath(job)),
    testConnection: async () =>
      connectionTest(
        await http.send({ method: 'GET', path: `${apiPath}/tasks/?page_no=1&page_size=1` })
      ),
  };
};

/** Alibaba DashScope (Model Studio): Wan and Qwen, all of them asynchronous. */
export const dashscopeDefinition: AdapterDefinition = {
  id: 'dashscope',
  name: 'Alibaba DashScope',
  // China; the international one is https://dashscope-intl.aliyuncs.com, with keys of its own.
  defaultBaseUrl: 'https://dashscope.aliyuncs.com',
  needs: ['apiKey'],
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey ?? ''}` }),
  models: [...imageModels, ...videoModels],
  presets: [],
  deadlines: { submit: 60, result: 7200 },
  evidence: dashscopeEvidence,
  create: createDashscope,
};

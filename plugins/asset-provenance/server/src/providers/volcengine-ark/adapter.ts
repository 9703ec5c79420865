import { z } from 'zod';
import type { ConnectionTest, ModelCapabilities } from '../../../../shared';
import type { Connection, ProviderAnswer } from '../connection';
import type {
  Adapter,
  AdapterDefinition,
  CallbackReading,
  InboundCallback,
  JobHandle,
} from '../contract';
import { droppedExtras, extrasProblems } from '../model-extras';
import { failureOf, pollProblem } from './errors';
import { arkEvidence } from './evidence';
import { imageAdjustments, submitImage } from './images';
import { callbackSchema, listSchema, videoTaskSchema } from './schemas';
import { seedanceModels } from './seedance';
import { seedreamModels } from './seedream';
import { pollVideo, referenceProblems, submitVideo, taskPath, videoAdjustments } from './videos';

const API = '/api/v3';

const optionsSchema = z.strictObject({
  /** Seconds after which the provider ends a video task by itself; without it after 48 hours. */
  expiresAfterSeconds: z.number().int().min(3600).max(259_200).nullish(),
});

/** Callbacks are not signed: what they say is asked for, not believed. */
const readCallback = ({ rawBody }: InboundCallback): CallbackReading => {
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return { kind: 'refused', reason: 'unreadable', detail: 'The body is not JSON.' };
  }
  const read = callbackSchema.safeParse(body);
  if (!read.success)
    return { kind: 'refused', reason: 'unreadable', detail: 'The body is not a video task.' };
  const { id, status, updated_at: updatedAt } = read.data;
  return { kind: 'hint', eventId: `${id}:${status}:${updatedAt ?? ''}`, providerTaskId: id };
};

/**
 * DELETE cancels what is queued, and erases the record of what is finished: it is sent only for a
 * task that is seen in the queue. A task that starts in between makes the provider refuse.
 */
const cancel = async ({ http }: Connection, apiPath: string, job: JobHandle): Promise<void> => {
  const path = taskPath(apiPath, job.providerTaskId);
  const standing = await http.send({ method: 'GET', path });
  if (standing.status !== 200) throw pollProblem(standing);
  const task = videoTaskSchema.safeParse(standing.json);
  if (!task.success || task.data.status !== 'queued') return;
  const answer = await http.send({ method: 'DELETE', path });
  if (answer.status === 401 || answer.status >= 500) throw pollProblem(answer);
};

const connectionTest = (answer: ProviderAnswer): ConnectionTest => {
  const list = listSchema.safeParse(answer.json);
  if (answer.status === 200 && list.success) {
    return {
      isOk: true,
      en: `The key is good; the account has ${list.data.total} video tasks of the last seven days.`,
      zh: `密钥有效；账号近 7 天内有 ${list.data.total} 个视频任务。`,
    };
  }
  if (answer.status === 401 || answer.status === 403) {
    const { providerCode, message } = failureOf(answer, 'poll');
    const why = providerCode ? `${providerCode}: ${message}` : message;
    return {
      isOk: false,
      en: `The provider refused the key (${why}). Use an API key of the Ark console, of the region that baseUrl names.`,
      zh: `服务商拒绝了密钥（${why}）。请使用方舟控制台的 API Key，且与 baseUrl 的地域一致。`,
    };
  }
  return {
    isOk: false,
    en: `The address answered ${answer.status}, and not as Ark does. Check baseUrl.`,
    zh: `该地址返回 ${answer.status}，且不是方舟的响应。请检查 baseUrl。`,
  };
};

const createArk = (connection: Connection): Adapter => {
  const { models, http, baseUrl } = connection;
  const options = optionsSchema.parse(connection.options);
  // People write the address of this API with and without its version.
  const apiPath = baseUrl.endsWith(API) ? '' : API;

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
      ...(parameters.kind === 'video' ? referenceProblems(parameters) : []),
    ],
    adjustmentsOf: (modelId, parameters) => {
      const model = modelOf(modelId);
      const adjustments = model.kind === 'image' ? imageAdjustments : videoAdjustments;
      return [...adjustments(model, parameters), ...droppedExtras(model.extras, parameters.extras)];
    },
    submit: (request) => {
      const model = modelOf(request.modelId);
      return model.kind === 'image'
        ? submitImage(connection, apiPath, model, request)
        : submitVideo(connection, apiPath, model, request, options.expiresAfterSeconds ?? null);
    },
    poll: (job) => pollVideo(connection, apiPath, job),
    open: (url, signal) => http.download(url, signal),
    cancel: (job) => cancel(connection, apiPath, job),
    readCallback: (callback) => Promise.resolve(readCallback(callback)),
    testConnection: async () =>
      connectionTest(
        await http.send({
          method: 'GET',
          path: `${apiPath}/contents/generations/tasks?page_num=1&page_size=1`,
        })
      ),
  };
};

/** Volcengine Ark: Seedream pictures, made while we wait, and Seedance videos. */
export const arkDefinition: AdapterDefinition = {
  id: 'volcengine-ark',
  name: 'Volcengine Ark',
  defaultBaseUrl: 'https://ark.cn-beijing.volces.com',
  needs: ['apiKey'],
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey ?? ''}` }),
  models: [...seedreamModels, ...seedanceModels],
  presets: [],
  // A set of pictures takes minutes, and videos wait in a queue when many are asked for.
  deadlines: { submit: 600, result: 14_400 },
  evidence: arkEvidence,
  create: createArk,
};

import { z } from 'zod';
import type { ConnectionTest } from '../../../../shared';
import { bearer, readOptions, versionPath } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { ProviderError } from '../contract';
import type {
  Adapter,
  AdapterDefinition,
  CallbackReading,
  InboundCallback,
  JobHandle,
} from '../contract';
import { extrasProblems } from '../model-extras';
import { modelOf } from '../models';
import { jsonOf } from '../read-values';
import { refusedCallback } from '../standard-webhooks';
import { failureOf } from './errors';
import { arkEvidence } from './evidence';
import { imageAdjustments, submitImage } from './images';
import { callbackSchema, listSchema, videoTaskSchema } from './schemas';
import { seedanceModels } from './seedance';
import { seedreamModels } from './seedream';
import { pollVideo, referenceProblems, submitVideo, taskPath, videoAdjustments } from './videos';

const optionsSchema = z.strictObject({
  /** Seconds after which the provider ends a video task by itself; without it after 48 hours. */
  expiresAfterSeconds: z.number().int().min(3600).max(259_200).nullish(),
});

/** Callbacks are not signed: what they say is asked for, not believed. */
const readCallback = ({ rawBody }: InboundCallback): CallbackReading => {
  const read = callbackSchema.safeParse(jsonOf(rawBody));
  if (!read.success) return refusedCallback('unreadable', 'It is not a video task.');
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
  if (standing.status !== 200) throw new ProviderError(failureOf(standing, 'poll'));
  const task = videoTaskSchema.safeParse(standing.json);
  if (!task.success || task.data.status !== 'queued') return;
  const answer = await http.send({ method: 'DELETE', path });
  if (answer.status === 401 || answer.status >= 500)
    throw new ProviderError(failureOf(answer, 'poll'));
};

const readTest = (answer: ProviderAnswer): ConnectionTest => {
  const list = answer.status === 200 ? listSchema.safeParse(answer.json).data : undefined;
  return connectionTestOf(answer, {
    name: { en: 'Ark', zh: '方舟' },
    passed: list
      ? {
          en: `The key is good; the account has ${list.total} video tasks of the last seven days.`,
          zh: `密钥有效；账号近 7 天内有 ${list.total} 个视频任务。`,
        }
      : null,
    failure: failureOf(answer, 'poll'),
    aboutKey: {
      en: 'Use an API key of the Ark console, of the region that baseUrl names.',
      zh: '请使用方舟控制台的 API Key，且与 baseUrl 的地域一致。',
    },
  });
};

const createArk = (connection: Connection): Adapter => {
  const { models, http, baseUrl } = connection;
  const options = readOptions(optionsSchema, connection.options, connection.providerId);
  const apiPath = versionPath(baseUrl, '/api/v3');

  return {
    models,
    cancelAbility: 'while_queued',
    checkExtras: (modelId, parameters) => [
      ...extrasProblems(modelOf(connection, modelId).extras, parameters.extras),
      ...(parameters.kind === 'video' ? referenceProblems(parameters) : []),
    ],
    adjustmentsOf: (modelId, parameters) => {
      const model = modelOf(connection, modelId);
      const adjustments = model.kind === 'image' ? imageAdjustments : videoAdjustments;
      return adjustments(model, parameters);
    },
    submit: async (request) => {
      const model = modelOf(connection, request.modelId);
      return model.kind === 'image'
        ? submitImage(connection, apiPath, model, request)
        : submitVideo(connection, apiPath, model, request, options.expiresAfterSeconds ?? null);
    },
    poll: (job) => pollVideo(connection, apiPath, job),
    open: (url, signal) => http.download(url, signal),
    cancel: (job) => cancel(connection, apiPath, job),
    readCallback: (callback) => Promise.resolve(readCallback(callback)),
    testConnection: async () =>
      readTest(
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
  authorise: bearer,
  models: [...seedreamModels, ...seedanceModels],
  presets: [],
  // A set of pictures takes minutes, and videos wait in a queue when many are asked for.
  deadlines: { submit: 600, result: 14_400 },
  evidence: arkEvidence,
  create: createArk,
};

import { NotSent } from '../../network/service';
import type {
  Adapter,
  AdapterDefinition,
  ConnectionTest,
  PollAnswer,
  SubmitAnswer,
  SubmitRequest,
} from '../contract';
import { readSubmit, refusalIn } from '../answers';
import { bearer } from '../connection';
import type { Connection, ProviderAnswer } from '../connection';
import { connectionTestOf } from '../connection-test';
import { modelOf } from '../models';
import { capabilitiesOf } from './capabilities';
import { failureOf } from './errors';
import { evidence } from './evidence';
import { checkExtras, fill, promptIdOf, withoutPlace } from './graph';
import { lookUp } from './look-up';
import { answerOf } from './reading';
import { acceptedSchema, statsSchema } from './schemas';
import { UploadRefused, createServer, goneFailure } from './server';
import { workflowsFrom } from './workflow';
import type { Workflow } from './workflow';

const readTest = (answer: ProviderAnswer): ConnectionTest => {
  const stats = answer.status === 200 ? statsSchema.safeParse(answer.json).data : undefined;
  const version = stats?.system.comfyui_version ?? '?';
  const devices = (stats?.devices ?? []).flatMap(({ name }) => (name ? [name] : [])).join(', ');
  return connectionTestOf(answer, {
    name: { en: 'ComfyUI', zh: 'ComfyUI' },
    passed: stats
      ? {
          en: `ComfyUI ${version} answers, on ${devices || 'an unnamed device'}.`,
          zh: `ComfyUI ${version} 可用，设备：${devices || '未知'}。`,
        }
      : null,
    aboutKey: {
      en: 'Something before it wants one: set apiKey.',
      zh: '其前面的代理要求密钥：请设置 apiKey。',
    },
  });
};

const createComfyUi = (connection: Connection): Adapter => {
  const { http, baseUrl, models, options, providerId, baseModelOf } = connection;
  const workflows = workflowsFrom(options, providerId);
  /** @throws NotSent when it is no longer configured. */
  const workflowOf = (modelId: string) => {
    const base = baseModelOf(modelId);
    const found = workflows.own.get(base) ?? workflows.builtIn.get(base);
    if (found) return found;
    throw new NotSent(`providers.${providerId}: the workflow "${base}" is no longer configured.`);
  };
  const server = createServer(http);

  const uploadAll = async ({ references }: SubmitRequest) => {
    const uploaded = new Map<string, string>();
    for (const reference of references)
      uploaded.set(reference.role, await server.upload(reference));
    return uploaded;
  };

  const send = async (request: SubmitRequest, graph: unknown): Promise<SubmitAnswer> => {
    const promptId = promptIdOf(request.clientKey);
    const answer = await http.send({
      method: 'POST',
      path: '/prompt',
      json: { prompt: graph, client_id: promptId, prompt_id: promptId },
      timeoutSeconds: request.timeoutSeconds,
    });
    const refusal = refusalIn(answer, failureOf);
    if (refusal) return refusal;
    return { kind: 'accepted', providerTaskId: readSubmit(acceptedSchema, answer).prompt_id };
  };

  return {
    models,
    cancelAbility: 'any_time',
    checkExtras: (modelId, parameters) =>
      checkExtras(modelOf(connection, modelId), workflowOf(modelId), parameters),
    adjustmentsOf: (modelId, parameters) => withoutPlace(workflowOf(modelId), parameters),

    submit: async (request) => {
      const workflow = workflowOf(request.modelId);
      let uploaded: Map<string, string>;
      try {
        uploaded = await uploadAll(request);
      } catch (error) {
        if (error instanceof UploadRefused)
          return { kind: 'refused', failure: failureOf(error.answer, 'submit') };
        throw error;
      }
      return send(request, fill(workflow, request, uploaded));
    },

    poll: async (job): Promise<PollAnswer> => {
      const place = await server.placeOf(job.providerTaskId);
      if (place)
        return {
          kind: place.isRunning ? 'processing' : 'queued',
          progress: null,
          pollAfter: null,
        };
      const entry = await server.entryOf(job.providerTaskId);
      if (entry) return answerOf(entry, workflowOf(job.modelId), job, baseUrl);
      // A job that is taken out of the queue leaves no trace there.
      return job.cancelRequestedAt
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: goneFailure() };
    },

    open: (url, signal) => http.download(url, signal),

    cancel: async ({ providerTaskId }) => {
      const place = await server.placeOf(providerTaskId);
      if (place && !place.isRunning) await server.remove(providerTaskId);
      // Servers of before September 2025 stop whatever runs, so that it must be ours.
      if (place?.isRunning) await server.interrupt(providerTaskId);
    },

    lookUp: ({ clientKey }, submittedAt) => lookUp(server, promptIdOf(clientKey), submittedAt),

    testConnection: async () => readTest(await http.send({ method: 'GET', path: '/system_stats' })),
  };
};

const modelsIn = (workflows: Map<string, Workflow>) =>
  [...workflows].map(([id, workflow]) => capabilitiesOf(id, workflow));

export const comfyUiDefinition: AdapterDefinition = {
  id: 'comfyui',
  name: 'ComfyUI',
  defaultBaseUrl: null,
  // It knows no keys of its own; one is sent as a Bearer header to a proxy before it.
  needs: [],
  authorise: bearer,
  models: modelsIn(workflowsFrom({}, 'comfyui').builtIn),
  ownModels: (options, providerId) => modelsIn(workflowsFrom(options, providerId).own),
  presets: [],
  deadlines: { submit: 60, result: 7200 },
  evidence,
  create: createComfyUi,
};

import type {
  Adapter,
  AdapterDefinition,
  PollAnswer,
  SubmitAnswer,
  SubmitRequest,
} from '../contract';
import { isUnclearStatus, readSubmit, unclear } from '../answers';
import type { Connection } from '../connection';
import { droppedExtras } from '../model-extras';
import { capabilitiesOf, modelsFrom } from './capabilities';
import { failureOf } from './errors';
import { evidence } from './evidence';
import { checkExtras, fill, promptIdOf, withoutPlace } from './graph';
import { lookUp } from './look-up';
import { answerOf } from './reading';
import { acceptedSchema, statsSchema } from './schemas';
import { UploadRefused, createServer, goneFailure } from './server';
import { workflowsFrom } from './workflow';

/** How many of our own removals are remembered. */
const MAX_REMOVED = 1000;

const createComfyUi = ({ http, baseUrl, models, options, providerId }: Connection): Adapter => {
  const workflows = workflowsFrom(options, providerId);
  const offered = modelsFrom(models, workflows, providerId);
  const workflowOf = (modelId: string) => {
    const found = workflows.own.get(modelId) ?? workflows.builtIn.get(modelId);
    if (!found)
      throw new Error(
        `providers.${providerId}: the workflow "${modelId}" is no longer configured.`
      );
    return found;
  };
  const server = createServer(http);
  // A job that is taken out of the queue leaves no trace there.
  const removed = new Set<string>();

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
    if (isUnclearStatus(answer)) return unclear(answer, 'ComfyUI failed while it took the job');
    if (answer.status >= 400) return { kind: 'refused', failure: failureOf(answer, 'submit') };
    return { kind: 'accepted', providerTaskId: readSubmit(acceptedSchema, answer).prompt_id };
  };

  return {
    models: offered,
    cancelAbility: 'any_time',
    checkExtras: (parameters) =>
      checkExtras(offered, [...workflows.builtIn.values(), ...workflows.own.values()], parameters),
    adjustmentsOf: (modelId, parameters) => [
      ...withoutPlace(workflowOf(modelId), parameters),
      ...droppedExtras(offered.find(({ id }) => id === modelId)?.extras ?? {}, parameters.extras),
    ],

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
      return removed.has(job.providerTaskId)
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: goneFailure() };
    },

    open: (url, signal) => http.download(url, signal),

    cancel: async ({ providerTaskId }) => {
      const place = await server.placeOf(providerTaskId);
      if (place && !place.isRunning) {
        await server.remove(providerTaskId);
        if (removed.size >= MAX_REMOVED) removed.clear();
        removed.add(providerTaskId);
      }
      // Servers of before September 2025 stop whatever runs, so that it must be ours.
      if (place?.isRunning) await server.interrupt(providerTaskId);
    },

    lookUp: ({ clientKey }, submittedAt) => lookUp(server, promptIdOf(clientKey), submittedAt),

    testConnection: async () => {
      const answer = await http.send({ method: 'GET', path: '/system_stats' });
      const stats = statsSchema.safeParse(answer.json);
      if (answer.status !== 200 || !stats.success) {
        const { message } = failureOf(answer, 'poll');
        const isKey = answer.status === 401 || answer.status === 403;
        return isKey
          ? {
              isOk: false,
              en: `Something before ComfyUI wants a key (HTTP ${answer.status}). Set apiKey.`,
              zh: `ComfyUI 前面的代理要求密钥（HTTP ${answer.status}）。请设置 apiKey。`,
            }
          : { isOk: false, en: message, zh: `${message} 请检查 baseUrl。` };
      }
      const version = stats.data.system.comfyui_version ?? '?';
      const devices = stats.data.devices.flatMap(({ name }) => (name ? [name] : [])).join(', ');
      return {
        isOk: true,
        en: `ComfyUI ${version} answers, on ${devices || 'an unnamed device'}.`,
        zh: `ComfyUI ${version} 可用，设备：${devices || '未知'}。`,
      };
    },
  };
};

export const comfyUiDefinition: AdapterDefinition = {
  id: 'comfyui',
  name: 'ComfyUI',
  defaultBaseUrl: null,
  // It knows no keys of its own; one is sent as a Bearer header to a proxy before it.
  needs: [],
  authorise: ({ apiKey }): Record<string, string> =>
    apiKey ? { authorization: `Bearer ${apiKey}` } : {},
  models: [...workflowsFrom({}, 'comfyui').builtIn].map(([id, workflow]) =>
    capabilitiesOf(id, workflow)
  ),
  presets: [],
  deadlines: { submit: 60, result: 7200 },
  evidence,
  create: createComfyUi,
};

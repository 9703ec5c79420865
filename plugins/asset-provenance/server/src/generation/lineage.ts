import type {
  Actor,
  LaunchRequest,
  ModelCapabilities,
  Parameters,
  PromoteRequest,
} from '../../../shared';
import { ELSEWHERE, parametersSchema, pixelsOf } from '../../../shared';
import { conflict, forbidden, invalid, notFound } from '../kernel';
import type { Kernel } from '../kernel';
import type { Providers } from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import type { Launched } from './prepared-launch';
import type { OutputRow, TaskRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  providers: Providers;
  transitions: Transitions;
  launch: (actor: Actor, request: LaunchRequest) => Promise<Launched>;
  requestedOf: (task: TaskRow) => Parameters;
  specificationSizeOf: (task: TaskRow) => string | null;
};

/** @throws Refusal 403 for everybody but the owner of the task. */
export const assertOwner = (actor: Actor, task: TaskRow, path: string): void => {
  if (task.ownerId === actor.id) return;
  throw forbidden(
    { en: 'Only the owner of the task may do this.', zh: '只有任务负责人可以执行此操作。' },
    { en: `Ask ${task.ownerName}.`, zh: `请联系负责人 ${task.ownerName}。` },
    path
  );
};

/** @throws Refusal 409 where the time of its prompt was over: nothing can be made from it again. */
export const assertHasPrompt = (task: TaskRow): void => {
  if (task.promptsRemovedAt === null) return;
  throw conflict(
    {
      en: `The prompt of this task was removed on ${task.promptsRemovedAt.slice(0, 10)}, when its time was over.`,
      zh: `该任务的提示词已于 ${task.promptsRemovedAt.slice(0, 10)} 在保留期满后移除。`,
    },
    { code: 'prompt_removed' },
    { en: 'Launch a new task.', zh: '请发起新任务。' }
  );
};

/** New tasks that come from earlier ones: choose and promote a draft, reproduce a task. */
export const createLineage = ({
  kernel,
  providers,
  transitions,
  launch,
  requestedOf,
  specificationSizeOf,
}: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, jobsOf } = transitions;

  const outputWithTask = async (outputId: string) => {
    const output = await store.findOne(outputs, { documentId: outputId });
    const task = output && (await store.findOne(generationTasks, { documentId: output.taskId }));
    if (!output || !task) throw notFound('output', 'outputId');
    return { output, task };
  };

  /** What was made with another tool has no parameters that anything could be made from again. */
  const assertMadeHere = (task: TaskRow): void => {
    if (task.providerId === ELSEWHERE)
      throw conflict(
        {
          en: `This was made elsewhere with ${task.modelId}: there is nothing to make it from again.`,
          zh: `该文件由 ${task.modelId} 在外部制作，无法据此再次生成。`,
        },
        { code: 'made_elsewhere' }
      );
  };

  return {
    /** Chooses a draft to be promoted, or lets it go. */
    choose: async (actor: Actor, outputId: string, isChosen: boolean): Promise<OutputRow> => {
      const { task } = await outputWithTask(outputId);
      assertOwner(actor, task, 'outputId');
      if (task.stage !== 'draft')
        throw invalid([
          {
            path: 'outputId',
            message: 'belongs to a final: finals are submitted for review, only drafts are chosen',
            zh: '属于正式产出：正式产出应送审，只有草稿可以选定',
          },
        ]);
      return transact(actor, async (tx) => {
        await lockTask(tx, task.documentId);
        const { output } = await outputWithTask(outputId);
        if (output.state !== 'stored')
          throw conflict({ en: 'This output has no file yet.', zh: '该结果尚无文件。' });
        if (output.isChosen === isChosen) return output;
        if (output.adoptedAt)
          throw conflict(
            {
              en: 'This draft was adopted as a final and stays chosen.',
              zh: '该草稿已采用为正式产出，不能取消选定。',
            },
            { code: 'already_final' }
          );
        const isMine = await store.compareAndSet(
          outputs,
          { documentId: outputId, version: output.version },
          { isChosen, version: output.version + 1 }
        );
        if (!isMine)
          throw conflict({
            en: 'This output changed meanwhile; look again.',
            zh: '该结果已发生变化，请重新查看。',
          });
        await tx.emit({
          type: 'output.chosen',
          aggregateType: 'output',
          aggregateId: outputId,
          aggregateVersion: output.version + 1,
          taskId: task.documentId,
          data: { isChosen },
        });
        return { ...output, isChosen, version: output.version + 1 };
      });
    },

    /** A final from a chosen draft: its effective parameters, seed too, at deliverable quality. */
    promote: async (
      actor: Actor,
      outputId: string,
      wishes: PromoteRequest,
      idempotencyKey: string | null
    ): Promise<Launched> => {
      const { output, task } = await outputWithTask(outputId);
      assertHasPrompt(task);
      if (task.stage !== 'draft')
        throw invalid([{ path: 'outputId', message: 'is a final already', zh: '已是正式产出' }]);
      if (!output.isChosen)
        throw conflict(
          {
            en: 'Choose this draft first; only a chosen draft becomes a final.',
            zh: '请先选定该草稿；只有选定的草稿可以转正式产出。',
          },
          { fields: [{ path: 'outputId', message: 'is not chosen', zh: '尚未选定' }] }
        );
      const job = await store.findOne(providerJobs, { documentId: output.jobId });
      const model = providers.model(task.providerId, task.modelId);
      if (!job?.effective || !model)
        throw conflict({
          en: 'The model of this draft is not set up here any more.',
          zh: '该草稿所用的模型已不可用。',
        });
      return launch(actor, {
        ...launchFieldsOf(task),
        stage: 'final',
        parameters: deliverable(
          parametersSchema.parse({
            ...job.effective,
            count: 1,
            seed: output.seed ?? job.effective.seed,
          }),
          wishes,
          specificationSizeOf(task),
          model
        ),
        derivedFrom: { taskId: task.documentId, derivation: 'promote', outputId },
        repeatReason: wishes.repeatReason ?? null,
        idempotencyKey,
      });
    },

    /** A new task with the effective parameters of the first. */
    reproduce: async (
      actor: Actor,
      taskId: string,
      idempotencyKey: string | null
    ): Promise<Launched> => {
      const task = await store.findOne(generationTasks, { documentId: taskId });
      if (!task) throw notFound('generation task', 'taskId');
      assertMadeHere(task);
      assertHasPrompt(task);
      const jobs = await jobsOf(taskId);
      const effective = jobs.find((job) => job.effective !== null)?.effective;
      const requested = requestedOf(task);
      // The seeds of all jobs follow from the first one's, also where that one failed.
      const seed = jobs[0]?.effective?.seed ?? jobs[0]?.seed ?? requested.seed;
      return launch(actor, {
        ...launchFieldsOf(task),
        parameters: parametersSchema.parse({
          ...requested,
          ...effective,
          seed,
          count: requested.count,
        }),
        derivedFrom: { taskId, derivation: 'reproduce', outputId: null },
        repeatReason: null,
        idempotencyKey,
      });
    },
  };
};

const launchFieldsOf = (task: TaskRow) => ({
  purpose: task.purpose,
  channel: task.channel,
  specification: task.specification,
  stage: task.stage,
  brand: task.brand,
  series: task.series,
  subject: task.subject,
  providerId: task.providerId,
  modelId: task.modelId,
  callbackUrl: task.callbackUrl,
  finalReason: null,
  preset: null,
});

/** The one that the specification wants, or the highest that the model has. */
const resolutionFor = (wanted: string | null, { resolutions }: ModelCapabilities): string => {
  const named = wanted ? `${Math.min(...pixelsOf(wanted))}p` : null;
  if (named && resolutions.includes(named)) return named;
  return resolutions.at(-1) ?? '720p';
};

/** Raises quality and size to what the specification wants, or to the most that the model has. */
const deliverable = (
  parameters: Parameters,
  wishes: PromoteRequest,
  wanted: string | null,
  model: ModelCapabilities
): Parameters => {
  if (parameters.kind === 'video')
    return {
      ...parameters,
      resolution: wishes.resolution ?? resolutionFor(wanted, model),
    };
  const possible = model.sizes[parameters.aspectRatio] ?? [];
  const size =
    wishes.size ??
    (wanted && possible.includes(wanted) ? wanted : (possible.at(-1) ?? parameters.size));
  const best = model.qualities.at(-1) ?? null;
  return { ...parameters, size, quality: wishes.quality ?? model.stages.final.quality ?? best };
};

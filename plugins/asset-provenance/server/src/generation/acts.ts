import type {
  Actor,
  LaunchRequest,
  Parameters,
  PromoteRequest,
  ReconcileRequest,
} from '../../../shared';
import { parametersSchema, pixelsOf } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import { conflict, forbidden, invalid, notFound } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { failure } from '../providers/service';
import type { Providers } from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import type { Launched } from './launch';
import type { JobRow, OutputRow, TaskRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  providers: Providers;
  transitions: Transitions;
  launch: (actor: Actor, request: LaunchRequest) => Promise<Launched>;
  requestedOf: (task: TaskRow) => Parameters;
  specificationSizeOf: (task: TaskRow) => string | null;
};

const canResume = (job: JobRow) =>
  job.state === 'failed' && (job.failure?.class === 'timeout' || job.failure?.class === 'download');
const canSendAgain = (job: JobRow) =>
  job.state === 'failed' &&
  job.failure?.billed === 'no' &&
  job.failure.phase === 'submit' &&
  job.failure.class !== 'invalid_parameters';

/** Whether *retry* would do anything for this job: it never bills a second time. */
export const isRetryable = (job: JobRow): boolean => canResume(job) || canSendAgain(job);

/** What people do with a task after its launch. */
export const createActs = ({
  kernel,
  dispatch,
  providers,
  transitions,
  launch,
  requestedOf,
  specificationSizeOf,
}: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, jobsOf, outputsOf, moveJob, moveOutput, refold } = transitions;

  const reopenOutputs = async (tx: Transaction, job: JobRow) => {
    for (const output of await outputsOf(job.taskId)) {
      if (output.jobId !== job.documentId || output.state !== 'failed') continue;
      const reopened = await moveOutput(tx, output, 'expected', { failure: null, attempts: 0 });
      if (reopened && job.state === 'succeeded')
        await dispatch.enqueue(tx, 'output.fetch', output.documentId);
    }
  };

  const ownedBy = (actor: Actor, task: TaskRow, path: string) => {
    if (task.ownerId !== actor.id)
      throw forbidden(
        { en: 'Only the owner of the task may do this.', zh: '只有任务负责人可以执行此操作。' },
        { en: `Ask ${task.ownerName}.`, zh: `请联系负责人 ${task.ownerName}。` },
        path
      );
  };

  const outputWithTask = async (outputId: string) => {
    const output = await store.findOne(outputs, { documentId: outputId });
    const task = output && (await store.findOne(generationTasks, { documentId: output.taskId }));
    if (!output || !task) throw notFound('output', 'outputId');
    return { output, task };
  };

  return {
    /** An intent: what is not sent yet stops here, the rest when the provider says so. */
    cancel: async (actor: Actor, taskId: string): Promise<void> => {
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, taskId);
        if (task.finishedAt)
          throw conflict({
            en: 'This task has already ended; there is nothing to cancel.',
            zh: '任务已结束，无需取消。',
          });
        await store.compareAndSet(
          generationTasks,
          { documentId: taskId, version: task.version },
          { cancelRequestedAt: tx.at.toISOString(), version: task.version + 1 }
        );
        await tx.emit({
          type: 'task.cancel_requested',
          aggregateType: 'task',
          aggregateId: taskId,
          aggregateVersion: task.version + 1,
          taskId,
          data: {},
        });
        for (const job of await jobsOf(taskId)) {
          if (job.state === 'processing') await dispatch.enqueue(tx, 'job.advance', job.documentId);
          if (job.state !== 'queued') continue;
          const moved = await moveJob(tx, job, 'cancelled', { finishedAt: tx.at.toISOString() });
          if (!moved) continue;
          for (const output of await outputsOf(taskId)) {
            if (output.jobId === job.documentId && output.state === 'expected')
              await moveOutput(tx, output, 'failed');
          }
        }
        await refold(tx, { ...task, version: task.version + 1 });
      });
      dispatch.wake();
    },

    /** Same task, never billed again: looks for a late result, downloads again, or sends what was never taken. */
    retry: async (actor: Actor, taskId: string): Promise<void> => {
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, taskId);
        const candidates = (await jobsOf(taskId)).filter(isRetryable);
        if (candidates.length === 0) {
          throw conflict(
            {
              en: 'Nothing of this task can be tried again without paying again.',
              zh: '该任务无法在不再次计费的情况下重试。',
            },
            {},
            { en: 'Launch a variant instead.', zh: '请改为生成变体。' }
          );
        }
        for (const job of candidates) {
          const to = canSendAgain(job)
            ? 'queued'
            : job.failure?.class === 'download'
              ? 'succeeded'
              : 'processing';
          const deadlineAt = new Date(
            tx.at.getTime() + providers.limitsOf(job.providerId).deadlineSeconds * 1000
          ).toISOString();
          const moved = await moveJob(
            tx,
            job,
            to,
            {
              failure: null,
              finishedAt: null,
              deadlineAt,
              ...(to === 'queued' && { attempts: 0 }),
            },
            'A person asked to try again.'
          );
          if (!moved) continue;
          await reopenOutputs(tx, moved);
          if (to !== 'succeeded') await dispatch.enqueue(tx, 'job.advance', job.documentId);
        }
        await refold(tx, task);
      });
      dispatch.wake();
    },

    /** A person who looked at the provider says what became of a submission to be checked. */
    reconcile: async (actor: Actor, jobId: string, request: ReconcileRequest): Promise<string> => {
      await kernel.refuseSecrets(actor, request);
      const known = await store.findOne(providerJobs, { documentId: jobId });
      if (!known) throw notFound('provider job', 'jobId');
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, known.taskId);
        const job = await store.findOne(providerJobs, { documentId: jobId });
        if (job?.state !== 'submit_unknown')
          throw conflict({
            en: 'This submission was settled meanwhile.',
            zh: '该提交结果已被核实。',
          });
        if (request.decision === 'adopt') {
          await moveJob(
            tx,
            job,
            'processing',
            { providerTaskId: request.providerTaskId, acceptedAt: tx.at.toISOString() },
            request.reason
          );
          await dispatch.enqueue(tx, 'job.advance', jobId);
        } else if (request.decision === 'send_again') {
          await moveJob(tx, job, 'queued', {}, request.reason);
          await dispatch.enqueue(tx, 'job.advance', jobId);
        } else {
          const why = failure('upstream', 'submit', { message: request.reason, billed: 'unknown' });
          await moveJob(
            tx,
            job,
            'failed',
            { failure: why, finishedAt: tx.at.toISOString() },
            request.reason
          );
          for (const output of await outputsOf(task.documentId)) {
            if (output.jobId === jobId) await moveOutput(tx, output, 'failed', { failure: why });
          }
        }
        await refold(tx, task);
      });
      dispatch.wake();
      return known.taskId;
    },

    /** Chooses a draft to be promoted, or lets it go. */
    choose: async (actor: Actor, outputId: string, isChosen: boolean): Promise<OutputRow> => {
      const { task } = await outputWithTask(outputId);
      ownedBy(actor, task, 'outputId');
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
    promote: async (actor: Actor, outputId: string, wishes: PromoteRequest): Promise<Launched> => {
      const { output, task } = await outputWithTask(outputId);
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
          model.sizes
        ),
        derivedFrom: { taskId: task.documentId, derivation: 'promote', outputId },
        repeatReason: wishes.repeatReason ?? null,
      });
    },

    /** A new task with the effective parameters of the first. */
    reproduce: async (actor: Actor, taskId: string): Promise<Launched> => {
      const task = await store.findOne(generationTasks, { documentId: taskId });
      if (!task) throw notFound('generation task', 'taskId');
      const [first] = (await jobsOf(taskId)).filter((job) => job.effective !== null);
      const requested = requestedOf(task);
      return launch(actor, {
        ...launchFieldsOf(task),
        parameters: first?.effective
          ? parametersSchema.parse({
              ...requested,
              prompt: first.effective.prompt,
              negativePrompt: first.effective.negativePrompt,
              seed: first.effective.seed,
            })
          : requested,
        derivedFrom: { taskId, derivation: 'reproduce', outputId: null },
        repeatReason: null,
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
  idempotencyKey: null,
  finalReason: null,
});

/** Raises quality and size to what the specification wants, or to the most that the model has. */
const deliverable = (
  parameters: Parameters,
  wishes: PromoteRequest,
  wanted: string | null,
  sizes: Record<string, string[]>
): Parameters => {
  if (parameters.kind === 'video')
    return {
      ...parameters,
      resolution: wishes.resolution ?? (wanted ? `${Math.min(...pixelsOf(wanted))}p` : '720p'),
    };
  const possible = sizes[parameters.aspectRatio] ?? [];
  const size =
    wishes.size ??
    (wanted && possible.includes(wanted) ? wanted : (possible.at(-1) ?? parameters.size));
  return { ...parameters, size, quality: wishes.quality ?? 'high' };
};

import type {
  CallbackCounts,
  OutputSummary,
  SettingsStatus,
  Specification,
  TaskDetail,
  TaskListQuery,
  TaskLookup,
  TaskSummary,
} from '../../../shared';
import { ELSEWHERE, failureGuide, taskListSchema } from '../../../shared';
import type { Audit } from '../audit/service';
import type { Costs } from '../costs/service';
import { decodeCursor, forbidden, notFound, parse, product, toPage } from '../kernel';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import type { Providers } from '../providers/service';
import { isAdoptable } from './adoption';
import { isReduced, isRetryable } from './control';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import {
  createOutputPresenter,
  mayReadPrompt,
  maySee,
  ownersOf,
  requestedOf,
  toJobSummary,
  toTaskSummary,
  withoutPrompts,
} from './present';
import type { LostStanding, Reader } from './present';
import { assertHasPrompt } from './lineage';
import { lookedForUntil } from './submit-job';
import { textWhere } from './text-search';
import { mayDecideSpend, spendDecisionOf } from './spend-approval';
import type { JobRow, OutputRow, TaskRow } from './transitions';

/** Figures of the callbacks of some tasks; belongs to a room above. */
export type CountCallbacks = (taskIds: string[]) => Promise<(taskId: string) => CallbackCounts>;

type Ports = {
  kernel: Kernel;
  media: Media;
  audit: Audit;
  providers: Providers;
  costs: Pick<Costs, 'ofTasks'>;
  countCallbacks: CountCallbacks;
  specificationOf: (task: TaskRow) => Specification | null;
  changedSincePreset: (task: TaskRow) => Promise<string[] | null>;
};

const groupBy = <T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

const hostOf = (url: string | null) => (url ? { host: new URL(url).host } : null);

/** Reading tasks: lists, look-ups and the whole of one. */
export const createQueries = ({
  kernel,
  media,
  audit,
  costs,
  providers,
  countCallbacks,
  specificationOf,
  changedSincePreset,
}: Ports) => {
  const { store } = kernel;
  const outputSummaries = createOutputPresenter(kernel, media);

  const taskSummaries = async (tasks: TaskRow[], reader: Reader): Promise<TaskSummary[]> => {
    if (tasks.length === 0) return [];
    const taskIds = tasks.map(({ documentId }) => documentId);
    const where = { taskId: { $in: taskIds } };
    const [jobs, rows, callbacksOf, costOf] = await Promise.all([
      store.find(providerJobs, { where, orderBy: { ordinal: 'asc' } }),
      store.find(outputs, { where, orderBy: { ordinal: 'asc' } }),
      countCallbacks(taskIds),
      costs.ofTasks(taskIds),
    ]);
    const jobsByTask = groupBy(jobs, ({ taskId }) => taskId);
    const outputsByTask = groupBy(await outputSummaries(rows, tasks), ({ taskId }) => taskId);
    return tasks.map((task) =>
      toTaskSummary(
        task,
        jobsByTask.get(task.documentId) ?? [],
        outputsByTask.get(task.documentId) ?? [],
        { callbacks: callbacksOf(task.documentId), cost: costOf(task.documentId) },
        reader
      )
    );
  };

  const visibleTask = async (taskId: string, reader: Reader): Promise<TaskRow> => {
    const task = await store.findOne(generationTasks, { documentId: taskId });
    if (!task || !maySee(reader, task)) throw notFound('generation task', 'taskId');
    return task;
  };

  /** A new task holds the prompt of the old one, so that only its readers may make one from it. */
  const derivableTask = async (taskId: string, reader: Reader): Promise<TaskRow> => {
    const task = await visibleTask(taskId, reader);
    assertHasPrompt(task);
    if (mayReadPrompt(reader, task)) return task;
    throw forbidden(
      {
        en: 'A task made from this one would show you its prompt, which is private.',
        zh: '由此任务衍生的新任务会向您展示其提示词，而提示词是私有的。',
      },
      { en: `Ask ${task.ownerName}, who owns it.`, zh: `请联系负责人 ${task.ownerName}。` },
      'taskId'
    );
  };

  const list = async (query: TaskListQuery, reader: Reader) => {
    const { owner, q, cursor, limit, ...equal } = parse(taskListSchema, query);
    const before = decodeCursor(cursor);
    const filters = Object.fromEntries(
      Object.entries(equal).filter(([, value]) => value !== undefined)
    );
    const rows = await store.find(generationTasks, {
      where: {
        $and: [
          filters,
          ownersOf(owner, reader),
          textWhere(q, reader),
          ...(before ? [{ id: { $lt: before } }] : []),
        ],
      },
      orderBy: { id: 'desc' },
      limit: limit + 1,
    });
    const { results, nextCursor } = toPage(rows, limit);
    return { results: await taskSummaries(results, reader), nextCursor };
  };

  const reproducibilityOf = (task: TaskRow, jobs: JobRow[]): TaskDetail['reproducibility'] => {
    if (task.providerId === ELSEWHERE)
      return {
        isExpected: false,
        en: 'It was made with another tool: nothing here can make it again.',
        zh: '由其他工具制作，本系统无法复现。',
      };
    const model = providers.model(task.providerId, task.modelId);
    if (!model)
      return {
        isExpected: false,
        en: 'The model is not set up here any more.',
        zh: '该模型已不可用。',
      };
    if (!model.hasSeed)
      return {
        isExpected: false,
        en: 'This model has no seed: the result will differ.',
        zh: '该模型没有随机种子，结果会不同。',
      };
    if (jobs.some(({ effective, state }) => state === 'stored' && effective?.seed === null)) {
      return {
        isExpected: false,
        en: 'The provider did not say which seed it used: the result may differ.',
        zh: '服务商未返回随机种子，结果可能不同。',
      };
    }
    return model.isReproducible
      ? { isExpected: true, en: 'The same bytes can be expected.', zh: '预期得到完全相同的文件。' }
      : {
          isExpected: false,
          en: 'A similar result can be expected, not the same bytes.',
          zh: '预期结果相近，但文件不会完全相同。',
        };
  };

  const lostStandingOf = (task: TaskRow, job: JobRow): LostStanding => ({
    lookedForUntil:
      job.state === 'submit_unknown' && providers.adapter(job.providerId)?.lookUp
        ? lookedForUntil(job)
        : null,
    canBeAdopted: !providers.model(task.providerId, task.modelId)?.isSynchronous,
  });

  const safeEvidenceOf = (task: TaskRow, jobs: JobRow[]): TaskDetail['safeEvidence'] => {
    const broken = jobs.find((job) => job.failure)?.failure ?? task.failure ?? null;
    const ids = jobs.map(({ providerTaskId }) => providerTaskId).filter(Boolean);
    return {
      taskId: task.documentId,
      providerTaskId: ids.join(', ') || null,
      state: task.state,
      failureClass: broken?.class ?? null,
      failurePhase: broken?.phase ?? null,
      providerCode: broken?.providerCode ?? null,
      httpStatus: broken?.httpStatus ?? null,
      launchedAt: task.launchedAt,
      submittedAt: jobs.find((job) => job.submittedAt)?.submittedAt ?? null,
      finishedAt: task.finishedAt,
      provider: providers.nameOf(task.providerId),
      model: task.modelId,
      modelVersion:
        jobs.find((job) => job.effective?.modelVersion)?.effective?.modelVersion ?? null,
      version: product,
    };
  };

  const detailOf = async (task: TaskRow, reader: Reader): Promise<TaskDetail> => {
    const taskId = task.documentId;
    const [jobs, rows, timeline, derived, callbacksOf, costOf] = await Promise.all([
      store.find(providerJobs, { where: { taskId }, orderBy: { ordinal: 'asc' } }),
      store.find(outputs, { where: { taskId }, orderBy: { ordinal: 'asc' } }),
      audit.timelineOfTask(taskId),
      store.find(generationTasks, {
        where: { derivedFrom: taskId },
        orderBy: { id: 'asc' },
        limit: 50,
      }),
      countCallbacks([taskId]),
      costs.ofTasks([taskId]),
    ]);
    const summaries: OutputSummary[] = await outputSummaries(rows, [task]);
    const isOwner = task.ownerId === reader.userId;
    const isElsewhere = task.providerId === ELSEWHERE;
    const showsPrompt = !isElsewhere && mayReadPrompt(reader, task);
    const hasPrompt = showsPrompt && task.promptsRemovedAt === null;
    const isLive = task.finishedAt === null;
    return {
      ...toTaskSummary(
        task,
        jobs,
        summaries,
        { callbacks: callbacksOf(taskId), cost: costOf(taskId) },
        reader
      ),
      requested: showsPrompt ? requestedOf(task) : null,
      elsewhere: isElsewhere ? { tool: task.modelId, changes: task.changes } : null,
      jobs: jobs
        .map((job) => toJobSummary(job, lostStandingOf(task, job)))
        .map((job) => (showsPrompt ? job : withoutPrompts(job))),
      outputs: summaries,
      timeline,
      acts: {
        canCancel: isLive && task.cancelRequestedAt === null,
        canRetry: !isReduced(task) && jobs.some(isRetryable),
        canReproduce: hasPrompt,
        canVary: hasPrompt,
        adoptableOutputs: isOwner
          ? rows
              .filter((row) => isAdoptable(task, row, specificationOf(task)))
              .map(({ documentId }) => documentId)
          : [],
        canReconcile: jobs.some(({ state }) => state === 'submit_unknown'),
        canApproveSpend: mayDecideSpend(task, reader.userId),
      },
      nextStep: task.failure ? failureGuide[task.failure.class].nextStep : null,
      callback: isOwner ? hostOf(task.callbackUrl) : null,
      derivedTasks: derived.map(({ documentId, derivation, state }) => ({
        taskId: documentId,
        derivation: derivation ?? 'variant',
        state,
      })),
      regenerateReason: task.regenerateReason,
      changedSincePreset: await changedSincePreset(task),
      spend: spendDecisionOf(task),
      reproducibility: reproducibilityOf(task, jobs),
      safeEvidence: safeEvidenceOf(task, jobs),
    };
  };

  return {
    outputSummaries,
    taskSummaries,
    visibleTask,
    /** Those of them that the reader may see. */
    visibleTasks: async (taskIds: string[], reader: Reader): Promise<TaskRow[]> =>
      (await store.find(generationTasks, { where: { documentId: { $in: taskIds } } })).filter(
        (task) => maySee(reader, task)
      ),
    derivableTask,
    list,
    detailOf,
    detail: async (taskId: string, reader: Reader) =>
      detailOf(await visibleTask(taskId, reader), reader),

    /** Our id or the provider's: state, download, failure reason, repeat or not. */
    lookup: async (id: string, reader: Reader): Promise<TaskLookup> => {
      const direct = await store.findOne(generationTasks, { documentId: id });
      const job = direct ? null : await store.findOne(providerJobs, { providerTaskId: id });
      const task = await visibleTask(direct?.documentId ?? job?.taskId ?? id, reader);
      const stored: OutputRow[] = await store.find(outputs, {
        where: { taskId: task.documentId, state: 'stored' },
        orderBy: { ordinal: 'asc' },
      });
      return {
        taskId: task.documentId,
        matchedBy: direct ? 'task_id' : 'provider_task_id',
        state: task.state,
        downloadable: await outputSummaries(stored, [task]),
        failure: task.failure ?? null,
        isRepeat: task.repeatOf !== null,
        repeats: task.repeats,
      };
    },

    /** What the duplicate guard has done so far. */
    duplicates: async (): Promise<SettingsStatus['duplicates']> => {
      const [figures] = (await kernel.strapi.db
        .getConnection(generationTasks.tableName)
        .sum({ prevented: 'repeats' })
        .sum({ outputsNotMade: kernel.strapi.db.connection.raw('repeats * outputs_expected') })
        .count({ launchedAnyway: 'repeat_of' })) as Record<string, number | string | null>[];
      return {
        prevented: Number(figures?.prevented ?? 0),
        outputsNotMade: Number(figures?.outputsNotMade ?? 0),
        launchedAnyway: Number(figures?.launchedAnyway ?? 0),
      };
    },

    countLive: (reader: Reader) =>
      store.count(generationTasks, { finishedAt: null, ...ownersOf('all', reader) }),
  };
};
export type Queries = ReturnType<typeof createQueries>;

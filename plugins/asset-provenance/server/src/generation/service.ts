import type { Actor, LaunchRequest, Reference } from '../../../shared';
import { ELSEWHERE, launchSchema } from '../../../shared';
import { specificationsOf } from '../config';
import type { PluginConfig } from '../config';
import type { Audit } from '../audit/service';
import type { Costs } from '../costs/service';
import type { Dispatch } from '../dispatch/service';
import { parse, teamOf } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import type { Providers } from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { createCallbackAddresses } from './callback-address';
import { inlineResults } from './content-types/inline-result';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { taskReferences } from './content-types/task-reference';
import { createAdoption, stageOf } from './adoption';
import { createControl } from './control';
import { createEditedVersions } from './edited-version';
import { createElsewhere } from './elsewhere';
import { createElsewhereRows } from './elsewhere-rows';
import { createElsewhereStoring } from './elsewhere-storing';
import { createOutputFetcher } from './fetch-output';
import { createFileProvenance } from './file-provenance';
import { createHoldings } from './holdings';
import { createDuplicateGuard } from './duplicate-guard';
import { createMarkFacts } from './mark-facts';
import { createJointLaunch } from './joint-launch';
import { createLauncher } from './launch';
import type { Launched } from './prepared-launch';
import { createOutputStanding } from './output-standing';
import { outputWitness } from './output-witness';
import { preflightOf } from './preflight';
import { pricedFactsOf } from './pricing';
import { createReferenceQuality } from './reference-quality';
import { requestedOf } from './present';
import type { Reader } from './present';
import { assertOwner, createLineage } from './lineage';
import { createQueries } from './queries';
import { assertFinalReason } from './stage-boundary';
import { createSpendApproval } from './spend-approval';
import { createSpendOutcomes } from './spend-outcomes';
import type { CountCallbacks } from './queries';
import { createJobSteps } from './job-steps';
import { createPolling } from './poll-job';
import { resolveReferences } from './reference-files';
import { createReducing } from './reducing';
import { createReports } from './reports';
import { createJobRunner } from './run-job';
import { createTaskPreset } from './task-preset';
import type { PresetsAbove } from './task-preset';
import { createTaskReferences } from './task-references';
import { createTransitions } from './transitions';
import type { JobRow, OutputRow, TaskRow } from './transitions';
import { createValidator } from './validate';

export { generationTasks as tasksTable } from './content-types/generation-task';
export { outputs as outputsTable } from './content-types/output';
export { maySee, ownersOf, requestedOf } from './present';
export type { ExaminedLaunch } from './joint-launch';
export type { Launched, PreparedLaunch } from './prepared-launch';
export type { Reader } from './present';
export type { ReportResult } from './reports';
export type { PresetsAbove } from './task-preset';
export type { JobRow, OutputRow, TaskRow } from './transitions';

export { personalRows } from './personal';

export const tables = [generationTasks, providerJobs, outputs, inlineResults, taskReferences];

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  costs: Costs;
  dispatch: Dispatch;
  providers: Providers;
  media: Media;
  audit: Audit;
  authoriseReferences: (references: Reference[]) => Promise<void>;
  countCallbacks: CountCallbacks;
  presets: PresetsAbove;
};

/** Tasks, jobs and outputs, from launch to stored file. */
export const createGeneration = ({
  kernel,
  config,
  costs,
  dispatch,
  providers,
  media,
  audit,
  authoriseReferences,
  countCallbacks,
  presets,
}: Ports) => {
  const { store, strapi } = kernel;
  const transitions = createTransitions(kernel, costs);
  const references = createTaskReferences(kernel);
  const callbackAddresses = createCallbackAddresses(strapi, providers);
  const validate = createValidator(config, providers, costs);
  const guard = createDuplicateGuard({ kernel, config, transitions });
  const launcher = createLauncher({
    kernel,
    costs,
    dispatch,
    guard,
    taskReferences: references,
    validate,
    authoriseReferences,
    presets,
  });
  const launch = async (actor: Actor, request: LaunchRequest): Promise<Launched> => {
    const [launched] = await launcher.record(actor, [await launcher.prepare(actor, request)]);
    if (!launched) throw new Error('A launch was neither recorded nor answered.');
    return launched;
  };
  const taskPreset = createTaskPreset(kernel, presets);
  const taskRow = (taskId: string) =>
    store.findOne(generationTasks, { documentId: taskId }) as Promise<TaskRow | null>;
  const outputRow = (outputId: string) =>
    store.findOne(outputs, { documentId: outputId }) as Promise<OutputRow | null>;
  const lookups = { taskOf: taskRow, outputOf: outputRow };

  const specificationOf = (task: TaskRow) =>
    specificationsOf(config).find(
      ({ purpose, channel, name }) =>
        purpose === task.purpose && channel === task.channel && name === task.specification
    ) ?? null;

  const queries = createQueries({
    kernel,
    media,
    audit,
    costs,
    providers,
    countCallbacks,
    specificationOf,
    changedSincePreset: taskPreset.changedSince,
  });

  const userIdOf = async (task: TaskRow): Promise<number | null> => {
    if (task.ownerType !== 'admin' || !task.ownerId) return null;
    const user = await strapi.db
      .query('admin::user')
      .findOne({ where: { documentId: task.ownerId }, select: ['id'] });
    return (user?.id as number | undefined) ?? null;
  };

  const steps = createJobSteps({ kernel, dispatch, providers, transitions });
  const polling = createPolling({ kernel, providers, steps });
  const runner = createJobRunner({
    kernel,
    providers,
    transitions,
    steps,
    polling,
    taskOf: taskRow,
    resolveReferences: (task) => resolveReferences(media, task.requested.references),
    callbackUrlOf: (job) => callbackAddresses.of(job),
  });
  dispatch.handle('job.submit', runner.submit);
  dispatch.handle('job.advance', runner.advance);
  dispatch.handle(
    'output.fetch',
    createOutputFetcher({
      kernel,
      config,
      dispatch,
      providers,
      media,
      transitions,
      steps,
      taskOf: taskRow,
      userIdOf,
    })
  );

  const markFactsOf = createMarkFacts(kernel, config, providers);
  media.marks.describeBy(markFactsOf);

  const rows = createElsewhereRows(kernel, references);
  const storing = createElsewhereStoring({ kernel, dispatch, media, transitions, steps });
  const elsewhere = {
    ...createElsewhere({ kernel, config, media, rows, storing }),
    ...createEditedVersions({ kernel, config, media, rows, storing, userIdOf }),
  };

  const referenceQuality = createReferenceQuality(kernel, media);
  const control = createControl({
    kernel,
    costs,
    dispatch,
    providers,
    transitions,
    authoriseReferences,
  });
  const lineage = createLineage({
    kernel,
    providers,
    transitions,
    launch,
    requestedOf,
    specificationSizeOf: (task) => specificationOf(task)?.size ?? null,
  });

  return {
    ...control,
    ...createSpendApproval({ kernel, dispatch, transitions, steps }),
    ...elsewhere,
    costsOf: costs.ofTask,
    isElsewhere: ({ providerId }: Pick<TaskRow, 'providerId'>): boolean => providerId === ELSEWHERE,
    ...createAdoption({ kernel, media, transitions, specificationOf, assertOwner }),
    stageOf,
    ...createReports({
      providers,
      dispatch,
      kernel,
      transitions,
      steps,
      polling,
      addresses: callbackAddresses,
    }),
    ...lineage,
    ...queries,
    references,
    witnesses: [outputWitness],
    holdings: createHoldings(kernel),
    ...createReducing(kernel, transitions),
    spendOutcomes: createSpendOutcomes(kernel),
    taskRow,
    specificationOf,
    validate,
    lastUsesOfPresets: taskPreset.lastUses,
    lockTask: transitions.lockTask,
    jobsOf: transitions.jobsOf,
    outputsOf: transitions.outputsOf,
    outputRow,
    jobRow: (jobId: string) =>
      store.findOne(providerJobs, { documentId: jobId }) as Promise<JobRow | null>,
    jobByProviderTaskId: (providerTaskId: string) =>
      store.findOne(providerJobs, { providerTaskId }) as Promise<JobRow | null>,
    /** What may be said to everybody of how a stored file was made, by its `hash`. */
    markFactsOf,
    findOutputs: <K extends keyof OutputRow = keyof OutputRow>(
      where: Record<string, unknown>,
      options: { limit: number; orderBy?: Record<string, 'asc' | 'desc'>; select?: K[] }
    ) => store.find(outputs, { where, ...options }) as Promise<Pick<OutputRow, K>[]>,
    countOutputs: (where: Record<string, unknown>) => store.count(outputs, where),
    /** Tasks that were derived from one result, newest first. */
    tasksFromOutput: ({ taskId, documentId }: OutputRow, limit: number): Promise<TaskRow[]> =>
      store.find(generationTasks, {
        where: { derivedFrom: taskId, derivedFromOutput: documentId },
        orderBy: { id: 'desc' },
        limit,
      }),
    tasksByIds: <K extends keyof TaskRow = keyof TaskRow>(ids: string[], select?: K[]) =>
      (ids.length
        ? store.find(generationTasks, { where: { documentId: { $in: ids } }, select })
        : Promise.resolve([])) as Promise<Pick<TaskRow, K>[]>,
    requestedOf,

    /** Names of owners as their newest tasks have them. */
    ownerNames: async (ownerIds: string[]): Promise<Map<string, string>> => {
      const names = new Map<string, string>();
      for (const ownerId of ownerIds) {
        const [task] = await store.find(generationTasks, {
          where: { ownerId },
          orderBy: { id: 'desc' },
          limit: 1,
        });
        if (task) names.set(ownerId, task.ownerName);
      }
      return names;
    },

    launch: async (actor: Actor, body: unknown, reader: Reader) => {
      const request = parse(launchSchema, body);
      if (request.derivedFrom) await queries.derivableTask(request.derivedFrom.taskId, reader);
      await assertFinalReason(request, costs.finalWithoutDraft, lookups);
      return launch(actor, request);
    },

    ...createJointLaunch({ costs, guard, launcher, lookups }),

    preflight: async (actor: Actor, body: unknown) => {
      const request: LaunchRequest = parse(launchSchema, body);
      const valid = validate(request);
      const { parameters } = valid;
      await presets.nameFor(actor, request.preset);
      await authoriseReferences(parameters.references);
      const priced = { facts: pricedFactsOf(request, parameters), outputs: parameters.count };
      return preflightOf(valid, {
        checks: await referenceQuality(parameters),
        spend: await costs.preview([priced], actor, new Date()),
        finalWithoutDraft: costs.finalWithoutDraft,
      });
    },

    ...createOutputStanding(kernel, media),
    provenanceOf: createFileProvenance(kernel),

    readerOf: async ({ user, can }: Request): Promise<Reader> => ({
      userId: user.documentId,
      teamIds: await teamOf(strapi, user),
      mayReadAll: can('task.read-all'),
      mayReadPrompts: can('record.read-private'),
    }),
  };
};
export type Generation = ReturnType<typeof createGeneration>;

import { randomInt } from 'node:crypto';
import type { Actor, LaunchRequest, Reference } from '../../../shared';
import type { Costs, JobToPay } from '../costs/service';
import type { Dispatch } from '../dispatch/service';
import type { Kernel, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { answeredBy, earlierSame, fingerprintOf } from './duplicate-guard';
import type { DuplicateGuard } from './duplicate-guard';
import { pricedOf } from './prepared-launch';
import type { Launched, PreparedLaunch } from './prepared-launch';
import { outputsPerJobOf, pricedFactsOf } from './pricing';
import { parameterSummary } from './summary';
import type { PresetsAbove } from './task-preset';
import type { TaskReferences } from './task-references';
import type { TaskRow } from './transitions';
import type { ValidLaunch } from './validate';

const MAX_SEED = 4294967295;

type Ports = {
  kernel: Kernel;
  costs: Costs;
  dispatch: Dispatch;
  guard: DuplicateGuard;
  taskReferences: TaskReferences;
  validate: (request: LaunchRequest) => ValidLaunch;
  /** Refuses references without a stated authorisation; belongs to a room above. */
  authoriseReferences: (references: Reference[]) => Promise<void>;
  presets: Pick<PresetsAbove, 'nameFor'>;
};

/** Jobs of one task get seeds in a row; chosen here where nobody chose one, so that all can be repeated. */
const seedOf = ({ parameters, model }: ValidLaunch): number | null => {
  const isSplit = parameters.count > model.outputsPerJob;
  return parameters.seed ?? (model.hasSeed && isSplit ? randomInt(MAX_SEED) : null);
};

type Circumstances = { repeatOf: string | null; isAwaiting: boolean; isOneOfMany: boolean };

/** One of the launches that are recorded together. */
type Plan = {
  launch: PreparedLaunch;
  /** Of a task that was there before. */
  answer: Launched | null;
  isPaid: boolean;
  repeatOf: string | null;
};

/** Records launches: the task with its jobs and expected outputs, or the first one again. */
export const createLauncher = ({
  kernel,
  costs,
  dispatch,
  guard,
  taskReferences,
  validate,
  authoriseReferences,
  presets,
}: Ports) => {
  const { store, transact } = kernel;

  const insertJob = async (
    task: TaskRow,
    {
      first,
      ordinal,
      outputsExpected,
    }: { first: number; ordinal: number; outputsExpected: number },
    seed: number | null
  ): Promise<string> => {
    const job = await store.insert(providerJobs, {
      taskId: task.documentId,
      ordinal,
      state: 'queued',
      providerId: task.providerId,
      clientKey: `${task.documentId}-${ordinal}`,
      outputsExpected,
      seed: seed === null ? null : (seed + first) % (MAX_SEED + 1),
    });
    for (let jobOrdinal = 0; jobOrdinal < outputsExpected; jobOrdinal += 1) {
      await store.insert(outputs, {
        taskId: task.documentId,
        jobId: job.documentId,
        ordinal: first + jobOrdinal,
        jobOrdinal,
        state: 'expected',
        approvalStatus: 'unsubmitted',
      });
    }
    return job.documentId;
  };

  /** The jobs with what they may cost; what waits for an approval of its spending is not sent. */
  const insertJobs = async (
    tx: Transaction,
    task: TaskRow,
    { request, parameters, model, ...launch }: ValidLaunch
  ): Promise<void> => {
    const seed = seedOf({ request, parameters, model, ...launch });
    const facts = pricedFactsOf(request, parameters);
    const owner = { type: tx.actor.type, id: task.ownerId, name: task.ownerName };
    const jobs: JobToPay[] = [];
    let first = 0;
    for (const [ordinal, outputsExpected] of outputsPerJobOf(parameters, model).entries()) {
      const jobId = await insertJob(task, { first, ordinal, outputsExpected }, seed);
      const { documentId: taskId, purpose } = task;
      jobs.push({ jobId, taskId, facts, outputs: outputsExpected, purpose, owner });
      if (task.spendApproval !== 'awaiting') await dispatch.enqueue(tx, 'job.submit', jobId);
      first += outputsExpected;
    }
    await costs.reserve(tx, jobs);
  };

  const record = async (
    tx: Transaction,
    actor: Actor,
    launch: PreparedLaunch,
    { repeatOf, isAwaiting, isOneOfMany }: Circumstances
  ): Promise<Launched> => {
    const { request, parameters, model, parametersHash } = launch;
    const { prompt, negativePrompt, ...rest } = parameters;
    const task = await store.insert(generationTasks, {
      state: isAwaiting ? 'awaiting_approval' : 'queued',
      spendApproval: isAwaiting ? 'awaiting' : null,
      kind: parameters.kind,
      inputType: parameters.inputType,
      stage: request.stage,
      purpose: request.purpose,
      channel: request.channel,
      specification: launch.specification?.name ?? null,
      brand: request.brand,
      series: request.series,
      subject: request.subject,
      providerId: request.providerId,
      modelId: request.modelId,
      prompt,
      negativePrompt,
      requested: { ...rest, prompt: '', negativePrompt: null } as TaskRow['requested'],
      parameterSummary: parameterSummary({
        modelName: model.name,
        stage: request.stage,
        parameters,
      }),
      parametersHash,
      callbackUrl: request.callbackUrl,
      idempotencyKey: request.idempotencyKey,
      ownerType: actor.type,
      ownerId: actor.id,
      ownerName: actor.name,
      derivation: request.derivedFrom?.derivation ?? null,
      derivedFrom: request.derivedFrom?.taskId ?? null,
      derivedFromOutput: request.derivedFrom?.outputId ?? null,
      repeatOf,
      repeatReason: request.repeatReason,
      finalReason: request.finalReason,
      presetId: request.preset?.presetId ?? null,
      presetVersion: request.preset?.version ?? null,
      presetName: launch.presetName,
      regenerateReason: await regenerateReasonOf(request),
      referenceCount: parameters.references.length,
      outputsExpected: parameters.count,
      launchedAt: tx.at.toISOString(),
    });
    await tx.emit({
      type: 'task.launched',
      aggregateType: 'task',
      aggregateId: task.documentId,
      aggregateVersion: 1,
      taskId: task.documentId,
      note: request.repeatReason ?? request.finalReason,
      data: {
        purpose: task.purpose,
        channel: task.channel,
        stage: task.stage,
        kind: task.kind,
        providerId: task.providerId,
        modelId: task.modelId,
        parametersHash,
        jobs: Math.ceil(parameters.count / model.outputsPerJob),
        outputs: parameters.count,
        derivation: task.derivation,
        derivedFrom: task.derivedFrom,
        repeatOf,
        presetId: task.presetId,
        presetVersion: task.presetVersion,
        isOneOfMany,
      },
    });
    await taskReferences.record(tx, task.documentId, parameters.references);
    await insertJobs(tx, task, launch);
    return { task, isRepeat: false };
  };

  const regenerateReasonOf = async ({ derivedFrom }: LaunchRequest): Promise<string | null> => {
    if (derivedFrom?.derivation !== 'regenerate' || !derivedFrom.outputId) return null;
    const output = await store.findOne(outputs, { documentId: derivedFrom.outputId });
    return output?.taskId === derivedFrom.taskId ? output.verdictReason : null;
  };

  return {
    /**
     * Everything that is asked before anything is written.
     * @throws Refusal 400 that names the fields.
     */
    prepare: async (actor: Actor, request: LaunchRequest): Promise<PreparedLaunch> => {
      await kernel.refuseSecrets(actor, request);
      const presetName = await presets.nameFor(actor, request.preset);
      const launch = validate(request);
      await authoriseReferences(launch.parameters.references);
      return { ...launch, presetName, parametersHash: fingerprintOf(launch) };
    },

    /**
     * Records launches, all or none: what one alone would be let pass must have room in the budgets
     * together with the others, and waits for an approval of spending when all together are above it.
     */
    record: async (actor: Actor, launches: PreparedLaunch[]): Promise<Launched[]> => {
      const launched = await transact(actor, async (tx) => {
        await guard.serialise(tx, launches);
        const plans: Plan[] = [];
        for (const [at, launch] of launches.entries()) {
          const first = await guard.firstOf(tx, actor, launch);
          const isPaid = !first.answers && answeredBy(launches, at) === null;
          // Tasks are locked before money: whoever settles a job does it in this order.
          const answer =
            first.task && first.answers ? await guard.answerWith(tx, first.task) : null;
          plans.push({ launch, answer, isPaid, repeatOf: first.task?.documentId ?? null });
        }
        const paid = plans.filter(({ isPaid }) => isPaid).map(({ launch }) => pricedOf(launch));
        // One alone is asked about when its money is reserved.
        if (paid.length > 1) await costs.assertRoom(tx, paid, actor.id);
        const isAwaiting = costs.needsApproval(costs.amountOf(paid, tx.at));

        const answers: Launched[] = [];
        for (const [at, { launch, answer, isPaid, repeatOf }] of plans.entries()) {
          const above = earlierSame(launches, at);
          const same = above === null ? null : (answers[above]?.task ?? null);
          if (answer) answers.push(answer);
          else if (same && !isPaid) answers.push(await guard.answerWith(tx, same));
          else
            answers.push(
              await record(tx, actor, launch, {
                repeatOf: repeatOf ?? same?.documentId ?? null,
                isAwaiting,
                isOneOfMany: launches.length > 1,
              })
            );
        }
        return answers;
      });
      dispatch.wake();
      return launched;
    },
  };
};
export type Launcher = ReturnType<typeof createLauncher>;

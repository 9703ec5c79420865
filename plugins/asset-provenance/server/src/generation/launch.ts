import { randomInt } from 'node:crypto';
import type { Actor, LaunchRequest, Reference } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Costs, JobToPay } from '../costs/service';
import type { Dispatch } from '../dispatch/service';
import { canonicalText, conflict, sha256 } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { outputsPerJobOf, pricedFactsOf } from './pricing';
import { parameterSummary } from './summary';
import type { PresetsAbove } from './task-preset';
import type { TaskReferences } from './task-references';
import type { TaskRow, Transitions } from './transitions';
import type { ValidLaunch } from './validate';

const MAX_SEED = 4294967295;

/** The same launch as it was recorded before. */
type First = { task: TaskRow | null; answers: boolean };

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  costs: Costs;
  dispatch: Dispatch;
  transitions: Transitions;
  taskReferences: TaskReferences;
  validate: (request: LaunchRequest) => ValidLaunch;
  /** Refuses references without a stated authorisation; belongs to a room above. */
  authoriseReferences: (references: Reference[]) => Promise<void>;
  presets: Pick<PresetsAbove, 'nameFor'>;
};

export type Launched = { task: TaskRow; isRepeat: boolean };
/** A launch that may be recorded, and what makes two of them the same. */
export type PreparedLaunch = ValidLaunch & { parametersHash: string; presetName: string | null };
/** What it would pay for. */
export const pricedOf = ({ request, parameters }: ValidLaunch) => ({
  facts: pricedFactsOf(request, parameters),
  outputs: parameters.count,
});

/** What makes two launches the same: everything that the provider would get, and what for. */
const fingerprintOf = ({ request, parameters }: ValidLaunch): string =>
  sha256(
    canonicalText({
      providerId: request.providerId,
      modelId: request.modelId,
      stage: request.stage,
      purpose: request.purpose,
      channel: request.channel,
      specification: request.specification,
      brand: request.brand,
      series: request.series,
      subject: request.subject,
      parameters,
    })
  );

/** Place of an earlier launch that asks for exactly the same; null: none does. */
const earlierSame = (launches: PreparedLaunch[], at: number): number | null => {
  const place = launches.findIndex(
    ({ parametersHash }) => parametersHash === launches[at]?.parametersHash
  );
  return place < at && place >= 0 ? place : null;
};

const isExempt = ({ request }: PreparedLaunch): boolean =>
  Boolean(request.derivedFrom ?? request.repeatReason);

/** Place of an earlier launch that will have answered this one; null: it is a task of its own. */
export const answeredBy = (launches: PreparedLaunch[], at: number): number | null => {
  const launch = launches[at];
  return launch && !isExempt(launch) ? earlierSame(launches, at) : null;
};

/** Jobs of one task get seeds in a row; chosen here where nobody chose one, so that all can be repeated. */
const seedOf = ({ parameters, model }: ValidLaunch): number | null => {
  const isSplit = parameters.count > model.outputsPerJob;
  return parameters.seed ?? (model.hasSeed && isSplit ? randomInt(MAX_SEED) : null);
};

/** Records launches: the task with its jobs and expected outputs, or the first one again. */
export const createLauncher = ({
  kernel,
  config,
  costs,
  dispatch,
  transitions,
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

  /** A task of the same owner with the same fingerprint, recent enough and not ended empty. */
  const findFirst = (actor: Actor, parametersHash: string, now: Date) =>
    store.find(generationTasks, {
      where: {
        parametersHash,
        ownerId: actor.id,
        state: { $notIn: ['failed', 'cancelled'] },
        launchedAt: {
          $gt: new Date(now.getTime() - config.duplicateWindowMinutes * 60_000).toISOString(),
        },
      },
      orderBy: { id: 'asc' },
      limit: 1,
    });

  const answerWithFirst = async (tx: Transaction, first: TaskRow): Promise<Launched> => {
    const task = await transitions.lockTask(tx, first.documentId);
    const repeats = task.repeats + 1;
    await store.compareAndSet(
      generationTasks,
      { documentId: task.documentId, version: task.version },
      { repeats, version: task.version + 1 }
    );
    await tx.emit({
      type: 'task.repeated',
      aggregateType: 'task',
      aggregateId: task.documentId,
      aggregateVersion: task.version + 1,
      taskId: task.documentId,
      data: { repeats },
    });
    return { task: { ...task, repeats }, isRepeat: true };
  };

  const record = async (
    tx: Transaction,
    actor: Actor,
    launch: PreparedLaunch,
    { repeatOf, isAwaiting }: { repeatOf: string | null; isAwaiting: boolean }
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

  const sameKey = async (
    tx: Transaction,
    actor: Actor,
    request: LaunchRequest,
    parametersHash: string
  ): Promise<TaskRow | null> => {
    if (!request.idempotencyKey) return null;
    const first = await store.findOne(generationTasks, { idempotencyKey: request.idempotencyKey });
    if (!first) return null;
    const isSame =
      first.parametersHash === parametersHash &&
      first.ownerId === actor.id &&
      first.callbackUrl === request.callbackUrl;
    if (!isSame) {
      throw conflict(
        {
          en: 'This idempotency key was already used for another launch.',
          zh: '该幂等键已用于另一次发起。',
        },
        { fields: [{ path: 'idempotencyKey', message: 'is already used', zh: '已被使用' }] },
        {
          en: 'Choose a new key, or send exactly the first request again.',
          zh: '请更换幂等键，或原样重发第一次的请求。',
        }
      );
    }
    return first;
  };

  /** Nobody launches the same meanwhile. In one order for all, so that nobody waits in a circle. */
  const serialise = async (tx: Transaction, launches: PreparedLaunch[]): Promise<void> => {
    const names = launches.flatMap(({ parametersHash, request: { idempotencyKey } }) => [
      `launch:${parametersHash}`,
      ...(idempotencyKey ? [`key:${idempotencyKey}`] : []),
    ]);
    for (const name of [...new Set(names)].sort()) await kernel.serialise(tx, name);
  };

  /** Says of each launch which task is the same, and whether that one answers instead of a new one. */
  const firstOf = async (tx: Transaction, actor: Actor, launch: PreparedLaunch): Promise<First> => {
    const { request, parametersHash } = launch;
    const known = await sameKey(tx, actor, request, parametersHash);
    if (known) return { task: known, answers: true };
    const [task = null] = request.derivedFrom ? [] : await findFirst(actor, parametersHash, tx.at);
    return { task, answers: task !== null && !request.repeatReason };
  };

  /** One alone is asked about when its money is reserved. */
  const assertAffordable = async (
    tx: Transaction,
    actor: Actor,
    paid: PreparedLaunch[]
  ): Promise<void> => {
    if (paid.length > 1) await costs.assertRoom(tx, paid.map(pricedOf), actor.id);
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

    /** The task that would answer this launch; null: a new one. */
    firstSince: async (actor: Actor, launch: PreparedLaunch, now: Date): Promise<TaskRow | null> =>
      isExempt(launch) ? null : ((await findFirst(actor, launch.parametersHash, now))[0] ?? null),

    /**
     * Records launches, all or none: what one alone would be let pass must have room in the budgets
     * together with the others, and waits for an approval of spending when all together are above it.
     */
    record: async (actor: Actor, launches: PreparedLaunch[]): Promise<Launched[]> => {
      const launched = await transact(actor, async (tx) => {
        await serialise(tx, launches);
        const plans: First[] = [];
        for (const launch of launches) plans.push(await firstOf(tx, actor, launch));
        const paid = launches.filter(
          (_, at) => !plans[at]?.answers && answeredBy(launches, at) === null
        );
        await assertAffordable(tx, actor, paid);
        const isAwaiting = costs.needsApproval(costs.amountOf(paid.map(pricedOf), tx.at));

        const answers: Launched[] = [];
        for (const [at, launch] of launches.entries()) {
          const isSameAbove = earlierSame(launches, at) !== null;
          const first = isSameAbove ? await firstOf(tx, actor, launch) : plans[at];
          answers.push(
            first?.task && first.answers
              ? await answerWithFirst(tx, first.task)
              : await record(tx, actor, launch, {
                  repeatOf: first?.task?.documentId ?? null,
                  isAwaiting,
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

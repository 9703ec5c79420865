import type { Actor, LaunchRequest } from '../../../shared';
import type { PluginConfig } from '../config';
import { launchHashOf } from '../evidence';
import { conflict } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import type { Launched, PreparedLaunch } from './prepared-launch';
import type { TaskRow, Transitions } from './transitions';
import type { ValidLaunch } from './validate';

/** The same launch as it was recorded before, and whether that one answers instead of a new one. */
type First = { task: TaskRow | null; answers: boolean };

type Ports = { kernel: Kernel; config: PluginConfig; transitions: Transitions };

/** What makes two launches the same: everything that the provider would get, and what for. */
export const fingerprintOf = ({ request, parameters }: ValidLaunch): string =>
  launchHashOf({
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
  });

/** Place of an earlier launch that asks for exactly the same; null: none does. */
export const earlierSame = (launches: PreparedLaunch[], at: number): number | null => {
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

/** Finds launches that were recorded before, so that nothing is paid twice by accident. */
export const createDuplicateGuard = ({ kernel, config, transitions }: Ports) => {
  const { store } = kernel;

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

  return {
    /** Nobody launches the same meanwhile. In one order for all, so that nobody waits in a circle. */
    serialise: async (tx: Transaction, launches: PreparedLaunch[]): Promise<void> => {
      const names = launches.flatMap(({ parametersHash, request: { idempotencyKey } }) => [
        `launch:${parametersHash}`,
        ...(idempotencyKey ? [`key:${idempotencyKey}`] : []),
      ]);
      for (const name of [...new Set(names)].sort()) await kernel.serialise(tx, name);
    },

    /** Says of each launch which task is the same, and whether that one answers instead of a new one. */
    firstOf: async (tx: Transaction, actor: Actor, launch: PreparedLaunch): Promise<First> => {
      const { request, parametersHash } = launch;
      const known = await sameKey(tx, actor, request, parametersHash);
      if (known) return { task: known, answers: true };
      const [task = null] = request.derivedFrom
        ? []
        : await findFirst(actor, parametersHash, tx.at);
      return { task, answers: task !== null && !request.repeatReason };
    },

    /** The task that would answer this launch; null: a new one. */
    firstSince: async (actor: Actor, launch: PreparedLaunch, now: Date): Promise<TaskRow | null> =>
      isExempt(launch) ? null : ((await findFirst(actor, launch.parametersHash, now))[0] ?? null),

    answerWith: async (tx: Transaction, first: TaskRow): Promise<Launched> => {
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
    },
  };
};
export type DuplicateGuard = ReturnType<typeof createDuplicateGuard>;

import type { Failure } from '../../../shared';
import { systemActor } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Dispatch, Outcome } from '../dispatch/service';
import { backoff, reached } from '../kernel';
import type { Kernel } from '../kernel';
import { NotThatMedia, TooLarge, inspect, slugOf } from '../media/service';
import type { Media, MediaFile } from '../media/service';
import { ProviderError, ResultExpired, failure } from '../providers/service';
import type { Adapter, Providers } from '../providers/service';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { provenanceOfOutput } from './file-provenance';
import { handleOf } from './job-handle';
import type { JobSteps } from './job-steps';
import { dropInline, inlineResult, isInline, locationsOf } from './inline-results';
import type { JobRow, OutputRow, TaskRow, Transitions } from './transitions';

/** Tries to fetch and store one output before it counts as failed; a person may ask again. */
const MAX_FETCHES = 4;
/** When to see whether the run that was ahead came to its end, in milliseconds. */
const LOOK_AGAIN_MS = 15_000;

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  dispatch: Dispatch;
  providers: Providers;
  media: Media;
  transitions: Transitions;
  steps: JobSteps;
  taskOf: (taskId: string) => Promise<TaskRow | null>;
  userIdOf: (task: TaskRow) => Promise<number | null>;
};

/** `canvas-bag_product-hero_k3f9a2c1_1_x7d2`: readable, and unique by the output's own id. */
const storageKeyOf = (task: TaskRow, output: OutputRow): string =>
  [
    slugOf(task.subject ?? task.series ?? task.brand ?? '') || task.kind,
    slugOf(task.purpose),
    task.documentId.slice(-8),
    output.ordinal + 1,
    output.documentId.slice(-6),
  ].join('_');

const displayNameOf = (task: TaskRow, output: OutputRow): string =>
  [
    task.subject ?? task.series ?? task.brand,
    task.purpose.replaceAll('_', ' '),
    `${task.documentId.slice(-8)}-${output.ordinal + 1}`,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(/[<>:"/\\|?*\u0000-\u001F]/g, ' ')
    .slice(0, 180);

/** Another run is ahead, and may still die: only what it leaves says that nothing is to be done. */
const lookAgain = (): Outcome => ({ againAt: new Date(Date.now() + LOOK_AGAIN_MS) });

/** The handler of `output.fetch`: brings one output here. It never asks for a new generation. */
export const createOutputFetcher = ({
  kernel,
  config,
  dispatch,
  providers,
  media,
  transitions,
  steps,
  taskOf,
  userIdOf,
}: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, moveOutput, refold } = transitions;

  const uploadLimit = kernel.strapi.config.get<number>('plugin::upload.sizeLimit', Infinity);
  const maxBytes = Math.min(config.maxDownloadBytes, uploadLimit ?? Infinity);

  const outputOf = (outputId: string) =>
    store.findOne(outputs, { documentId: outputId }) as Promise<OutputRow | null>;
  const jobOf = (jobId: string) =>
    store.findOne(providerJobs, { documentId: jobId }) as Promise<JobRow | null>;

  /** The key under which it will be stored is committed before anything is. */
  const begin = async (task: TaskRow, output: OutputRow): Promise<OutputRow | null> => {
    if (output.state === 'fetching') return output;
    return transact(systemActor, async (tx) => {
      const current = await lockTask(tx, task.documentId);
      const moved = await moveOutput(tx, output, 'fetching', {
        storageKey: output.storageKey ?? storageKeyOf(task, output),
      });
      await refold(tx, current);
      return moved;
    });
  };

  /** Asks the provider again where the files are: addresses expire. */
  const freshAddress = async (
    adapter: Adapter,
    task: TaskRow,
    job: JobRow,
    ordinal: number
  ): Promise<string> => {
    const { providerTaskId, ...rest } = handleOf(task, job);
    const answer = providerTaskId ? await adapter.poll({ ...rest, providerTaskId }) : null;
    const results = answer?.kind === 'succeeded' ? answer.results : [];
    const result = results[ordinal];
    if (!result)
      throw new ProviderError(
        failure('download', 'download', {
          message: 'The provider no longer offers this file.',
          billed: 'yes',
        })
      );
    await store.compareAndSet(
      providerJobs,
      { documentId: job.documentId, version: job.version },
      { results: locationsOf(results) }
    );
    return result.url;
  };

  const openInline = async (
    adapter: Adapter,
    job: JobRow,
    ordinal: number,
    signal: AbortSignal
  ) => {
    const dataUrl = await inlineResult(store, job.documentId, ordinal);
    if (!dataUrl)
      throw new ProviderError(
        failure('download', 'download', {
          message: 'The bytes that came with the answer are not here any more.',
          billed: 'yes',
        })
      );
    return adapter.open(dataUrl, signal);
  };

  const open = async (
    adapter: Adapter,
    task: TaskRow,
    job: JobRow,
    ordinal: number,
    signal: AbortSignal
  ) => {
    const known = job.results?.[ordinal]?.url;
    if (known && isInline(known)) return openInline(adapter, job, ordinal, signal);
    try {
      return await adapter.open(known ?? (await freshAddress(adapter, task, job, ordinal)), signal);
    } catch (error) {
      if (!(error instanceof ResultExpired)) throw error;
      return adapter.open(await freshAddress(adapter, task, job, ordinal), signal);
    }
  };

  const receive = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    output: OutputRow,
    signal: AbortSignal
  ) => {
    const stream = await open(adapter, task, job, output.jobOrdinal, signal);
    const received = await media.receive(stream, {
      name: output.documentId,
      maxBytes,
      signal,
    });
    try {
      const facts = await inspect(received.path, task.kind);
      const patch = {
        receivedSha256: received.sha256,
        bytes: received.bytes,
        mime: facts.mime,
        width: facts.width,
        height: facts.height,
        durationSeconds: facts.durationSeconds,
        version: output.version + 1,
      };
      const isMine = await store.compareAndSet(
        outputs,
        { documentId: output.documentId, state: 'fetching', version: output.version },
        patch
      );
      if (isMine) return { output: { ...output, ...patch }, path: received.path, ext: facts.ext };
      await media.discard(received.path);
      return null;
    } catch (error) {
      await media.discard(received.path);
      throw error;
    }
  };

  const commit = async (
    task: TaskRow,
    output: OutputRow,
    file: MediaFile,
    { storedSha256, storedBytes }: { storedSha256: string; storedBytes: number }
  ) => {
    await transact(systemActor, async (tx) => {
      const current = await lockTask(tx, task.documentId);
      const moved = await moveOutput(tx, output, 'stored', {
        storedSha256,
        bytes: storedBytes,
        fileDocumentId: file.documentId,
        failure: null,
        approvalStatus: 'unsubmitted',
      });
      if (!moved) return;
      await dropInline(store, output.jobId, output.jobOrdinal);
      const provenance = provenanceOfOutput(moved, current, 'generated');
      await media.setProvenance(tx, file.documentId, provenance);
      await media.marks.emit(tx, file, output.taskId);
      const job = await jobOf(output.jobId);
      if (job) await steps.closeJob(tx, job);
      await refold(tx, current);
      reached('before-output-commit', output.documentId);
    });
    dispatch.wake();
  };

  const giveUp = async (task: TaskRow, output: OutputRow, why: Failure) => {
    await transact(systemActor, async (tx) => {
      const current = await lockTask(tx, task.documentId);
      const moved = await moveOutput(tx, output, 'failed', {
        failure: why,
        attempts: output.attempts + 1,
      });
      const job = moved && (await jobOf(output.jobId));
      if (job) await steps.closeJob(tx, job);
      await refold(tx, current);
    });
    if (output.storageKey) await media.discardUnadopted(output.storageKey);
  };

  const whyFailed = (error: unknown): Failure => {
    if (error instanceof ProviderError)
      return {
        ...error.failure,
        class: 'download',
        group: 'download',
        phase: 'download',
        billed: 'yes',
      };
    const isFinal =
      error instanceof NotThatMedia || error instanceof TooLarge || error instanceof ResultExpired;
    return failure('download', 'download', {
      message: error instanceof Error ? error.message : String(error),
      retryable: !isFinal,
      billed: 'yes',
    });
  };

  const bring = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    started: OutputRow,
    signal: AbortSignal
  ): Promise<Outcome> => {
    const key = started.storageKey ?? '';
    const adopted = started.receivedSha256 ? await media.fileByHash(key) : null;
    if (adopted) {
      const stored = await media.original(adopted);
      if (stored) {
        await commit(task, started, adopted, {
          storedSha256: stored.sha256,
          storedBytes: stored.bytes,
        });
        return 'done';
      }
    }
    const received = await receive(adapter, job, task, started, signal);
    if (!received) return lookAgain();
    try {
      reached('before-upload', started.documentId);
      const { file, ...stored } = await media.store({
        path: received.path,
        storageKey: key,
        name: displayNameOf(task, started),
        ext: received.ext,
        mime: received.output.mime ?? 'application/octet-stream',
        bytes: received.output.bytes ?? 0,
        folderName: config.purposes[task.purpose]?.en ?? task.purpose,
        userId: await userIdOf(task),
      });
      reached('after-upload', started.documentId);
      await commit(task, received.output, file, stored);
      return 'done';
    } finally {
      await media.discard(received.path);
    }
  };

  return async (outputId: string, { signal }: { signal: AbortSignal }): Promise<Outcome> => {
    const output = await outputOf(outputId);
    if (!output || output.state === 'stored' || output.state === 'failed') return 'done';
    const [task, job] = await Promise.all([taskOf(output.taskId), jobOf(output.jobId)]);
    const adapter = job && providers.adapter(job.providerId);
    if (!task || !job || job.state !== 'succeeded') return 'done';
    // The provider was taken out of the settings; its files can wait for it.
    if (!adapter) return { againAt: new Date(Date.now() + 60_000) };
    const started = await begin(task, output);
    if (!started) return lookAgain();
    try {
      return await bring(adapter, job, task, started, signal);
    } catch (error) {
      if (signal.aborted) return { againAt: new Date() };
      const current = (await outputOf(outputId)) ?? started;
      const why = whyFailed(error);
      if (!why.retryable || current.attempts + 1 >= MAX_FETCHES) {
        await giveUp(task, current, why);
        return 'done';
      }
      await store.compareAndSet(
        outputs,
        { documentId: outputId, version: current.version },
        { attempts: current.attempts + 1 }
      );
      return {
        againAt: new Date(
          Date.now() + backoff(current.attempts + 1, { baseMs: 300, maxMs: 60_000 })
        ),
      };
    }
  };
};

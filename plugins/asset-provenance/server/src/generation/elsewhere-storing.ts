import type { Origin } from '../../../shared';
import { systemActor } from '../../../shared';
import type { Dispatch, Outcome } from '../dispatch/service';
import type { Kernel, Transaction } from '../kernel';
import { isOthersGenerative } from '../media/service';
import type { Media, MediaFile, ReceivedBytes } from '../media/service';
import { failure } from '../providers/service';
import { outputs } from './content-types/output';
import { provenanceOfOutput } from './file-provenance';
import type { JobSteps } from './job-steps';
import type { OutputRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  media: Media;
  transitions: Transitions;
  steps: JobSteps;
};

/** Work that looks after an edited version whose server died while it was being stored. */
const SETTLE = 'elsewhere.settle';
/** Longer than storing a file takes, in milliseconds. */
const SETTLE_AFTER_MS = 30 * 60_000;

/** How the file of a work that was made elsewhere comes to its output, or does not. */
export const createElsewhereStoring = ({ kernel, dispatch, media, transitions, steps }: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, moveOutput, refold } = transitions;

  /** The file is here: output, job and task are done. @returns false when that was settled before. */
  const finish = async (
    tx: Transaction,
    output: OutputRow,
    file: MediaFile,
    { sha256, bytes }: { sha256: string; bytes: number },
    origin: Origin
  ): Promise<boolean> => {
    const task = await lockTask(tx, output.taskId);
    const moved = await moveOutput(tx, output, 'stored', {
      storedSha256: sha256,
      bytes,
      fileDocumentId: file.documentId,
      approvalStatus: 'unsubmitted',
    });
    if (!moved) return false;
    await media.setProvenance(tx, file.documentId, provenanceOfOutput(moved, task, origin));
    await media.marks.emit(tx, file, output.taskId);
    const job = await steps.jobOf(output.jobId);
    if (job) await steps.closeJob(tx, job);
    await refold(tx, task);
    return true;
  };

  const giveUp = async (output: OutputRow): Promise<void> => {
    await transact(systemActor, async (tx) => {
      const task = await lockTask(tx, output.taskId);
      const moved = await moveOutput(tx, output, 'failed', {
        failure: failure('download', 'download', {
          message: 'The edited version could not be stored. Upload it again.',
          billed: 'no',
          retryable: false,
        }),
      });
      const job = moved && (await steps.jobOf(output.jobId));
      if (job) await steps.closeJob(tx, job);
      await refold(tx, task);
    });
    if (output.storageKey) await media.discardUnadopted(output.storageKey);
  };

  /** Brings an edited version to its end, whatever became of the server that took it. */
  const settle = async (outputId: string): Promise<Outcome> => {
    const output = (await store.findOne(outputs, {
      documentId: outputId,
    })) as OutputRow | null;
    if (output?.state !== 'fetching' || !output.storageKey) return 'done';
    const file = await media.fileByHash(output.storageKey);
    const stored = file && (await media.original(file));
    if (!file || !stored) await giveUp(output);
    else await transact(systemActor, (tx) => finish(tx, output, file, stored, 'declared'));
    return 'done';
  };
  dispatch.handle(SETTLE, settle);

  return {
    finish,
    settle,
    originOf: (received: Pick<ReceivedBytes, 'findings'> | null): Origin =>
      received?.findings?.some(isOthersGenerative) ? 'detected' : 'declared',
    /** Part of the transaction that writes the rows. */
    settleLater: (tx: Transaction, outputId: string) =>
      dispatch.enqueue(tx, SETTLE, outputId, new Date(tx.at.getTime() + SETTLE_AFTER_MS)),
  };
};
export type ElsewhereStoring = ReturnType<typeof createElsewhereStoring>;

import type { ApprovalStatus } from '../../../shared';
import { conflict } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { Media } from '../media/service';
import { outputs } from './content-types/output';
import type { OutputRow } from './transitions';

type Submission = Partial<
  Pick<
    OutputRow,
    | 'submittedAt'
    | 'submittedById'
    | 'submittedByName'
    | 'submissionNote'
    | 'alternativeText'
    | 'alternativeTexts'
    | 'verdictReason'
    | 'verdict'
    | 'decidedAt'
    | 'purpose'
    | 'channel'
    | 'kind'
    | 'ownerId'
    | 'storedSha256'
    | 'mime'
    | 'width'
    | 'height'
    | 'bytes'
  >
>;

/** Where outputs stand with the people who review them; who decides belongs to the rooms above. */
export const createOutputStanding = ({ store }: Kernel, media: Media) => ({
  /**
   * Moves the approval status of an output and of its file together.
   * @returns false when the output changed since it was read: then nothing has happened.
   */
  setApproval: async (
    tx: Transaction,
    output: OutputRow,
    to: ApprovalStatus,
    patch: Submission = {}
  ): Promise<boolean> => {
    const isMine = await store.compareAndSet(
      outputs,
      { documentId: output.documentId, version: output.version },
      { ...patch, approvalStatus: to, version: output.version + 1 }
    );
    if (isMine && output.fileDocumentId)
      await media.setProvenance(tx, output.fileDocumentId, { status: to });
    return isMine;
  },

  /**
   * Notes of an output what the queue of reviewers filters by; where it stands is not touched.
   * @returns false when the output changed since it was read: then nothing has happened.
   */
  noteForQueue: ({ documentId, version }: OutputRow, patch: Submission): Promise<boolean> =>
    store.compareAndSet(outputs, { documentId, version }, patch),

  /**
   * What the file of an output holds now, for one whose bytes were changed and are to be reviewed.
   * @throws Refusal 409 when its file is gone.
   */
  bytesNow: async (output: OutputRow): Promise<Submission> => {
    const file = output.fileDocumentId ? await media.file(output.fileDocumentId) : null;
    const original = file && (await media.original(file));
    if (!file || !original) {
      throw conflict(
        { en: 'This result has no file any more.', zh: '该结果的文件已不存在。' },
        { code: 'file_gone' }
      );
    }
    const { mime, width, height } = file;
    return { storedSha256: original.sha256, bytes: original.bytes, mime, width, height };
  },

  /** @returns false when the output changed since it was read: then nothing has happened. */
  assignReviewer: (
    _tx: Transaction,
    output: OutputRow,
    assignee: { id: string; name: string } | null
  ): Promise<boolean> =>
    store.compareAndSet(
      outputs,
      { documentId: output.documentId, version: output.version },
      {
        assigneeId: assignee?.id ?? null,
        assigneeName: assignee?.name ?? null,
        version: output.version + 1,
      }
    ),
});

import type { ApprovalStatus, Verdict, VerdictRequest } from '../../../shared';
import type { OutputRow, TaskRow } from '../generation/service';
import type { Kernel, Transaction } from '../kernel';
import type { AlternativeTexts } from './alternative-text';
import { verdicts } from './content-types/verdict';
import { toVerdict } from './verdict-rows';
import { verdictHashOfRow } from './verdict-witness';

/** A verdict as it is given, before it has an id, a reviewer and a time. */
export type NewVerdict = AlternativeTexts &
  Pick<
    Verdict,
    | 'verdict'
    | 'reason'
    | 'reasonChips'
    | 'storedSha256'
    | 'decisions'
    | 'limits'
    | 'supersedes'
    | 'restores'
  >;

/** What a reviewer's decision says beyond its kind; `storedIn` is known where the file is. */
export const decisionsOf = (
  input: VerdictRequest,
  storedIn: string | null
): Verdict['decisions'] => ({
  storedIn,
  isReuseAllowed: input.verdict === 'approved' && input.limits.isReuseAllowed,
  shouldRegenerate: input.verdict === 'regenerate',
  isPublicUseAllowed: input.verdict === 'approved' && input.limits.isPublicUseAllowed,
});

type Of = {
  task: TaskRow;
  output: OutputRow;
  /** How many verdicts the output had before. */
  ordinal: number;
  standingBefore: ApprovalStatus;
};

/** Writes a verdict and its event; whoever calls has moved the output. */
export const createRecording =
  ({ store }: Kernel) =>
  async (
    tx: Transaction,
    verdict: NewVerdict,
    { task, output, ordinal, standingBefore }: Of
  ): Promise<Verdict> => {
    const { decisions, ...facts } = verdict;
    const row = await store.insert(verdicts, {
      ...facts,
      ...decisions,
      outputId: output.documentId,
      taskId: task.documentId,
      ordinal,
      reviewerType: tx.actor.type,
      reviewerId: tx.actor.id,
      reviewerName: tx.actor.name,
      standingBefore,
      givenAt: tx.at.toISOString(),
    });
    await tx.emit({
      type: 'verdict.given',
      aggregateType: 'verdict',
      aggregateId: row.documentId,
      aggregateVersion: ordinal + 1,
      taskId: task.documentId,
      note: verdict.reason || null,
      data: {
        outputId: output.documentId,
        verdict: verdict.verdict,
        storedSha256: verdict.storedSha256,
        supersedes: verdict.supersedes,
        restores: verdict.restores,
        limits: verdict.limits,
        verdictHash: verdictHashOfRow(row),
      },
    });
    return toVerdict(row, null);
  };
export type Recording = ReturnType<typeof createRecording>;

import type { ProvenanceEvent, ReuseLimits, Verdict } from '../../../shared';
import { verdicts as verdictTerms } from '../../../shared';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Kernel, Transaction } from '../kernel';
import { channelKeysOf } from '../media/service';
import type { Media } from '../media/service';
import type { AssetLife } from './asset-life';
import { notEnded, provenanceOfLimits } from './asset-rows';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';

type VerdictGiven = Extract<ProvenanceEvent, { type: 'verdict.given' }>;
type Dependencies = {
  generation: Generation;
  media: Media;
  rows: AssetRows;
  life: AssetLife;
  /** All verdicts on an output, oldest first; belongs to a room beside this one. */
  verdictsOf: (outputId: string) => Promise<Verdict[]>;
};

const takenBack = 'The approval was taken back. 通过结论已撤回。';

const limitColumns = (limits: ReuseLimits) => ({
  limits,
  validFrom: limits.validFrom,
  validUntil: limits.validUntil,
  isPublicUseAllowed: limits.isPublicUseAllowed,
  channelKeys: channelKeysOf(limits.channels),
});

const columnsOfTask = (task: TaskRow) => ({
  taskId: task.documentId,
  kind: task.kind,
  purpose: task.purpose,
  channel: task.channel,
  brand: task.brand,
  series: task.series,
  subject: task.subject,
  parameterSummary: task.parameterSummary,
  ownerType: task.ownerType,
  ownerId: task.ownerId,
  ownerName: task.ownerName,
});

/** Makes assets of verdicts, and ends them by verdicts. */
export const createAssetVerdicts = (
  { store }: Kernel,
  { generation, media, rows, life, verdictsOf }: Dependencies
) => {
  const subjectOf = async ({ data, taskId }: VerdictGiven) => {
    const output = await generation.outputRow(data.outputId);
    const task = output && (await generation.taskRow(taskId ?? output.taskId));
    if (!output || !task)
      throw new Error(`There is no output ${data.outputId} to keep an asset for.`);
    return { output, task };
  };

  const columnsOfApproval = (event: VerdictGiven, tx: Transaction, output: OutputRow) => {
    const { limits, storedSha256 } = event.data;
    if (!limits || !output.fileDocumentId)
      throw new Error(
        `The approval ${event.aggregateId} has no limits, or its output has no file.`
      );
    return {
      outputId: output.documentId,
      state: 'active' as const,
      fileDocumentId: output.fileDocumentId,
      storedSha256,
      verdictId: event.aggregateId,
      approvedAt: tx.at.toISOString(),
      alternativeText: output.alternativeText,
      alternativeTexts: output.alternativeTexts,
      reviewerType: tx.actor.type,
      reviewerId: tx.actor.id,
      reviewerName: tx.actor.name,
      ...limitColumns(limits),
      ...notEnded,
    };
  };

  const approve = async (
    event: VerdictGiven,
    tx: Transaction,
    existing: AssetRow | null
  ): Promise<void> => {
    const { output, task } = await subjectOf(event);
    const columns = { ...columnsOfTask(task), ...columnsOfApproval(event, tx, output) };
    const asset = existing
      ? await rows.change(tx, existing, columns)
      : await store.insert(approvedAssets, { ...columns, version: 1 });
    await media.setProvenance(tx, asset.fileDocumentId, provenanceOfLimits(asset.limits));
    await life.emitApproved(tx, asset);
  };

  /** The asset as an earlier approval made it. */
  const restore = async (tx: Transaction, asset: AssetRow, earlier: Verdict): Promise<void> => {
    if (!earlier.limits) throw new Error(`The approval ${earlier.verdictId} has no limits.`);
    const restored = await rows.change(tx, asset, {
      state: 'active',
      storedSha256: earlier.storedSha256,
      verdictId: earlier.verdictId,
      approvedAt: earlier.givenAt,
      alternativeText: earlier.alternativeText,
      alternativeTexts: earlier.alternativeTexts,
      reviewerType: earlier.reviewer.type,
      reviewerId: earlier.reviewer.id,
      reviewerName: earlier.reviewer.name,
      ...limitColumns(earlier.limits),
      ...notEnded,
    });
    await media.setProvenance(tx, restored.fileDocumentId, provenanceOfLimits(restored.limits));
    await life.emitApproved(tx, restored);
  };

  /** What a person ended meanwhile stays ended, whatever verdict holds again. */
  const keepEnded = async (tx: Transaction, asset: AssetRow): Promise<void> => {
    if (asset.state === 'active') return;
    const output = await generation.outputRow(asset.outputId);
    if (output && output.approvalStatus !== asset.state)
      await generation.setApproval(tx, output, asset.state);
  };

  const takeBack = async (event: VerdictGiven, tx: Transaction, asset: AssetRow): Promise<void> => {
    const { outputId, restores, supersedes } = event.data;
    const isItsApproval = asset.verdictId === supersedes && asset.state !== 'revoked';
    const isItsEnd = asset.state === 'revoked' && asset.endedByVerdictId === supersedes;
    const earlier = restores
      ? (await verdictsOf(outputId)).find(({ verdictId }) => verdictId === restores)
      : undefined;

    // An approval that a person revoked before the verdict that is taken back stays revoked.
    const isRevokedAgain = (await generation.outputRow(outputId))?.approvalStatus === 'revoked';
    if (earlier?.verdict !== 'approved' || isRevokedAgain) {
      if (isItsApproval) await life.revoke(tx, asset, takenBack, event.aggregateId);
      return;
    }
    if ((isItsApproval && asset.state !== 'superseded') || isItsEnd)
      await restore(tx, asset, earlier);
    else await keepEnded(tx, asset);
  };

  return async (event: VerdictGiven, tx: Transaction): Promise<void> => {
    const { outputId, verdict } = event.data;
    const existing = await rows.ofOutput(outputId);
    if (verdict === 'approved') return approve(event, tx, existing);
    if (!existing) return;
    if (verdict === 'withdrawn') return takeBack(event, tx, existing);
    if (existing.state === 'revoked') return;
    const { en, zh } = verdictTerms[verdict];
    await life.revoke(tx, existing, `Verdict: ${en}. 审核结论：${zh}。`, event.aggregateId);
  };
};

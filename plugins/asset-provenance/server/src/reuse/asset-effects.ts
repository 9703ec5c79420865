import type { ProvenanceEvent } from '../../../shared';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Effect, Kernel, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';

type Event<Type extends ProvenanceEvent['type']> = Extract<ProvenanceEvent, { type: Type }>;
type Dependencies = { generation: Generation; media: Media; rows: AssetRows };

const channelKeysOf = (channels: string[]) => (channels.length ? `|${channels.join('|')}|` : '*');

/** Keeps approved assets in step with verdicts and with what happens to their files. */
export const createAssetEffects = (
  { store }: Kernel,
  { generation, media, rows }: Dependencies
) => {
  const subjectOf = async (outputId: string, taskId: string | null) => {
    const output = await generation.outputRow(outputId);
    const task = output && (await generation.taskRow(taskId ?? output.taskId));
    if (!output || !task) throw new Error(`There is no output ${outputId} to keep an asset for.`);
    return { output, task };
  };

  const emitApproved = (tx: Transaction, asset: AssetRow) =>
    tx.emit({
      type: 'asset.approved',
      aggregateType: 'asset',
      aggregateId: asset.documentId,
      aggregateVersion: asset.version,
      taskId: asset.taskId,
      data: {
        outputId: asset.outputId,
        verdictId: asset.verdictId,
        storedSha256: asset.storedSha256,
        validUntil: asset.validUntil,
        channels: asset.limits.channels,
      },
    });

  const revoke = async (tx: Transaction, asset: AssetRow, reason: string): Promise<void> => {
    const revoked = await rows.change(tx, asset, {
      state: 'revoked',
      revokedAt: tx.at.toISOString(),
      revokedByName: tx.actor.name,
      revokedReason: reason,
    });
    await tx.emit({
      type: 'asset.revoked',
      aggregateType: 'asset',
      aggregateId: revoked.documentId,
      aggregateVersion: revoked.version,
      taskId: revoked.taskId,
      note: reason,
      data: { outputId: revoked.outputId },
    });
  };

  const factsOf = (
    event: Event<'verdict.given'>,
    tx: Transaction,
    output: OutputRow,
    task: TaskRow
  ) => {
    const { limits, storedSha256 } = event.data;
    if (!limits || !output.fileDocumentId) {
      throw new Error(
        `The approval ${event.aggregateId} has no limits, or its output has no file.`
      );
    }
    return {
      outputId: output.documentId,
      taskId: task.documentId,
      state: 'active' as const,
      fileDocumentId: output.fileDocumentId,
      storedSha256,
      verdictId: event.aggregateId,
      approvedAt: tx.at.toISOString(),
      kind: task.kind,
      purpose: task.purpose,
      channel: task.channel,
      brand: task.brand,
      series: task.series,
      subject: task.subject,
      parameterSummary: task.parameterSummary,
      alternativeText: output.alternativeText,
      ownerType: task.ownerType,
      ownerId: task.ownerId,
      ownerName: task.ownerName,
      reviewerType: tx.actor.type,
      reviewerId: tx.actor.id,
      reviewerName: tx.actor.name,
      limits,
      validFrom: limits.validFrom,
      validUntil: limits.validUntil,
      isPublicUseAllowed: limits.isPublicUseAllowed,
      channelKeys: channelKeysOf(limits.channels),
      revokedAt: null,
      revokedByName: null,
      revokedReason: null,
    };
  };

  const onVerdict = async (event: Event<'verdict.given'>, tx: Transaction): Promise<void> => {
    const existing = await rows.ofOutput(event.data.outputId);
    if (event.data.verdict !== 'approved') {
      if (existing && existing.state !== 'revoked')
        await revoke(tx, existing, `Verdict: ${event.data.verdict}`);
      return;
    }
    const { output, task } = await subjectOf(event.data.outputId, event.taskId);
    const facts = factsOf(event, tx, output, task);
    const asset = existing
      ? await rows.change(tx, existing, facts)
      : await store.insert(approvedAssets, { ...facts, version: 1 });
    await media.setProvenance(tx, facts.fileDocumentId, { usableUntil: facts.validUntil });
    await emitApproved(tx, asset);
  };

  const onOtherBytes = async (
    tx: Transaction,
    output: OutputRow,
    after: string | null
  ): Promise<void> => {
    if (!['approved', 'pending', 'unsubmitted'].includes(output.approvalStatus)) return;
    await generation.setApproval(tx, output, 'changed');
    const asset = await rows.ofOutput(output.documentId);
    if (asset?.state !== 'active') return;
    const changed = await rows.change(tx, asset, { state: 'changed' });
    await tx.emit({
      type: 'asset.changed',
      aggregateType: 'asset',
      aggregateId: changed.documentId,
      aggregateVersion: changed.version,
      taskId: changed.taskId,
      data: { outputId: changed.outputId, before: changed.storedSha256, after: after ?? 'unknown' },
    });
  };

  /** The reviewed bytes are back: everything stands as it stood before. */
  const onSameBytes = async (tx: Transaction, output: OutputRow): Promise<void> => {
    if (output.approvalStatus !== 'changed') return;
    const asset = await rows.ofOutput(output.documentId);
    if (asset?.state === 'changed') {
      await generation.setApproval(tx, output, 'approved');
      await emitApproved(tx, await rows.change(tx, asset, { state: 'active' }));
      return;
    }
    await generation.setApproval(tx, output, output.submittedAt ? 'pending' : 'unsubmitted');
  };

  /** The output that stands on a file, under the lock of its task. */
  const lockedOutputOf = async (
    tx: Transaction,
    fileDocumentId: string
  ): Promise<OutputRow | null> => {
    const [found] = await generation.findOutputs({ fileDocumentId }, { limit: 1 });
    if (!found) return null;
    await generation.lockTask(tx, found.taskId);
    return generation.outputRow(found.documentId);
  };

  const onReplaced = async (event: Event<'file.replaced'>, tx: Transaction): Promise<void> => {
    const output = await lockedOutputOf(tx, event.aggregateId);
    if (!output) return;
    const { after } = event.data;
    if (after !== null && after === output.storedSha256) await onSameBytes(tx, output);
    else await onOtherBytes(tx, output, after);
  };

  const onDeleted = async (event: Event<'file.deleted'>, tx: Transaction): Promise<void> => {
    const output = await lockedOutputOf(tx, event.aggregateId);
    const asset = output && (await rows.ofOutput(output.documentId));
    if (!output || !asset || asset.state === 'revoked') return;
    await generation.setApproval(tx, output, 'revoked');
    await revoke(tx, asset, 'The file was deleted from the media library.');
  };

  const onEvent: Effect = async (event, tx) => {
    if (event.type === 'verdict.given') await onVerdict(event, tx);
    if (event.type === 'file.replaced') await onReplaced(event, tx);
    if (event.type === 'file.deleted') await onDeleted(event, tx);
  };

  return { onEvent, revoke };
};

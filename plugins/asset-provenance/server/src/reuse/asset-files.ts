import type { ApprovalStatus, ProvenanceEvent } from '../../../shared';
import type { Generation, OutputRow } from '../generation/service';
import type { Transaction } from '../kernel';
import type { AssetLife } from './asset-life';
import { notEnded } from './asset-rows';
import type { AssetRow, AssetRows } from './asset-rows';

type Event<Type extends ProvenanceEvent['type']> = Extract<ProvenanceEvent, { type: Type }>;
type Dependencies = { generation: Generation; rows: AssetRows; life: AssetLife };

/** What was revoked stays revoked, whatever its file holds. */
const FOLLOWS_BYTES: readonly ApprovalStatus[] = [
  'approved',
  'pending',
  'unsubmitted',
  'rejected',
  'expired',
  'superseded',
];

/** Where an output stands again when its file holds the reviewed bytes again. */
const standingOf = (output: OutputRow, asset: AssetRow | null): ApprovalStatus => {
  if (asset?.state === 'expired' || asset?.state === 'superseded') return asset.state;
  if (output.verdict === 'rejected' || output.verdict === 'regenerate') return 'rejected';
  return output.submittedAt ? 'pending' : 'unsubmitted';
};

/** Keeps outputs and assets in step with what happens to their files. */
export const createAssetFiles = ({ generation, rows, life }: Dependencies) => {
  const onOtherBytes = async (
    tx: Transaction,
    output: OutputRow,
    asset: AssetRow | null,
    after: string | null
  ): Promise<void> => {
    if (!FOLLOWS_BYTES.includes(output.approvalStatus)) return;
    await generation.setApproval(tx, output, 'changed');
    if (asset?.state === 'active') await life.markChanged(tx, asset, after);
  };

  /** The approved bytes are back, even if others were submitted meanwhile: the approval stands again. */
  const onApprovedBytes = async (
    tx: Transaction,
    output: OutputRow,
    asset: AssetRow
  ): Promise<void> => {
    await generation.setApproval(tx, output, 'approved', {
      storedSha256: asset.storedSha256,
      verdict: 'approved',
      decidedAt: asset.approvedAt,
    });
    await life.emitApproved(tx, await rows.change(tx, asset, { state: 'active', ...notEnded }));
  };

  /** The output that stands on a file, under the lock of its task, and its asset. */
  const lockedOutputOf = async (tx: Transaction, fileDocumentId: string) => {
    const [found] = await generation.findOutputs({ fileDocumentId }, { limit: 1 });
    if (!found) return null;
    await generation.lockTask(tx, found.taskId);
    const output = await generation.outputRow(found.documentId);
    return output && { output, asset: await rows.ofOutput(output.documentId) };
  };

  return {
    onReplaced: async (event: Event<'file.replaced'>, tx: Transaction): Promise<void> => {
      const found = await lockedOutputOf(tx, event.aggregateId);
      if (!found) return;
      const { output, asset } = found;
      const { after } = event.data;
      if (asset?.state === 'changed' && after === asset.storedSha256)
        return onApprovedBytes(tx, output, asset);
      if (after === null || after !== output.storedSha256)
        return onOtherBytes(tx, output, asset, after);
      if (output.approvalStatus === 'changed')
        await generation.setApproval(tx, output, standingOf(output, asset));
    },

    onDeleted: async (event: Event<'file.deleted'>, tx: Transaction): Promise<void> => {
      const found = await lockedOutputOf(tx, event.aggregateId);
      if (!found?.asset || found.asset.state === 'revoked') return;
      await generation.setApproval(tx, found.output, 'revoked');
      await life.revoke(
        tx,
        found.asset,
        'The file was deleted from the media library. 文件已从媒体库删除。'
      );
    },
  };
};

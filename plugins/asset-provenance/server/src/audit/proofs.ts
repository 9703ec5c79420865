import { ledgerConsistencySchema } from '../../../shared';
import type { LedgerConsistency, LedgerInclusion } from '../../../shared';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../evidence';
import { conflict, invalid, notFound, parse } from '../kernel';
import type { Request } from '../kernel';
import type { CheckpointRow, Checkpoints } from './checkpoints';
import type { Keys } from './keys';
import type { LedgerRows } from './ledger-rows';
import { SealsMissing } from './stored-tree';
import type { StoredTree } from './stored-tree';

const notYet = () =>
  conflict(
    {
      en: 'No checkpoint covers this event yet.',
      zh: '尚无检查点涵盖该事件。',
    },
    { code: 'not_in_checkpoint' },
    { en: 'Ask again after the next checkpoint.', zh: '请在下一个检查点之后重试。' }
  );

/** A proof that does not hold is never given away. */
export const doesNotHold = () =>
  conflict(
    {
      en: 'The ledger does not agree with its checkpoint, so that nothing can be proven.',
      zh: '审计链与检查点不一致，无法给出证明。',
    },
    { code: 'ledger_altered' },
    { en: 'Verify the ledger to see where.', zh: '请验证审计链以定位问题。' }
  );

/** @throws Refusal 409 where the tree has gaps. */
export const proven = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SealsMissing ? doesNotHold() : error;
  }
};

/** Short proofs about the ledger; each is verified before it is given away. */
export const createProofs = ({
  rows,
  tree,
  keys,
  checkpoints,
}: {
  rows: LedgerRows;
  tree: StoredTree;
  keys: Keys;
  checkpoints: Checkpoints;
}) => {
  const newest = async (): Promise<CheckpointRow> => {
    const row = await checkpoints.newest();
    if (!row) throw notYet();
    return row;
  };

  return {
    /** @throws Refusal 404 for unknown events, 409 before a checkpoint covers it and where it does not hold. */
    inclusion: async (eventId: string): Promise<LedgerInclusion> => {
      const row = await rows.byId(eventId);
      if (!row) throw notFound('event', 'eventId');
      const checkpoint = await newest();
      if (row.sequence === null || row.sequence > checkpoint.size) throw notYet();
      const { size, root } = checkpoint;
      const index = row.sequence - 1;
      const proof = await proven(() => inclusionProof(tree.nodesIn(), index, size));
      if (!verifyInclusion({ index, size, leaf: row.sealedHash, proof, root })) throw doesNotHold();
      return {
        eventId,
        canonical: row.canonical,
        hash: row.hash,
        sequence: row.sequence,
        previousHash: row.previousHash,
        sealedHash: row.sealedHash,
        checkpoint: await checkpoints.present(checkpoint),
        proof,
        keys: (await keys.vouched()).all,
      };
    },

    /** @throws Refusal 400 for sizes that there are not, 409 where it does not hold. */
    consistency: async ({ query }: Request): Promise<LedgerConsistency> => {
      const { from, to: wanted } = parse(ledgerConsistencySchema, query);
      const to = wanted ?? (await newest()).size;
      const { sequence } = await rows.last();
      if (to > sequence || from > to)
        throw invalid([
          {
            path: to > sequence ? 'to' : 'from',
            message: `must not be above ${Math.min(to, sequence)}`,
            zh: `不得大于 ${Math.min(to, sequence)}`,
          },
        ]);
      const answer = await proven(async () => ({
        from: { size: from, root: await tree.root(from) },
        to: { size: to, root: await tree.root(to) },
        proof: await consistencyProof(tree.nodesIn(), from, to),
      }));
      if (!verifyConsistency(answer.from, answer.to, answer.proof)) throw doesNotHold();
      return answer;
    },
  };
};
export type Proofs = ReturnType<typeof createProofs>;

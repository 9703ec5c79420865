import { systemActor } from '../../../shared';
import type { RecordProof } from '../../../shared';
import { inclusionProof, signManifestNote, verifyInclusion } from '../evidence';
import type { ExportKey, NodeSource } from '../evidence';
import type { Kernel } from '../kernel';
import type { CheckpointRow, Checkpoints } from './checkpoints';
import { compareColumns } from './event-text';
import type { Keys } from './keys';
import type { EventRow, LedgerRows } from './ledger-rows';
import { doesNotHold, proven } from './proofs';
import { NoSigningKey } from './signing-key';
import type { StoredTree } from './stored-tree';

/** What proves that some events stand in the ledger, for a reader who has nothing else. */
export type RecordEvidence = {
  /** In the order that was asked for. */
  proofs: (RecordProof & { text: string })[];
  /** Signed note; null: nothing was signed yet. */
  checkpoint: string | null;
  keys: ExportKey[];
};

/** Proofs share most of their way to the root. */
const remembering = (nodes: NodeSource): NodeSource => {
  const known = new Map<string, Promise<string>>();
  return (level, position) => {
    const key = `${level}/${position}`;
    const node = known.get(key) ?? nodes(level, position);
    known.set(key, node);
    return node;
  };
};

/** Where something was erased, its salt would let everybody try who or what it was. */
const saltOf = (row: EventRow): string | null => {
  const { erased } = compareColumns(row);
  return erased.actor || erased.note ? null : row.actorSalt;
};

/** Evidence that leaves the house with an asset record; each proof is verified before. */
export const createRecordEvidence = (
  { transact }: Kernel,
  {
    rows,
    tree,
    keys,
    checkpoints,
  }: { rows: LedgerRows; tree: StoredTree; keys: Keys; checkpoints: Checkpoints }
) => {
  const proofOf = async (
    { sequence, sealedHash }: EventRow & { sequence: number },
    checkpoint: CheckpointRow | null,
    nodes: NodeSource
  ): Promise<string[] | null> => {
    if (!checkpoint || sequence > checkpoint.size) return null;
    const { size, root } = checkpoint;
    const index = sequence - 1;
    const proof = await proven(() => inclusionProof(nodes, index, size));
    if (!verifyInclusion({ index, size, leaf: sealedHash, proof, root })) throw doesNotHold();
    return proof;
  };

  return {
    /** @throws Refusal 409 where the ledger does not agree with its checkpoint. */
    of: async (eventIds: string[]): Promise<RecordEvidence> => {
      const checkpoint = await checkpoints.newest();
      const nodes = remembering(tree.nodesIn());
      const byId = new Map((await rows.byIds(eventIds)).map((row) => [row.documentId, row]));
      const proofs: RecordEvidence['proofs'] = [];
      for (const eventId of eventIds) {
        const row = byId.get(eventId);
        if (!row) continue;
        const { canonical: text, hash, sequence, previousHash, sealedHash } = row;
        proofs.push({
          text,
          salt: saltOf(row),
          noteSalt: saltOf(row) && (row.noteSalt || null),
          hash,
          seal:
            sequence === null
              ? null
              : {
                  sequence,
                  previousHash,
                  sealedHash,
                  proof: await proofOf({ ...row, sequence }, checkpoint, nodes),
                },
        });
      }
      return { proofs, checkpoint: checkpoint?.note ?? null, keys: await keys.history() };
    },

    canSign: async (): Promise<boolean> => (await keys.problem()) === null,

    /** The ledger's key stands for a manifest; null where no key may sign here. */
    sign: async (manifestSha256: string): Promise<string | null> => {
      try {
        return await transact(systemActor, async (tx) => {
          await rows.hold(tx);
          const { sequence } = await rows.last(tx);
          const { origin, signer, isDevelopment } = await keys.signer(tx, sequence);
          return signManifestNote(
            { origin, sha256: manifestSha256, time: tx.at.toISOString(), isDevelopment },
            signer
          );
        });
      } catch (error) {
        if (error instanceof NoSigningKey) return null;
        throw error;
      }
    },
  };
};

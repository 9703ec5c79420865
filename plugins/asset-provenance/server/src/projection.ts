import { systemActor } from '../../shared';
import type { Rooms } from './rooms';

const PAGE = 200;

/**
 * Gives every file without a status one: `$in` never finds NULL, so such files would vanish for
 * people who see usable media only. Columns that were dropped and came back are filled again from
 * the rooms that know.
 */
export const restoreFileColumns = async ({
  kernel,
  media,
  generation,
  reuse,
}: Rooms): Promise<number> => {
  let restored = 0;
  for (;;) {
    const files = await media.filesWithoutStatus(PAGE);
    if (files.length === 0) return restored;
    const known = await generation.provenanceOf(files.map(({ documentId }) => documentId));
    await kernel.transact(systemActor, async (tx) => {
      for (const { documentId } of files) {
        const provenance = known.get(documentId) ?? { status: 'untracked', origin: 'unknown' };
        const asset = provenance.outputId ? await reuse.assets.ofOutput(provenance.outputId) : null;
        await media.setProvenance(tx, documentId, {
          ...provenance,
          usableUntil: asset?.validUntil ?? null,
        });
      }
    });
    restored += files.length;
  }
};

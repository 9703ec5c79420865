import { setImmediate as others } from 'node:timers/promises';
import { systemActor } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Effect, Kernel } from '../kernel';
import { fileProvenances } from '../media/service';
import type { FileProvenance, Media, MediaFile } from '../media/service';
import { provenanceOfLimits } from '../reuse/service';
import type { Reuse } from '../reuse/service';
import type { IdLists } from './id-lists';

type Dependencies = {
  dispatch: Dispatch;
  generation: Generation;
  lists: IdLists;
  media: Media;
  reuse: Reuse;
};

const PAGE = 250;
/** How many files a start waits for; the rest follows in the background. */
const AT_START = 5000;
const DAY_MS = 86_400_000;

/** What a file without any record is. */
const nothingKnown: FileProvenance = { status: 'untracked', origin: 'unknown' };

/** Keeps what stands on files and beside them in line with the rooms that know, which are the truth. */
export const createProjecting = (
  { log, transact }: Kernel,
  { dispatch, generation, lists, media, reuse }: Dependencies
) => {
  /** Everything that is known of files. */
  const knownOf = async (fileDocumentIds: string[]): Promise<Map<string, FileProvenance>> => {
    const own = await media.origins.ofFiles(fileDocumentIds);
    const known = new Map<string, FileProvenance>(own);
    const generated = await generation.provenanceOf(fileDocumentIds, own);
    const outputIds = [...generated.values()].flatMap(({ outputId }) => outputId ?? []);
    const assets = await reuse.assets.ofOutputs(outputIds);
    const assetOf = new Map(assets.map((asset) => [asset.outputId, asset]));
    for (const [id, provenance] of generated) {
      const asset = assetOf.get(provenance.outputId ?? '');
      known.set(id, { ...provenance, ...(asset && provenanceOfLimits(asset.limits)) });
    }
    return known;
  };

  const restoreFiles = (files: MediaFile[]): Promise<void> =>
    transact(systemActor, (tx) => media.restoreProvenance(tx, files, knownOf, nothingKnown));

  /** Files from before this plugin, and from while it was switched off, have no status at all. */
  const restorePage = async (): Promise<number> => {
    const files = await media.filesWithoutStatus(PAGE);
    if (files.length > 0) await restoreFiles(files);
    return files.length;
  };

  const restore = async (most: number, signal?: AbortSignal): Promise<void> => {
    for (let done = 0; done < most;) {
      signal?.throwIfAborted();
      const restored = await restorePage();
      if (restored === 0) return;
      done += restored;
      await others();
    }
  };

  const onEvent: Effect = async (event, tx) => {
    if (event.type !== 'asset.approved') return;
    const asset = await reuse.assets.byId(event.aggregateId);
    if (asset)
      await media.setProvenance(tx, asset.fileDocumentId, provenanceOfLimits(asset.limits));
  };

  return {
    onEvent,

    /** Once, while the server starts. */
    install: (): Promise<void> => restore(AT_START),

    /** In the background: what a start did not wait for, and what came and went past us since. */
    keepRestored: () =>
      dispatch.recur('library.columns', async (signal) => {
        await restore(Infinity, signal);
        const mended = await lists.mend(
          { table: fileProvenances.tableName, column: 'file_id' },
          {
            add: async (ids) =>
              restoreFiles(await media.findFiles({ id: { $in: ids } }, { limit: ids.length })),
            remove: media.forgetProvenance,
          },
          signal
        );
        if (mended > 0)
          log.info(`What is on record about files is in step again: ${mended} files.`);
        return new Date(Date.now() + DAY_MS);
      }),
  };
};

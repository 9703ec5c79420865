import { setImmediate as others } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Effect, Kernel } from '../kernel';
import { FILE_UID, kindOfMime } from '../media/service';
import type { FileProvenance, Media } from '../media/service';
import type { AssetRow, Reuse } from '../reuse/service';

type Dependencies = { dispatch: Dispatch; generation: Generation; media: Media; reuse: Reuse };
type Writing = { params: { data?: Record<string, unknown> } };

const PAGE = 250;
/** How many files a start waits for; the rest follows in the background. */
const AT_START = 5000;
const DAY_MS = 86_400_000;

/** What a file without any record is. */
const nothingKnown: FileProvenance = { status: 'untracked', origin: 'unknown' };

const limitsOf = ({ limits }: AssetRow): FileProvenance => ({
  usableFrom: limits.validFrom,
  usableUntil: limits.validUntil,
  channels: limits.channels,
  isPublic: limits.isPublicUseAllowed,
});

/** Keeps our columns on files in line with the rooms that know, which are the truth. */
export const createProjecting = (
  { strapi, transact }: Kernel,
  { dispatch, generation, media, reuse }: Dependencies
) => {
  /** Everything that is known of files, as their columns say it. */
  const knownOf = async (fileDocumentIds: string[]): Promise<Map<string, FileProvenance>> => {
    const own = await media.origins.ofFiles(fileDocumentIds);
    const known = new Map<string, FileProvenance>(own);
    const generated = await generation.provenanceOf(fileDocumentIds, own);
    const outputIds = [...generated.values()].flatMap(({ outputId }) => outputId ?? []);
    const assets = await reuse.assets.ofOutputs(outputIds);
    const assetOf = new Map(assets.map((asset) => [asset.outputId, asset]));
    for (const [id, provenance] of generated) {
      const asset = assetOf.get(provenance.outputId ?? '');
      known.set(id, { ...provenance, ...(asset && limitsOf(asset)) });
    }
    return known;
  };

  /** Files from before this plugin, and from while it was switched off, have no status at all. */
  const restorePage = async (): Promise<number> => {
    const files = await media.filesWithoutStatus(PAGE);
    if (files.length === 0) return 0;
    const known = await knownOf(files.map(({ documentId }) => documentId));
    await transact(systemActor, async (tx) => {
      for (const kind of ['image', 'video'] as const) {
        const ids = files.filter(({ mime }) => kindOfMime(mime) === kind).map(({ id }) => id);
        if (ids.length > 0) await media.updateFiles({ id: { $in: ids } }, { provenanceKind: kind });
      }
      for (const [documentId, provenance] of known)
        await media.setProvenance(tx, documentId, provenance);
      await media.setProvenanceOfAll(
        tx,
        files.filter(({ documentId }) => !known.has(documentId)).map(({ id }) => id),
        nothingKnown
      );
    });
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
    if (asset) await media.setProvenance(tx, asset.fileDocumentId, limitsOf(asset));
  };

  return {
    onEvent,

    /** Once, while the server starts. */
    install: async (): Promise<void> => {
      const noteKind = ({ params: { data } }: Writing) => {
        if (typeof data?.mime === 'string') data.provenanceKind = kindOfMime(data.mime);
      };
      strapi.db.lifecycles.subscribe({
        models: [FILE_UID],
        beforeCreate: noteKind,
        beforeUpdate: noteKind,
      } as Parameters<Core.Strapi['db']['lifecycles']['subscribe']>[0]);
      await restore(AT_START);
    },

    /** In the background: what a start did not wait for, and what came past us since. */
    keepRestored: () =>
      dispatch.recur('library.columns', async (signal) => {
        await restore(Infinity, signal);
        return new Date(Date.now() + DAY_MS);
      }),
  };
};

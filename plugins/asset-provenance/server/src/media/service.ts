import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { transliterate } from 'transliteration';
import { Refusal, conflict, currentActor } from '../kernel';
import type { Kernel } from '../kernel';
import { createBinaries } from './binaries';
import { createBytes } from './bytes';
import { fileDeclarations } from './content-types/file-declaration';
import { fileExaminations } from './content-types/file-examination';
import { fileHolds } from './content-types/file-hold';
import { fileProvenances } from './content-types/file-provenance';
import { storedBinaries } from './content-types/stored-binary';
import { createExaminer } from './examination';
import { createFiles } from './files';
import type { MediaFile } from './files';
import { createFolders } from './folders';
import { createHolds } from './holds';
import { createOrigins, standingOf } from './origins';
import type { ReceivedBytes } from './origins';
import { createPlaces } from './places';
import { createProvenance } from './provenance';
import type { FileOutput } from './provenance';
import { hashFile, createReceiver } from './receive';
import { installUploadSeam } from './upload-seam';
import type { AttachTarget } from './upload-seam';

export { qualityOf } from './sharpness';
export type { Quality } from './sharpness';
export { channelKeysOf, createPageIndexes, extendFileColumns, kindOfMime } from './columns';
export { keepConflicts } from './conflicts';
export { FILE_UID } from './files';
export { fileProvenances } from './content-types/file-provenance';
export type { FileOutput, FileProvenance } from './provenance';
export type { MediaFile, ShownFile } from './files';
export { NotThatMedia, inspect } from './inspect';
export type { Inspection } from './inspect';
export { isGenerative } from './examination';
export type { AtHand } from './bytes';
export type { OwnStanding, ReceivedBytes } from './origins';
export { TooLarge, hashFile } from './receive';
export type { Received } from './receive';
export type { StoredBinary } from './binaries';

export const tables = [
  storedBinaries,
  fileExaminations,
  fileDeclarations,
  fileHolds,
  fileProvenances,
];

/** Letters, digits and dashes only: `帆布包 №5` → `fan-bu-bao-no5`. Empty when nothing is left. */
export const slugOf = (text: string): string =>
  transliterate(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);

/** Larger files are not looked into: reading content credentials takes several times their size. */
const MAX_EXAMINED_BYTES = 100_000_000;

/** The media library as the rooms above see it. `readStored` opens an address of its storage. */
export const createMedia = (kernel: Kernel, readStored: (url: string) => Promise<Readable>) => {
  const { strapi } = kernel;
  const files = createFiles(strapi);
  const binaries = createBinaries(kernel);
  const folders = createFolders(strapi);
  const receiver = createReceiver(strapi.dirs.app.root);
  const bytes = createBytes({ strapi, binaries, receiver, readStored });
  const { originalSha256 } = bytes;
  const provenance = createProvenance(kernel, files);
  const origins = createOrigins(kernel, provenance);
  const holds = createHolds(kernel, provenance);
  const examiner = createExaminer({
    workerPath: join(__dirname, '..', 'examiner', 'index.js'),
  });

  /** What bytes say about themselves; never the reason why an upload fails. */
  const examine = async (path: string): Promise<ReceivedBytes | null> => {
    try {
      const { sha256, bytes: length } = await hashFile(path);
      const findings =
        length > MAX_EXAMINED_BYTES
          ? null
          : await examiner.examine(path).catch((error: unknown) => {
              kernel.log.warn(`A file that came was not examined: ${String(error)}`);
              return null;
            });
      return { receivedSha256: sha256, findings };
    } catch (error) {
      kernel.log.warn(`A file that came could not be read before it was stored: ${String(error)}`);
      return null;
    }
  };

  const removalChecks: ((file: MediaFile) => Promise<void>)[] = [];
  const attachmentChecks: ((files: MediaFile[], target: AttachTarget) => Promise<void>)[] = [];

  const removing = async ({ documentId }: MediaFile): Promise<FileOutput | null> => {
    const found = await files.file(documentId);
    if (!found) return null;
    await holds.assertFree(found, { en: 'deleted', zh: '删除' });
    for (const check of removalChecks) await check(found);
    return provenance.outputOf(found);
  };

  const seam = installUploadSeam(strapi, {
    examine,

    standingOf: ({ findings }) => (findings?.length ? standingOf(findings, null) : null),

    came: async (file, received) => {
      const found = await files.file(file.documentId);
      if (found)
        await kernel.transact(currentActor(strapi), (tx) =>
          origins.recordReceived(tx, found, received)
        );
    },

    storing: binaries.record,

    attached: async (attachedFiles, target) => {
      try {
        for (const check of attachmentChecks) await check(attachedFiles, target);
      } catch (error) {
        for (const file of attachedFiles) await seam.removeUnchecked(file);
        throw error;
      }
    },

    replacing: async (id) => {
      const [file] = await files.findFiles({ id }, { limit: 1 });
      if (!file) return null;
      await holds.assertFree(file, { en: 'replaced', zh: '替换' });
      return originalSha256(file);
    },

    replaced: async (file, before, received) => {
      const found = await files.fileByHash(file.hash);
      if (!found) return;
      const after = await originalSha256(found);
      const output = await provenance.outputOf(found);
      await kernel.transact(currentActor(strapi), async (tx) => {
        await tx.emit({
          type: 'file.replaced',
          aggregateType: 'file',
          aggregateId: found.documentId,
          aggregateVersion: null,
          taskId: output?.taskId ?? null,
          data: { outputId: output?.outputId ?? null, before, after },
        });
        if (received) await origins.recordReceived(tx, found, received);
      });
    },

    removing,

    removingAll: async (doomed) => {
      for (const file of doomed) {
        await removing(file).catch((error: unknown) => {
          if (!(error instanceof Refusal) || doomed.length === 1) throw error;
          const { what, code, next, ...details } = error.details;
          throw conflict(
            {
              en: `Nothing was deleted. ${what?.en ?? error.message}`,
              zh: `未删除任何文件。${what?.zh ?? error.message}`,
            },
            { ...details, code },
            next
          );
        });
      }
    },

    removed: async (file, output) => {
      await kernel.transact(currentActor(strapi), (tx) =>
        tx.emit({
          type: 'file.deleted',
          aggregateType: 'file',
          aggregateId: file.documentId,
          aggregateVersion: null,
          taskId: output?.taskId ?? null,
          data: { outputId: output?.outputId ?? null },
        })
      );
    },
  });

  return {
    ...files,
    ...provenance,
    ...createPlaces(strapi),
    ...bytes,
    binariesWithSha256: binaries.withSha256,
    belongsTo: binaries.belongsTo,
    receive: receiver.receive,
    discard: receiver.discard,
    sweep: receiver.sweep,
    close: examiner.close,

    /** What files say about where they came from, and what people say. */
    origins,
    holds,
    examine,

    guardRemoval: (check: (file: MediaFile) => Promise<void>) => void removalChecks.push(check),
    afterAttachment: (check: (files: MediaFile[], target: AttachTarget) => Promise<void>) =>
      void attachmentChecks.push(check),

    /**
     * Stores received bytes under `storageKey`, or adopts the file that is already there: a crash
     * between storing and the commit that follows leaves one file, never two.
     * @param request.user numeric id of the admin user who owns it, if there is one.
     */
    store: async (request: {
      path: string;
      storageKey: string;
      name: string;
      ext: string;
      mime: string;
      bytes: number;
      folderName: string;
      userId: number | null;
    }): Promise<{ file: MediaFile; storedSha256: string }> => {
      const existing = await files.fileByHash(request.storageKey);
      const file =
        existing ??
        (
          await seam.uploadUnder(
            request.storageKey,
            {
              data: {
                fileInfo: {
                  name: `${request.name}${request.ext}`,
                  folder: await folders.folderFor(request.folderName),
                },
              },
              files: {
                filepath: request.path,
                originalFilename: `${request.storageKey}${request.ext}`,
                mimetype: request.mime,
                size: request.bytes,
              },
            },
            request.userId ? { user: { id: request.userId } } : {}
          )
        )[0];
      if (!file) throw new Error('The upload service stored nothing.');
      const storedSha256 = await originalSha256(file);
      if (!storedSha256)
        throw new Error(`No SHA-256 is recorded for the stored file ${file.documentId}.`);
      return { file, storedSha256 };
    },

    /** Files from before this plugin, and from while it was switched off, have no status at all. */
    filesWithoutStatus: (limit: number) =>
      files.findFiles({ provenanceStatus: null }, { limit, orderBy: { id: 'asc' } }),

    /** Removes binaries that were stored under a key that no file adopted. */
    discardUnadopted: async (storageKey: string): Promise<void> => {
      if (await files.fileByHash(storageKey)) return;
      const provider = strapi.plugin('upload').provider as {
        delete: (binary: { hash: string; ext: string }) => Promise<void>;
      };
      for (const { binaryKey } of await binaries.ofFile(storageKey)) {
        const dot = binaryKey.lastIndexOf('.');
        await provider.delete({ hash: binaryKey.slice(0, dot), ext: binaryKey.slice(dot) });
      }
    },
  };
};
export type Media = ReturnType<typeof createMedia>;

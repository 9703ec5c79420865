import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { transliterate } from 'transliteration';
import type { MarksConfig } from '../config-marks';
import { currentActor } from '../kernel';
import type { Kernel } from '../kernel';
import { createBinaries } from './binaries';
import { createBytes } from './bytes';
import { binaryMarks } from './content-types/binary-marks';
import { fileDeclarations } from './content-types/file-declaration';
import { fileExaminations } from './content-types/file-examination';
import { fileHolds } from './content-types/file-hold';
import { fileProvenances } from './content-types/file-provenance';
import { fileRemovals } from './content-types/file-removal';
import { storedBinaries } from './content-types/stored-binary';
import { createExaminer } from './examination';
import { createFiles } from './files';
import type { MediaFile } from './files';
import { createFolders } from './folders';
import { createHolds } from './holds';
import { createMarker } from './marks/marker';
import { createMarking } from './marks/marking';
import { createMarkRecords } from './marks/records';
import { createOrigins, standingOf } from './origins';
import type { ReceivedBytes } from './origins';
import { createPlaces } from './places';
import { createProvenance } from './provenance';
import { hashFile, createReceiver } from './receive';
import { createRemovals } from './removals';
import { createRemoving } from './removing';
import { installUploadSeam } from './upload-seam';
import type { AttachTarget } from './upload-seam';

export { isRaster } from './raster';
export { qualityOf } from './sharpness';
export type { Quality } from './sharpness';
export { channelKeysOf, createPageIndexes, extendFileColumns, kindOfMime } from './columns';
export { keepConflicts } from './conflicts';
export { FILE_UID } from './files';
export { fileProvenances } from './content-types/file-provenance';
export { fileRemovals as removalsTable } from './content-types/file-removal';
export type { FileOutput, FileProvenance } from './provenance';
export type { MediaFile, ShownFile } from './files';
export { NotThatMedia, inspect } from './inspect';
export type { Inspection } from './inspect';
export { isOthersGenerative } from './examination';
export type { AtHand } from './bytes';
export type { OwnStanding, ReceivedBytes } from './origins';
export { TooLarge, hashFile } from './receive';
export type { Received } from './receive';
export type { HoldRow } from './holds';
export { toFileRemoval } from './removals';
export type { RemovalRow } from './removals';
export type { StoredBinary } from './binaries';
export type { MarkFacts } from './marks/facts';

export { personalRows } from './personal';

export const tables = [
  storedBinaries,
  binaryMarks,
  fileExaminations,
  fileDeclarations,
  fileHolds,
  fileRemovals,
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
export const createMedia = (
  kernel: Kernel,
  config: MarksConfig,
  readStored: (url: string) => Promise<Readable>
) => {
  const { strapi } = kernel;
  const files = createFiles(strapi);
  const binaries = createBinaries(kernel);
  const folders = createFolders(strapi);
  const receiver = createReceiver(strapi.dirs.app.root);
  const bytes = createBytes({ strapi, binaries, receiver, readStored });
  const { originalSha256 } = bytes;
  const provenance = createProvenance(kernel, files);
  const origins = createOrigins(kernel, provenance);
  const removals = createRemovals(kernel, { ...provenance, original: bytes.original });
  const holds = createHolds(kernel, provenance, removals);
  const examiner = createExaminer({
    workerPath: join(__dirname, '..', 'examiner', 'index.js'),
  });

  const marker = createMarker({ workerPath: join(__dirname, '..', 'marker', 'index.js') });
  const markRecords = createMarkRecords(kernel, binaries);
  const marking = createMarking({
    kernel,
    config,
    marker,
    receiver,
    recordOf: markRecords.ofOriginal,
    bytesOf: async (fileDocumentId) => {
      const file = await files.file(fileDocumentId);
      return file && bytes.fileAtHand(file);
    },
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

  const attachmentChecks: ((files: MediaFile[], target: AttachTarget) => Promise<void>)[] = [];

  const removing = createRemoving(kernel, {
    files,
    holds,
    removals,
    removeUnchecked: (file) => seam.removeUnchecked(file),
  });

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

    around: marking.around,

    storing: async (binary) => {
      const marked = await marking.mark(binary);
      const going = marked?.binary ?? binary;
      const stored = await binaries.record(going);
      if (marked) await markRecords.record(marked.record, stored);
      return going;
    },

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
      const { documentId, hash } = file;
      await kernel.transact(currentActor(strapi), (tx) => holds.beginReplacing(tx, file));
      return { documentId, hash, sha256: await originalSha256(file) };
    },

    notReplaced: ({ documentId }) =>
      kernel.transact(currentActor(strapi), (tx) => holds.endReplacing(tx, documentId)),

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
        await markRecords.emit(tx, found, output?.taskId ?? null);
        if (received) await origins.recordReceived(tx, found, received);
        await holds.endReplacing(tx, found.documentId);
      });
    },

    ...removing.listeners,
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
    close: async (): Promise<void> => {
      await Promise.all([examiner.close(), marker.close()]);
    },

    /** What is written into files that are ours when they are stored. */
    marks: { describeBy: marking.describeBy, ...markRecords },

    /** What files say about where they came from, and what people say. */
    origins,
    holds,
    removals,

    examine,

    guardRemoval: removing.guard,
    carryOutRemoval: removing.carryOut,
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
    }): Promise<{ file: MediaFile; storedSha256: string; storedBytes: number }> => {
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
              file: {
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
      const stored = await bytes.original(file);
      if (!stored)
        throw new Error(`No SHA-256 is recorded for the stored file ${file.documentId}.`);
      return { file, storedSha256: stored.sha256, storedBytes: stored.bytes };
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

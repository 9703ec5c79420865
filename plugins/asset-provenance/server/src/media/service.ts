import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { transliterate } from 'transliteration';
import { systemActor } from '../../../shared';
import type { Kernel } from '../kernel';
import { createBinaries } from './binaries';
import { storedBinaries } from './content-types/stored-binary';
import { createFiles } from './files';
import type { MediaFile } from './files';
import { createFolders } from './folders';
import { createPlaces } from './places';
import { hashFile, createReceiver } from './receive';
import { installUploadSeam } from './upload-seam';

export { extendFileColumns } from './columns';
export type { FileProvenance, MediaFile } from './files';
export { NotThatMedia, inspect } from './inspect';
export type { Inspection } from './inspect';
export { TooLarge, hashFile } from './receive';
export type { Received } from './receive';
export type { StoredBinary } from './binaries';

export const tables = [storedBinaries];

type AttachTarget = { ref: string; refId: string | number; field: string };

/** Letters, digits and dashes only: `帆布包 №5` → `fan-bu-bao-no5`. Empty when nothing is left. */
export const slugOf = (text: string): string =>
  transliterate(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48);

/** Largest reference that is brought here from a remote storage. */
const MAX_REFERENCE_BYTES = 100_000_000;

/** The media library as the rooms above see it. `readStored` opens an address of its storage. */
export const createMedia = (kernel: Kernel, readStored: (url: string) => Promise<Readable>) => {
  const { strapi } = kernel;
  const files = createFiles(strapi);
  const binaries = createBinaries(kernel);
  const folders = createFolders(strapi);
  const receiver = createReceiver(strapi.dirs.app.root);

  const removalChecks: ((file: MediaFile) => Promise<void>)[] = [];
  const attachmentChecks: ((files: MediaFile[], target: AttachTarget) => Promise<void>)[] = [];

  const originalSha256 = async (file: MediaFile): Promise<string | null> => {
    const [original] = await binaries.ofFile(file.hash);
    return original && original.format === null ? original.sha256 : null;
  };

  const seam = installUploadSeam(strapi, {
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
      return file ? originalSha256(file) : null;
    },

    replaced: async (file, before) => {
      const found = await files.fileByHash(file.hash);
      if (!found) return;
      const after = await originalSha256(found);
      await kernel.transact(systemActor, (tx) =>
        tx.emit({
          type: 'file.replaced',
          aggregateType: 'file',
          aggregateId: found.documentId,
          aggregateVersion: null,
          taskId: found.provenanceTaskId,
          data: { outputId: found.provenanceOutputId, before, after },
        })
      );
    },

    removing: async (file) => {
      const found = await files.file(file.documentId);
      for (const check of removalChecks) if (found) await check(found);
    },

    removed: async (file) => {
      await kernel.transact(systemActor, (tx) =>
        tx.emit({
          type: 'file.deleted',
          aggregateType: 'file',
          aggregateId: file.documentId,
          aggregateVersion: null,
          taskId: file.provenanceTaskId ?? null,
          data: { outputId: file.provenanceOutputId ?? null },
        })
      );
    },
  });

  /** Where the bytes of a local file are; null for other storages. */
  const localPath = (file: MediaFile): string | null =>
    file.url.startsWith('/uploads/') ? join(strapi.dirs.static.public, file.url) : null;

  return {
    ...files,
    ...createPlaces(strapi),
    binariesOf: binaries.ofFile,
    binariesWithSha256: binaries.withSha256,
    belongsTo: binaries.belongsTo,
    originalSha256,
    receive: receiver.receive,
    discard: receiver.discard,
    sweep: receiver.sweep,

    guardRemoval: (check: (file: MediaFile) => Promise<void>) => void removalChecks.push(check),
    afterAttachment: (check: (files: MediaFile[], target: AttachTarget) => Promise<void>) =>
      void attachmentChecks.push(check),

    localPath,

    /**
     * The bytes of a file on the local disk: where the storage has them, or a copy to be discarded.
     * @throws an Error that says why it cannot be read.
     */
    fileAtHand: async (
      file: MediaFile
    ): Promise<{ path: string; sha256: string; isTemporary: boolean }> => {
      const path = localPath(file);
      if (path) return { path, isTemporary: false, sha256: (await hashFile(path)).sha256 };
      const stored = await readStored(file.url);
      const received = await receiver.receive(stored, {
        name: `reference-${randomUUID()}`,
        maxBytes: MAX_REFERENCE_BYTES,
      });
      return { path: received.path, sha256: received.sha256, isTemporary: true };
    },

    /** SHA-256 of the bytes that the storage holds now; null when they cannot be read here. */
    hashStoredBytes: async (file: MediaFile): Promise<string | null> => {
      const path = localPath(file);
      if (!path) return null;
      return hashFile(path).then(
        ({ sha256 }) => sha256,
        () => null
      );
    },

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

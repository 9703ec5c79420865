import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { Binaries, StoredBinary } from './binaries';
import type { MediaFile } from './files';
import { hashFile } from './receive';
import type { Receiver } from './receive';

/** Largest file that is brought here from a remote storage, in bytes. */
const MAX_BROUGHT_BYTES = 100_000_000;

/** The bytes of a file on the local disk; temporary ones are discarded by who asked for them. */
export type AtHand = { path: string; sha256: string; bytes: number; isTemporary: boolean };

type Ports = {
  strapi: Core.Strapi;
  binaries: Binaries;
  receiver: Receiver;
  /** Opens an address of the storage. */
  readStored: (url: string) => Promise<Readable>;
};

/** The bytes of stored files. */
export const createBytes = ({ strapi, binaries, receiver, readStored }: Ports) => {
  /** Where the bytes of a local file are; null for other storages. */
  const localPath = (file: MediaFile): string | null =>
    file.url.startsWith('/uploads/') ? join(strapi.dirs.static.public, file.url) : null;

  const original = async (file: MediaFile): Promise<StoredBinary | null> => {
    const [first] = await binaries.ofFile(file.hash);
    return first?.format === null ? first : null;
  };

  const originalSha256 = async (file: MediaFile): Promise<string | null> =>
    (await original(file))?.sha256 ?? null;

  return {
    localPath,

    /** As recorded when it was stored; null for files from before this plugin. */
    original,
    originalSha256,

    /**
     * The bytes of a file on the local disk: where the storage has them, or a copy to be discarded.
     * @throws an Error that says why it cannot be read.
     */
    fileAtHand: async (file: MediaFile): Promise<AtHand> => {
      const path = localPath(file);
      if (path) return { path, isTemporary: false, ...(await hashFile(path)) };
      const stored = await readStored(file.url);
      const received = await receiver.receive(stored, {
        name: `at-hand-${randomUUID()}`,
        maxBytes: MAX_BROUGHT_BYTES,
      });
      return { ...received, isTemporary: true };
    },

    /** Puts the original of a file on the register of binaries, if it is not there as it is now. */
    registerOriginal: async (file: MediaFile, { path, sha256 }: AtHand): Promise<void> => {
      if ((await originalSha256(file)) === sha256) return;
      await binaries.record({
        hash: file.hash,
        ext: file.ext,
        width: file.width,
        getStream: () => createReadStream(path),
      });
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
  };
};

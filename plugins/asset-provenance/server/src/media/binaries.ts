import type { Core } from '@strapi/strapi';
import type { Kernel, RowOf } from '../kernel';
import { storedBinaries } from './content-types/stored-binary';
import { hashStream } from './receive';
import type { Binary } from './upload-seam';

export type StoredBinary = RowOf<typeof storedBinaries>;

const defaultFormats = ['large', 'medium', 'small'];

const formatKeys = (strapi: Core.Strapi): string[] => [
  'thumbnail',
  ...Object.keys(strapi.config.get<Record<string, number>>('plugin::upload.breakpoints', {}) ?? {}),
  ...defaultFormats,
];

/** `small_bag_x1` → the file `bag_x1` in format `small`. */
const belongsTo = (hash: string, formats: string[]) => {
  const format = formats.find((key) => hash.startsWith(`${key}_`)) ?? null;
  return { format, fileHash: format ? hash.slice(format.length + 1) : hash };
};

/** The register of stored binaries: written before each goes to the storage. */
export const createBinaries = ({ strapi, store }: Kernel) => {
  const formats = formatKeys(strapi);

  const currentRows = (where: Partial<Record<keyof StoredBinary, unknown>>) =>
    store.find(storedBinaries, {
      where: { ...where, replacedAt: null },
      orderBy: { id: 'asc' },
      limit: 100,
    });

  return {
    belongsTo: (hash: string) => belongsTo(hash, formats),

    /** @returns under which name and with which bytes it is known from now on. */
    record: async (binary: Binary): Promise<{ binaryKey: string; sha256: string }> => {
      const { sha256, bytes } = await hashStream(binary.getStream());
      const binaryKey = `${binary.hash}${binary.ext ?? ''}`;
      const now = new Date().toISOString();
      let isKnown = false;
      for (const row of await currentRows({ binaryKey })) {
        if (row.sha256 === sha256) isKnown = true;
        else
          await store.compareAndSet(
            storedBinaries,
            { documentId: row.documentId, replacedAt: null },
            { replacedAt: now }
          );
      }
      if (isKnown) return { binaryKey, sha256 };
      await store.insert(storedBinaries, {
        binaryKey,
        ...belongsTo(binary.hash, formats),
        sha256,
        bytes,
        width: binary.width ?? null,
        storedAt: now,
      });
      return { binaryKey, sha256 };
    },

    /** Current binaries of a file: the original first. */
    ofFile: async (fileHash: string): Promise<StoredBinary[]> =>
      (await currentRows({ fileHash })).sort(
        (a, b) => Number(a.format !== null) - Number(b.format !== null)
      ),

    /** Every binary, also replaced ones, with these bytes; current ones first. */
    withSha256: async (sha256: string): Promise<StoredBinary[]> =>
      (
        await store.find(storedBinaries, { where: { sha256 }, orderBy: { id: 'desc' }, limit: 50 })
      ).sort((a, b) => Number(a.replacedAt !== null) - Number(b.replacedAt !== null)),
  };
};
export type Binaries = ReturnType<typeof createBinaries>;

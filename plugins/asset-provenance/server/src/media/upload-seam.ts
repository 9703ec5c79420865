import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { MediaFile } from './files';
import type { OwnStanding, ReceivedBytes } from './origins';
import type { RemovalRow } from './removals';

/** A binary on its way into the storage. */
export type Binary = {
  hash: string;
  ext?: string | null;
  filepath?: string;
  width?: number | null;
  /** In kilobytes, and in bytes. */
  size?: number;
  sizeInBytes?: number;
  getStream: () => Readable;
};

/** A file that is to be stored; `size` in bytes. */
export type StoredFile = { filepath: string; size: number };

type UploadRequest = {
  data: Record<string, unknown> & { ref?: string; refId?: string | number; field?: string };
  files: unknown;
};
type ReplaceRequest = { file: unknown; [more: string]: unknown };
type UploadOptions = { user?: { id: number } };

type UploadService = {
  upload: (request: UploadRequest, options?: UploadOptions) => Promise<MediaFile[]>;
  replace: (
    id: number | string,
    request: ReplaceRequest,
    options?: UploadOptions
  ) => Promise<MediaFile>;
  remove: (file: MediaFile) => Promise<unknown>;
};
type ProviderService = {
  upload: (binary: Binary) => Promise<void>;
  replace: (binary: Binary, former: Binary) => Promise<void>;
};
type DeletingService = { deleteByIds: (ids?: number[]) => Promise<unknown> };
type ImageService = {
  optimize: (file: Binary) => Promise<Binary>;
  generateFileName: (name: string) => string;
};

/** The field of an entry that files were uploaded to. */
export type AttachTarget = { ref: string; refId: string | number; field: string };

/** A file whose bytes are about to be replaced. */
type Replacing = { documentId: string; hash: string; sha256: string | null };

/** What the seam tells: every path by which files come, change or go runs through these. */
export type UploadListeners = {
  /** Before Strapi touches the bytes that came; null: they could not be read. */
  examine: (path: string) => Promise<ReceivedBytes | null>;
  /** Where a file with these bytes stands, so that its row begins with it; null: nowhere. */
  standingOf: (received: ReceivedBytes) => OwnStanding | null;
  /** After a file came by an upload, with its bytes as they were before. */
  came: (file: MediaFile, received: ReceivedBytes) => Promise<void>;
  /**
   * Runs what stores the binaries of a file under this hash; with `received`, what is stored may be
   * another file than that.
   */
  around: <T, F extends StoredFile | null>(
    fileHash: string,
    received: F,
    store: (file: F) => Promise<T>
  ) => Promise<T>;
  /** Before a binary goes to the storage. @returns the one that goes there in its place. */
  storing: (binary: Binary) => Promise<Binary>;
  /** After files came with `ref`, `refId` and `field`, which attach them past every document middleware. */
  attached: (files: MediaFile[], target: AttachTarget) => Promise<void>;
  /**
   * What is remembered of a file before its bytes are replaced; null: there is no such file. Throws
   * to keep it as it is.
   */
  replacing: (id: number | string) => Promise<Replacing | null>;
  /** The storage did not take the new bytes. */
  notReplaced: (before: Replacing) => Promise<void>;
  replaced: (
    file: MediaFile,
    before: string | null,
    received: ReceivedBytes | null
  ) => Promise<void>;
  /** Decides that a file goes; null: there is no such file. Throws to keep it. */
  removing: (file: MediaFile) => Promise<RemovalRow | null>;
  /** The storage did not let it go. */
  notRemoved: (removal: RemovalRow) => Promise<void>;
  /** Before the first of several is removed: throws to keep them all. */
  removingAll: (files: MediaFile[]) => Promise<void>;
  removed: (removal: RemovalRow) => Promise<void>;
};

/** Bytes that came with the upload that runs now. */
type Coming = {
  /** By the path under which they were received. */
  received: Map<string, ReceivedBytes>;
  /** By the hash that Strapi gives the file. */
  standings: Map<string, OwnStanding>;
};

const pathOf = (file: unknown): string | null =>
  typeof file === 'object' &&
  file !== null &&
  'filepath' in file &&
  typeof file.filepath === 'string'
    ? file.filepath
    : null;

/**
 * The one place that decorates Strapi's upload services (there is no hook: lifecycles run after
 * the binary is gone, and bulk paths skip them). Services are stable objects.
 */
export const installUploadSeam = (strapi: Core.Strapi, listeners: UploadListeners) => {
  const own = new AsyncLocalStorage<{ storageKey: string }>();
  const coming = new AsyncLocalStorage<Coming>();
  const service = <T>(name: string) => strapi.plugin('upload').service(name) as unknown as T;

  const images = service<ImageService>('image-manipulation');
  const { optimize, generateFileName } = images;
  /** Optimising writes a picture anew, without what was written into it. */
  const hasMarks = ({ filepath }: Binary): boolean =>
    (coming.getStore()?.received.get(filepath ?? '')?.findings?.length ?? 0) > 0;

  // Generated files keep the bytes that came, under the key that was committed for them.
  images.optimize = (file) =>
    own.getStore() || hasMarks(file) ? Promise.resolve(file) : optimize(file);
  images.generateFileName = (name) => own.getStore()?.storageKey ?? generateFileName(name);

  const provider = service<ProviderService>('provider');
  const storeBinary = provider.upload.bind(provider);
  const replaceBinary = provider.replace.bind(provider);
  const noteStanding = ({ filepath, hash }: Binary): void => {
    const store = coming.getStore();
    const received = store?.received.get(filepath ?? '');
    const standing = received && listeners.standingOf(received);
    if (standing) store?.standings.set(hash, standing);
  };
  /** Strapi replaces by uploading where a storage cannot: the same binary passes here twice. */
  const passing = new WeakSet<Binary>();
  const send = async (binary: Binary, store: (going: Binary) => Promise<void>): Promise<void> => {
    const going = await listeners.storing(binary);
    passing.add(going);
    try {
      await store(going);
    } finally {
      passing.delete(going);
    }
    if (going === binary) return;
    // Strapi still makes the sizes from the bytes that the binary leads to.
    const { filepath: _filepath, getStream: _getStream, ...known } = going;
    Object.assign(binary, known);
  };
  provider.upload = async (binary) => {
    if (passing.has(binary)) return storeBinary(binary);
    noteStanding(binary);
    return send(binary, storeBinary);
  };
  provider.replace = (binary, former) => send(binary, (going) => replaceBinary(going, former));

  // The row of a file says from its first moment what is in the file, even if nothing comes after.
  strapi.db.lifecycles.subscribe({
    models: ['plugin::upload.file'],
    beforeCreate({ params }) {
      const data = params.data as Record<string, unknown> | undefined;
      const standing = coming.getStore()?.standings.get(String(data?.hash));
      if (!data || !standing) return;
      data.provenanceStatus = standing.status;
      data.provenanceOrigin = standing.origin;
    },
  });

  const examineAll = async (files: unknown[]): Promise<Coming> => {
    const received = new Map<string, ReceivedBytes>();
    for (const path of files.map(pathOf)) {
      const found = path && (await listeners.examine(path));
      if (found) received.set(path, found);
    }
    return { received, standings: new Map() };
  };

  const uploads = service<UploadService>('upload');
  const { upload, replace, remove } = uploads;
  uploads.upload = async (request, options) => {
    const given = [request.files].flat();
    const now = await examineAll(given);
    const files = await coming.run(now, () => upload(request, options));
    for (const [index, file] of files.entries()) {
      const received = now.received.get(pathOf(given[index]) ?? '');
      if (received) await listeners.came(file, received);
    }
    const { ref, refId, field } = request.data;
    if (ref && refId && field) await listeners.attached(files, { ref, refId, field });
    return files;
  };
  uploads.replace = async (id, request, options) => {
    const now = await examineAll([request.file]);
    const before = await listeners.replacing(id);
    const store = () => coming.run(now, () => replace(id, request, options));
    const file = before
      ? await listeners.around(before.hash, null, store).catch(async (error: unknown) => {
          await listeners.notReplaced(before);
          throw error;
        })
      : await store();
    await listeners.replaced(file, before?.sha256 ?? null, [...now.received.values()][0] ?? null);
    return file;
  };
  uploads.remove = async (file) => {
    const removal = await listeners.removing(file);
    if (!removal) return remove(file);
    const result = await remove(file).catch(async (error: unknown) => {
      await listeners.notRemoved(removal);
      throw error;
    });
    await listeners.removed(removal);
    return result;
  };

  const filesWhere = async (where: Record<string, unknown>) =>
    (await strapi.db.query('plugin::upload.file').findMany({ where })) as MediaFile[];
  const deleting = (name: 'file' | 'folder', filesOf: (ids: number[]) => Promise<MediaFile[]>) => {
    const deletes = service<DeletingService>(name);
    const { deleteByIds } = deletes;
    // Strapi removes them side by side: a refusal of one would leave the others gone.
    deletes.deleteByIds = async (ids = []) => {
      if (ids.length > 0) await listeners.removingAll(await filesOf(ids));
      return deleteByIds(ids);
    };
  };
  deleting('file', (ids) => filesWhere({ id: { $in: ids } }));
  deleting('folder', async (ids) => {
    const folders = (await strapi.db
      .query('plugin::upload.folder')
      .findMany({ where: { id: { $in: ids } } })) as { path: string }[];
    const inside = folders.flatMap(({ path }) => [
      { folderPath: path },
      { folderPath: { $startsWith: `${path}/` } },
    ]);
    return inside.length > 0 ? filesWhere({ $or: inside }) : [];
  });

  return {
    /** Uploads bytes as they are, with `storageKey` as the file's hash. */
    uploadUnder: (
      storageKey: string,
      { data, file }: { data: UploadRequest['data']; file: StoredFile & Record<string, unknown> },
      options?: UploadOptions
    ): Promise<MediaFile[]> =>
      listeners.around(storageKey, { filepath: file.filepath, size: file.size }, (stored) =>
        own.run({ storageKey }, () => upload({ data, files: { ...file, ...stored } }, options))
      ),
    removeUnchecked: (file: MediaFile) => remove(file),
  };
};

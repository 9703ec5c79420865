import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { MediaFile } from './files';

/** A binary on its way into the storage. */
export type Binary = {
  hash: string;
  ext?: string | null;
  width?: number | null;
  getStream: () => Readable;
};

type UploadRequest = {
  data: Record<string, unknown> & { ref?: string; refId?: string | number; field?: string };
  files: unknown;
};
type UploadOptions = { user?: { id: number } };

type UploadService = {
  upload: (request: UploadRequest, options?: UploadOptions) => Promise<MediaFile[]>;
  replace: (id: number | string, request: unknown, options?: UploadOptions) => Promise<MediaFile>;
  remove: (file: MediaFile) => Promise<unknown>;
};
type ProviderService = {
  upload: (binary: Binary) => Promise<void>;
  replace: (binary: Binary, former: Binary) => Promise<void>;
};
type ImageService = {
  optimize: (file: Binary) => Promise<Binary>;
  generateFileName: (name: string) => string;
};

/** What the seam tells: every path by which files come, change or go runs through these. */
export type UploadListeners = {
  /** Before a binary goes to the storage. */
  storing: (binary: Binary) => Promise<void>;
  /** After files came with `ref`, `refId` and `field`, which attach them past every document middleware. */
  attached: (
    files: MediaFile[],
    target: { ref: string; refId: string | number; field: string }
  ) => Promise<void>;
  /** What is remembered of a file before its bytes are replaced. */
  replacing: (id: number | string) => Promise<string | null>;
  replaced: (file: MediaFile, before: string | null) => Promise<void>;
  /** Throws to keep the file. */
  removing: (file: MediaFile) => Promise<void>;
  removed: (file: MediaFile) => Promise<void>;
};

/**
 * The one place that decorates Strapi's upload services (there is no hook: lifecycles run after
 * the binary is gone, and bulk paths skip them). Services are stable objects.
 */
export const installUploadSeam = (strapi: Core.Strapi, listeners: UploadListeners) => {
  const own = new AsyncLocalStorage<{ storageKey: string }>();
  const service = <T>(name: string) => strapi.plugin('upload').service(name) as unknown as T;

  const images = service<ImageService>('image-manipulation');
  const { optimize, generateFileName } = images;
  // Generated files keep the bytes that came, under the key that was committed for them.
  images.optimize = (file) => (own.getStore() ? Promise.resolve(file) : optimize(file));
  images.generateFileName = (name) => own.getStore()?.storageKey ?? generateFileName(name);

  const provider = service<ProviderService>('provider');
  const storeBinary = provider.upload.bind(provider);
  const replaceBinary = provider.replace.bind(provider);
  provider.upload = async (binary) => {
    await listeners.storing(binary);
    await storeBinary(binary);
  };
  provider.replace = async (binary, former) => {
    await listeners.storing(binary);
    await replaceBinary(binary, former);
  };

  const uploads = service<UploadService>('upload');
  const { upload, replace, remove } = uploads;
  uploads.upload = async (request, options) => {
    const files = await upload(request, options);
    const { ref, refId, field } = request.data;
    if (ref && refId && field) await listeners.attached(files, { ref, refId, field });
    return files;
  };
  uploads.replace = async (id, request, options) => {
    const before = await listeners.replacing(id);
    const file = await replace(id, request, options);
    await listeners.replaced(file, before);
    return file;
  };
  uploads.remove = async (file) => {
    await listeners.removing(file);
    const result = await remove(file);
    await listeners.removed(file);
    return result;
  };

  return {
    /** Uploads bytes as they are, with `storageKey` as the file's hash. */
    uploadUnder: (
      storageKey: string,
      request: UploadRequest,
      options?: UploadOptions
    ): Promise<MediaFile[]> => own.run({ storageKey }, () => upload(request, options)),
    removeUnchecked: (file: MediaFile) => remove(file),
  };
};

import { provenanceApi } from './base';

/** A file of Strapi's Media Library, as its own routes and dialogs give it. */
export type StockFile = {
  id: number;
  documentId: string;
  name: string;
  url: string;
  mime: string | null;
  width: number | null;
  height: number | null;
  thumbnailUrl: string | null;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const thumbnailOf = (formats: unknown): string | null => {
  if (!isRecord(formats)) return null;
  const format = formats.small ?? formats.thumbnail;
  return isRecord(format) ? textOf(format.url) : null;
};

/** Null for what is not a file: the shapes are Strapi's, and its dialogs are not typed. */
export const toStockFile = (value: unknown): StockFile | null => {
  if (!isRecord(value)) return null;
  const { id, documentId, name, url } = value;
  if (typeof id !== 'number' || typeof documentId !== 'string') return null;
  if (typeof name !== 'string' || typeof url !== 'string') return null;
  return {
    id,
    documentId,
    name,
    url,
    mime: textOf(value.mime),
    width: numberOf(value.width),
    height: numberOf(value.height),
    thumbnailUrl: thumbnailOf(value.formats),
  };
};

const filesApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    /** Null when it is not in the library any more, or not for this reader. */
    provenanceStockFile: build.query<StockFile | null, string>({
      query: (documentId) => ({
        url: '/upload/files',
        method: 'GET',
        config: {
          params: { 'filters[documentId][$eq]': encodeURIComponent(documentId), pageSize: 1 },
        },
      }),
      transformResponse: (answer: { results?: unknown[] }) => toStockFile(answer.results?.[0]),
    }),
  }),
});

export const { useProvenanceStockFileQuery: useStockFileQuery } = filesApi;

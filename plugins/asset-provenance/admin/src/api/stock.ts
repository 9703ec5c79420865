import { provenanceApi } from './base';

/** A language of the site, as Strapi's own i18n plugin keeps it. */
export type SiteLocale = { code: string; name: string; isDefault: boolean };
/** A folder of the stock Media Library. */
/** A folder with the way to it: `/Campaigns/Spring`. */
export type FolderChoice = { id: number; path: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const toLocale = (value: unknown): SiteLocale[] =>
  isRecord(value) && typeof value.code === 'string'
    ? [
        {
          code: value.code,
          name: typeof value.name === 'string' ? value.name : value.code,
          isDefault: value.isDefault === true,
        },
      ]
    : [];

/** Strapi's folders, flattened in reading order; its answer is not typed. */
export const toFolderChoices = (nodes: unknown, parent = ''): FolderChoice[] =>
  (Array.isArray(nodes) ? nodes : []).flatMap((node: unknown) => {
    if (!isRecord(node) || typeof node.id !== 'number' || typeof node.name !== 'string') return [];
    const path = `${parent}/${node.name}`;
    return [{ id: node.id, path }, ...toFolderChoices(node.children, path)];
  });

const stockApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceLocales: build.query<SiteLocale[], void>({
      query: () => ({ url: '/i18n/locales', method: 'GET' }),
      transformResponse: (answer: unknown) =>
        Array.isArray(answer) ? answer.flatMap(toLocale) : [],
      keepUnusedDataFor: 600,
    }),
    provenanceFolders: build.query<FolderChoice[], void>({
      query: () => ({ url: '/upload/folder-structure', method: 'GET' }),
      transformResponse: (answer: { data?: unknown }) => toFolderChoices(answer.data),
    }),
  }),
});

export const {
  useProvenanceLocalesQuery: useLocalesQuery,
  useProvenanceFoldersQuery: useFoldersQuery,
} = stockApi;

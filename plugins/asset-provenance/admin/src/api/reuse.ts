import { api } from '../../../shared/api';
import type { ApprovedAsset, AssetListQuery } from '../../../shared/reuse';
import type { EntryProvenance } from '../../../shared/gate';
import type { LibraryItem, LibraryQuery } from '../../../shared/library';
import type { RightsRecord, RightsRecordInput } from '../../../shared/rights';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';
import type { ListOf } from './request';

export type LibraryArg = ListOf<LibraryQuery>;
/** `usableNow` travels as text: the contract reads `true` and `false` from the query string. */
export type AssetListArg = ListOf<AssetListQuery>;
export type EntryArg = { uid: string; documentId: string; locale?: string };

const reuseApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceLibrary: build.query<Page<LibraryItem>, LibraryArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<LibraryItem>(fetchPage, api.library, filters),
      providesTags: ['ProvenanceLibrary'],
    }),
    provenanceAssets: build.query<Page<ApprovedAsset>, AssetListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<ApprovedAsset>(fetchPage, api.assets, filters),
      providesTags: ['ProvenanceAsset'],
    }),
    provenanceRevoke: build.mutation<ApprovedAsset, { assetId: string; reason: string }>({
      query: ({ assetId, reason }) => post(api.revoke(assetId), { reason }),
      transformResponse: unwrap<ApprovedAsset>,
      invalidatesTags: [
        'ProvenanceAsset',
        'ProvenanceLibrary',
        'ProvenanceRecord',
        'ProvenanceEntry',
        'ProvenanceTask',
        'ProvenanceReview',
      ],
    }),
    provenanceRights: build.query<RightsRecord[], string>({
      query: (fileDocumentId) => get(api.rightsRecords, { fileDocumentId }),
      transformResponse: (answer: { data: Page<RightsRecord> }) => answer.data.results,
      providesTags: (_records, _error, fileDocumentId) => [
        { type: 'ProvenanceRights', id: fileDocumentId },
      ],
    }),
    provenanceRecordRights: build.mutation<RightsRecord, RightsRecordInput>({
      query: (body) => post(api.rightsRecords, body),
      transformResponse: unwrap<RightsRecord>,
      invalidatesTags: (_record, _error, { fileDocumentId }) => [
        { type: 'ProvenanceRights', id: fileDocumentId },
      ],
    }),
    provenanceEntry: build.query<EntryProvenance, EntryArg>({
      query: (entry) => get(api.entry, entry),
      transformResponse: unwrap<EntryProvenance>,
      providesTags: ['ProvenanceEntry'],
    }),
  }),
});

export const {
  useProvenanceLibraryQuery: useLibraryQuery,
  useProvenanceAssetsQuery: useAssetsQuery,
  useProvenanceRevokeMutation: useRevokeMutation,
  useProvenanceRightsQuery: useRightsQuery,
  useProvenanceRecordRightsMutation: useRecordRightsMutation,
  useProvenanceEntryQuery: useEntryQuery,
} = reuseApi;

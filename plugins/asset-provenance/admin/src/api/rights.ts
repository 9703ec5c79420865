import { api } from '../../../shared/api';
import type {
  RightsAffected,
  RightsListQuery,
  RightsRecord,
  RightsRecordInput,
} from '../../../shared/rights';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';
import type { ListOf } from './request';

export type RightsListArg = ListOf<RightsListQuery>;

const rightsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceRights: build.query<RightsRecord[], string>({
      query: (fileDocumentId) => get(api.rightsRecords, { fileDocumentId }),
      transformResponse: (answer: { data: Page<RightsRecord> }) => answer.data.results,
      providesTags: (_records, _error, fileDocumentId) => [
        { type: 'ProvenanceRights', id: fileDocumentId },
      ],
    }),
    provenanceRightsList: build.query<Page<RightsRecord>, RightsListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<RightsRecord>(fetchPage, api.rightsRecords, filters),
      providesTags: ['ProvenanceRights'],
    }),
    provenanceRightsAffected: build.query<RightsAffected, string>({
      query: (rightsRecordId) => get(api.rightsAffected(rightsRecordId)),
      transformResponse: unwrap<RightsAffected>,
      providesTags: ['ProvenanceRights', 'ProvenanceUsage'],
    }),
    provenanceWithdrawRights: build.mutation<
      RightsRecord,
      { rightsRecordId: string; reason: string }
    >({
      query: ({ rightsRecordId, reason }) => post(api.withdrawRights(rightsRecordId), { reason }),
      transformResponse: unwrap<RightsRecord>,
      invalidatesTags: ['ProvenanceRights', 'ProvenanceEntry', 'ProvenanceRecord'],
    }),
    provenanceRecordRights: build.mutation<RightsRecord, RightsRecordInput>({
      query: (body) => post(api.rightsRecords, body),
      transformResponse: unwrap<RightsRecord>,
      invalidatesTags: (_record, _error, { fileDocumentId }) => [
        { type: 'ProvenanceRights', id: fileDocumentId },
      ],
    }),
  }),
});

export const {
  useProvenanceRightsQuery: useRightsQuery,
  useProvenanceRightsListQuery: useRightsListQuery,
  useProvenanceRightsAffectedQuery: useRightsAffectedQuery,
  useProvenanceWithdrawRightsMutation: useWithdrawRightsMutation,
  useProvenanceRecordRightsMutation: useRecordRightsMutation,
} = rightsApi;

import { api } from '../../../shared/api';
import type { RightsRecord, RightsRecordInput } from '../../../shared/rights';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

const rightsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
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
  }),
});

export const {
  useProvenanceRightsQuery: useRightsQuery,
  useProvenanceRecordRightsMutation: useRecordRightsMutation,
} = rightsApi;

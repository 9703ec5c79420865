import { api } from '../../../shared/api';
import type {
  BatchAnswer,
  BatchCheck,
  BatchDetail,
  BatchInput,
  BatchSummary,
  BatchTableInput,
  RelaunchAnswer,
} from '../../../shared/batches';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';

type BatchListArg = { owner: 'mine' | 'team' | 'all'; wanted?: number };
type SpendDecisionArg = { batchId: string; isApproved: boolean; reason: string | null };

const batchesApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceBatches: build.query<Page<BatchSummary>, BatchListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<BatchSummary>(fetchPage, api.batches, filters),
      providesTags: [{ type: 'ProvenanceBatch', id: 'LIST' }],
    }),
    provenanceBatch: build.query<BatchDetail, string>({
      query: (batchId) => get(api.batch(batchId)),
      transformResponse: unwrap<BatchDetail>,
      providesTags: (_batch, _error, batchId) => [{ type: 'ProvenanceBatch', id: batchId }],
    }),
    /** Asks and changes nothing; a mutation because its argument is a whole table. */
    provenanceCheckBatch: build.mutation<BatchCheck, BatchTableInput>({
      query: (body) => post(api.batchCheck, body),
      transformResponse: unwrap<BatchCheck>,
    }),
    provenanceLaunchBatch: build.mutation<BatchAnswer, BatchInput>({
      query: (body) => post(api.batches, body),
      transformResponse: unwrap<BatchAnswer>,
      invalidatesTags: [
        { type: 'ProvenanceBatch', id: 'LIST' },
        { type: 'ProvenanceTask', id: 'LIST' },
        'ProvenanceCounts',
      ],
    }),
    provenanceRelaunchBatch: build.mutation<RelaunchAnswer, { batchId: string; payAgain: boolean }>(
      {
        query: ({ batchId, payAgain }) => post(api.relaunchBatch(batchId), { payAgain }),
        transformResponse: unwrap<RelaunchAnswer>,
        invalidatesTags: (_answer, _error, { batchId }) => [
          { type: 'ProvenanceBatch', id: batchId },
          'ProvenanceTask',
          'ProvenanceCounts',
        ],
      }
    ),
    provenanceDecideBatchSpend: build.mutation<BatchDetail, SpendDecisionArg>({
      query: ({ batchId, ...decision }) => post(api.spendApprovalOfBatch(batchId), decision),
      transformResponse: unwrap<BatchDetail>,
      invalidatesTags: (_batch, _error, { batchId }) => [
        { type: 'ProvenanceBatch', id: batchId },
        'ProvenanceTask',
        'ProvenanceCounts',
      ],
    }),
  }),
});

export const {
  useProvenanceBatchesQuery: useBatchesQuery,
  useProvenanceBatchQuery: useBatchQuery,
  useProvenanceCheckBatchMutation: useCheckBatchMutation,
  useProvenanceLaunchBatchMutation: useLaunchBatchMutation,
  useProvenanceRelaunchBatchMutation: useRelaunchBatchMutation,
  useProvenanceDecideBatchSpendMutation: useDecideBatchSpendMutation,
} = batchesApi;

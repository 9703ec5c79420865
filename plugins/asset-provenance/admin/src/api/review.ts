import { api } from '../../../shared/api';
import type {
  ReviewCase,
  ReviewItem,
  ReviewListQuery,
  Verdict,
  VerdictInput,
} from '../../../shared/review';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';
import type { ListOf } from './request';

export type ReviewListArg = ListOf<ReviewListQuery>;

const reviewApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceReviewQueue: build.query<Page<ReviewItem>, ReviewListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<ReviewItem>(fetchPage, api.reviewQueue, filters),
      providesTags: [{ type: 'ProvenanceReview', id: 'LIST' }],
    }),
    provenanceReviewCase: build.query<ReviewCase, string>({
      query: (outputId) => get(api.reviewCase(outputId)),
      transformResponse: unwrap<ReviewCase>,
      // The case shows the other results of its task too, so it ages with any of them.
      providesTags: (found, _error, outputId) => [
        { type: 'ProvenanceReview', id: outputId },
        { type: 'ProvenanceReview', id: found?.task.taskId },
      ],
    }),
    provenanceGiveVerdict: build.mutation<
      Verdict,
      { taskId: string; outputId: string; verdict: VerdictInput }
    >({
      query: ({ outputId, verdict }) => post(api.verdicts(outputId), verdict),
      transformResponse: unwrap<Verdict>,
      invalidatesTags: (_verdict, _error, { taskId, outputId }) => [
        { type: 'ProvenanceReview', id: 'LIST' },
        { type: 'ProvenanceReview', id: outputId },
        { type: 'ProvenanceReview', id: taskId },
        { type: 'ProvenanceTask', id: taskId },
        { type: 'ProvenanceTask', id: 'LIST' },
        'ProvenanceCounts',
        'ProvenanceAsset',
        'ProvenanceLibrary',
        'ProvenanceRecord',
        'ProvenanceEntry',
      ],
    }),
  }),
});

export const {
  useProvenanceReviewQueueQuery: useReviewQueueQuery,
  useProvenanceReviewCaseQuery: useReviewCaseQuery,
  useProvenanceGiveVerdictMutation: useGiveVerdictMutation,
  usePrefetch: useReviewPrefetch,
} = reviewApi;

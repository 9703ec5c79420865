import { api } from '../../../shared/api';
import type {
  AssignInput,
  BulkResult,
  BulkVerdictInput,
  BulkVerdictResult,
  ReviewCase,
  ReviewComment,
  ReviewCommentInput,
  ReviewItem,
  ReviewListQuery,
  UndoResult,
  Verdict,
  VerdictInput,
} from '../../../shared/review';
import type { OutputSummary, Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

export type ReviewPageArg = Omit<ReviewListQuery, 'limit'> & { limit: number };

/** Somebody who may give verdicts. */
export type Reviewer = { id: string; name: string };

type OfOutput = { taskId: string; outputId: string };

/** What a verdict changes besides the review itself. */
const elsewhere = [
  { type: 'ProvenanceTask', id: 'LIST' },
  'ProvenanceCounts',
  'ProvenanceAsset',
  'ProvenanceLibrary',
  'ProvenanceRecord',
  'ProvenanceEntry',
] as const;
const decidedTags = ({ taskId, outputId }: OfOutput) =>
  [
    { type: 'ProvenanceReview', id: outputId },
    { type: 'ProvenanceReview', id: taskId },
    { type: 'ProvenanceTask', id: taskId },
    ...elsewhere,
  ] as const;
const comments = (outputId: string) =>
  [
    { type: 'ProvenanceReview', id: outputId },
    { type: 'ProvenanceReview', id: `comments/${outputId}` },
  ] as const;

const reviewApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    /** One page of the queue; the pages are kept together by the review desk itself. */
    provenanceReviewPage: build.query<Page<ReviewItem>, ReviewPageArg>({
      query: (filters) => get(api.reviewQueue, filters),
      transformResponse: unwrap<Page<ReviewItem>>,
      keepUnusedDataFor: 0,
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
    provenanceReviewers: build.query<Reviewer[], void>({
      query: () => get(api.reviewers),
      transformResponse: unwrap<Reviewer[]>,
      keepUnusedDataFor: 600,
    }),
    provenanceGiveVerdict: build.mutation<Verdict, OfOutput & { verdict: VerdictInput }>({
      query: ({ outputId, verdict }) => post(api.verdicts(outputId), verdict),
      transformResponse: unwrap<Verdict>,
      invalidatesTags: (_verdict, _error, of) => [...decidedTags(of)],
    }),
    provenanceBulkVerdicts: build.mutation<BulkVerdictResult, BulkVerdictInput>({
      query: (body) => post(api.bulkVerdicts, body),
      transformResponse: unwrap<BulkVerdictResult>,
      invalidatesTags: ['ProvenanceReview', 'ProvenanceTask', ...elsewhere],
    }),
    provenanceUndoVerdict: build.mutation<UndoResult, OfOutput & { verdictId: string }>({
      query: ({ outputId, verdictId }) => post(api.undoVerdict(outputId), { verdictId }),
      transformResponse: unwrap<UndoResult>,
      invalidatesTags: (_result, _error, of) => [...decidedTags(of)],
    }),
    provenanceAssign: build.mutation<BulkResult[], AssignInput>({
      query: (body) => post(api.assignments, body),
      transformResponse: unwrap<BulkResult[]>,
      invalidatesTags: (_result, _error, { outputIds }) => [
        ...outputIds.map((id) => ({ type: 'ProvenanceReview' as const, id })),
        'ProvenanceCounts',
      ],
    }),
    /** For owners, who may not see the review case. */
    provenanceComments: build.query<ReviewComment[], string>({
      query: (outputId) => get(api.comments(outputId)),
      transformResponse: unwrap<ReviewComment[]>,
      providesTags: (_comments, _error, outputId) => [
        { type: 'ProvenanceReview', id: `comments/${outputId}` },
      ],
    }),
    provenanceWriteComment: build.mutation<
      ReviewComment,
      { outputId: string; comment: ReviewCommentInput }
    >({
      query: ({ outputId, comment }) => post(api.comments(outputId), comment),
      transformResponse: unwrap<ReviewComment>,
      invalidatesTags: (_comment, _error, { outputId }) => [...comments(outputId)],
    }),
    provenanceResolveComment: build.mutation<
      ReviewComment,
      { outputId: string; commentId: string; isResolved: boolean }
    >({
      query: ({ commentId, isResolved }) => post(api.resolveComment(commentId), { isResolved }),
      transformResponse: unwrap<ReviewComment>,
      invalidatesTags: (_comment, _error, { outputId }) => [...comments(outputId)],
    }),
    provenanceAdopt: build.mutation<OutputSummary, OfOutput & { reason: string }>({
      query: ({ outputId, reason }) => post(api.adopt(outputId), { reason }),
      transformResponse: unwrap<OutputSummary>,
      invalidatesTags: (_output, _error, of) => [...decidedTags(of)],
    }),
  }),
});

export const {
  useLazyProvenanceReviewPageQuery: useLazyReviewPageQuery,
  useProvenanceReviewCaseQuery: useReviewCaseQuery,
  useProvenanceReviewersQuery: useReviewersQuery,
  useProvenanceGiveVerdictMutation: useGiveVerdictMutation,
  useProvenanceBulkVerdictsMutation: useBulkVerdictsMutation,
  useProvenanceUndoVerdictMutation: useUndoVerdictMutation,
  useProvenanceAssignMutation: useAssignMutation,
  useProvenanceCommentsQuery: useCommentsQuery,
  useProvenanceWriteCommentMutation: useWriteCommentMutation,
  useProvenanceResolveCommentMutation: useResolveCommentMutation,
  useProvenanceAdoptMutation: useAdoptMutation,
} = reviewApi;

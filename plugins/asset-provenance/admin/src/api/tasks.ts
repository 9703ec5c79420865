import { api } from '../../../shared/api';
import type { Counts } from '../../../shared/api';
import type { Catalog } from '../../../shared/catalog';
import type {
  LaunchAnswer,
  LaunchInput,
  OutputSummary,
  Page,
  Preflight,
  PromoteRequest,
  ReconcileRequest,
  SubmitForReview,
  TaskDetail,
  TaskListQuery,
  TaskLookup,
  TaskSummary,
} from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';
import type { ListOf } from './request';

export type TaskListArg = ListOf<TaskListQuery>;

/** What a task's own acts change besides the task. */
const touched = (taskId: string) =>
  [
    { type: 'ProvenanceTask', id: taskId },
    { type: 'ProvenanceTask', id: 'LIST' },
    'ProvenanceCounts',
  ] as const;
const launched = [
  { type: 'ProvenanceTask', id: 'LIST' },
  'ProvenanceCounts',
  'ProvenancePreset',
] as const;

const tasksApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceCatalog: build.query<Catalog, void>({
      query: () => get(api.catalog),
      transformResponse: unwrap<Catalog>,
      providesTags: ['ProvenanceCatalog'],
      keepUnusedDataFor: 600,
    }),
    provenanceCounts: build.query<Counts, void>({
      query: () => get(api.counts),
      transformResponse: unwrap<Counts>,
      providesTags: ['ProvenanceCounts'],
    }),
    provenanceTasks: build.query<Page<TaskSummary>, TaskListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<TaskSummary>(fetchPage, api.tasks, filters),
      providesTags: [{ type: 'ProvenanceTask', id: 'LIST' }],
    }),
    provenanceTask: build.query<TaskDetail, string>({
      query: (taskId) => get(api.task(taskId)),
      transformResponse: unwrap<TaskDetail>,
      providesTags: (_task, _error, taskId) => [{ type: 'ProvenanceTask', id: taskId }],
    }),
    provenanceTaskLookup: build.query<TaskLookup, string>({
      query: (id) => get(api.lookup, { id }),
      transformResponse: unwrap<TaskLookup>,
    }),
    /** Asks and changes nothing; a mutation because its argument is a whole form. */
    provenancePreflight: build.mutation<Preflight, LaunchInput>({
      query: (body) => post(api.preflight, body),
      transformResponse: unwrap<Preflight>,
    }),
    provenanceLaunch: build.mutation<LaunchAnswer, LaunchInput>({
      query: (body) => post(api.tasks, body),
      transformResponse: unwrap<LaunchAnswer>,
      invalidatesTags: [...launched],
    }),
    provenanceCancel: build.mutation<TaskDetail, string>({
      query: (taskId) => post(api.cancel(taskId)),
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: (_task, _error, taskId) => [...touched(taskId)],
    }),
    provenanceRetry: build.mutation<TaskDetail, string>({
      query: (taskId) => post(api.retry(taskId)),
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: (_task, _error, taskId) => [...touched(taskId)],
    }),
    provenanceReproduce: build.mutation<LaunchAnswer, { taskId: string }>({
      query: ({ taskId }) => post(api.reproduce(taskId), {}),
      transformResponse: unwrap<LaunchAnswer>,
      invalidatesTags: (_answer, _error, { taskId }) => [...touched(taskId)],
    }),
    provenanceReconcile: build.mutation<
      TaskDetail,
      { taskId: string; jobId: string; decision: ReconcileRequest }
    >({
      query: ({ jobId, decision }) => post(api.reconcile(jobId), decision),
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: (_task, _error, { taskId }) => [...touched(taskId)],
    }),
    provenanceChoose: build.mutation<
      OutputSummary,
      { taskId: string; outputId: string; isChosen: boolean }
    >({
      query: ({ outputId, isChosen }) => post(api.choose(outputId), { isChosen }),
      transformResponse: unwrap<OutputSummary>,
      invalidatesTags: (_output, _error, { taskId }) => [...touched(taskId)],
    }),
    provenanceSubmit: build.mutation<
      OutputSummary,
      { taskId: string; outputId: string; submission: SubmitForReview }
    >({
      query: ({ outputId, submission }) => post(api.submitForReview(outputId), submission),
      transformResponse: unwrap<OutputSummary>,
      invalidatesTags: (_output, _error, { taskId, outputId }) => [
        ...touched(taskId),
        { type: 'ProvenanceReview', id: 'LIST' },
        { type: 'ProvenanceReview', id: outputId },
        { type: 'ProvenanceReview', id: taskId },
        'ProvenanceLibrary',
      ],
    }),
    provenancePromote: build.mutation<
      LaunchAnswer,
      { taskId: string; outputId: string; request: Partial<PromoteRequest> }
    >({
      query: ({ outputId, request }) => post(api.promote(outputId), request),
      transformResponse: unwrap<LaunchAnswer>,
      invalidatesTags: (_answer, _error, { taskId }) => [...touched(taskId)],
    }),
  }),
});

export const {
  useProvenanceCatalogQuery: useCatalogQuery,
  useProvenanceCountsQuery: useCountsQuery,
  useProvenanceTasksQuery: useTasksQuery,
  useProvenanceTaskQuery: useTaskQuery,
  useLazyProvenanceTaskLookupQuery: useLazyTaskLookupQuery,
  useProvenancePreflightMutation: usePreflightMutation,
  useProvenanceLaunchMutation: useLaunchMutation,
  useProvenanceCancelMutation: useCancelMutation,
  useProvenanceRetryMutation: useRetryMutation,
  useProvenanceReproduceMutation: useReproduceMutation,
  useProvenanceReconcileMutation: useReconcileMutation,
  useProvenanceChooseMutation: useChooseMutation,
  useProvenanceSubmitMutation: useSubmitMutation,
  useProvenancePromoteMutation: usePromoteMutation,
} = tasksApi;

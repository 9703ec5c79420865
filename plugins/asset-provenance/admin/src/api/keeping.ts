import { api } from '../../../shared/api';
import type {
  EraseInput,
  ErasureResult,
  Going,
  OutputKeeping,
  RetentionRule,
  RetentionStanding,
  TaskKeeping,
} from '../../../shared/keeping';
import type { Person } from '../../../shared/hand-over';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, post, unwrap } from './request';
import type { ListOf } from './request';

const keepingApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceRetention: build.query<RetentionStanding, void>({
      query: () => get(api.retention),
      transformResponse: unwrap<RetentionStanding>,
      providesTags: ['ProvenanceRetention'],
    }),
    provenanceGoing: build.query<Page<Going>, ListOf<{ rule: RetentionRule }>>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<Going>(fetchPage, api.retentionGoing, filters),
      providesTags: ['ProvenanceRetention'],
    }),
    provenanceHoldOutput: build.mutation<
      OutputKeeping,
      { outputId: string; isHeld: boolean; reason: string }
    >({
      query: ({ outputId, ...body }) => post(api.holdOutput(outputId), body),
      transformResponse: unwrap<OutputKeeping>,
      invalidatesTags: ['ProvenanceRecord', 'ProvenanceLibrary', 'ProvenanceRetention'],
    }),
    provenanceTaskKeeping: build.query<TaskKeeping, string>({
      query: (taskId) => get(api.holdTask(taskId)),
      transformResponse: unwrap<TaskKeeping>,
      keepUnusedDataFor: 0,
      providesTags: ['ProvenanceRecord'],
    }),
    provenanceHoldTask: build.mutation<
      TaskKeeping,
      { taskId: string; isHeld: boolean; reason: string }
    >({
      query: ({ taskId, ...body }) => post(api.holdTask(taskId), body),
      transformResponse: unwrap<TaskKeeping>,
      invalidatesTags: ['ProvenanceRecord', 'ProvenanceTask', 'ProvenanceRetention'],
    }),
    provenanceErasable: build.query<Person[], void>({
      query: () => get(api.erasablePeople),
      transformResponse: unwrap<Person[]>,
      providesTags: ['ProvenancePeople'],
    }),
    provenanceErase: build.mutation<ErasureResult, { personId: string } & EraseInput>({
      query: ({ personId, ...body }) => post(api.erasePerson(personId), body),
      transformResponse: unwrap<ErasureResult>,
      invalidatesTags: [
        'ProvenancePeople',
        'ProvenanceTask',
        'ProvenanceAsset',
        'ProvenanceReview',
        'ProvenanceNote',
        'ProvenanceLibrary',
        'ProvenanceRecord',
      ],
    }),
  }),
});

export const {
  useProvenanceRetentionQuery: useRetentionQuery,
  useProvenanceGoingQuery: useGoingQuery,
  useProvenanceHoldOutputMutation: useHoldOutputMutation,
  useProvenanceTaskKeepingQuery: useTaskKeepingQuery,
  useProvenanceHoldTaskMutation: useHoldTaskMutation,
  useProvenanceErasableQuery: useErasableQuery,
  useProvenanceEraseMutation: useEraseMutation,
} = keepingApi;

import { api } from '../../../shared/api';
import type { Budget, BudgetInput, TaskCosts } from '../../../shared/costs';
import type { TaskDetail } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { del, get, post, put, unwrap } from './request';

type SpendDecisionArg = { taskId: string; isApproved: boolean; reason: string | null };

const costsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceTaskCosts: build.query<TaskCosts, string>({
      query: (taskId) => get(api.costsOfTask(taskId)),
      transformResponse: unwrap<TaskCosts>,
      providesTags: (_costs, _error, taskId) => [{ type: 'ProvenanceTask', id: taskId }],
    }),
    provenanceDecideSpend: build.mutation<TaskDetail, SpendDecisionArg>({
      query: ({ taskId, ...decision }) => post(api.spendApproval(taskId), decision),
      transformResponse: unwrap<TaskDetail>,
      invalidatesTags: (_task, _error, { taskId }) => [
        { type: 'ProvenanceTask', id: taskId },
        { type: 'ProvenanceTask', id: 'LIST' },
        'ProvenanceCounts',
      ],
    }),
    provenanceBudgets: build.query<Budget[], void>({
      query: () => get(api.budgets),
      transformResponse: unwrap<Budget[]>,
      providesTags: ['ProvenanceBudget'],
      // Every launch changes what is reserved.
      keepUnusedDataFor: 0,
    }),
    /** Without an id: a new one. */
    provenanceSaveBudget: build.mutation<Budget, { budgetId: string | null; budget: BudgetInput }>({
      query: ({ budgetId, budget }) =>
        budgetId ? put(api.budget(budgetId), budget) : post(api.budgets, budget),
      transformResponse: unwrap<Budget>,
      invalidatesTags: ['ProvenanceBudget'],
    }),
    provenanceRemoveBudget: build.mutation<unknown, string>({
      query: (budgetId) => del(api.budget(budgetId)),
      invalidatesTags: ['ProvenanceBudget'],
    }),
  }),
});

export const {
  useProvenanceTaskCostsQuery: useTaskCostsQuery,
  useProvenanceDecideSpendMutation: useDecideSpendMutation,
  useProvenanceBudgetsQuery: useBudgetsQuery,
  useProvenanceSaveBudgetMutation: useSaveBudgetMutation,
  useProvenanceRemoveBudgetMutation: useRemoveBudgetMutation,
} = costsApi;

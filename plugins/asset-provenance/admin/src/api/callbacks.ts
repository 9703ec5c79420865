import { api } from '../../../shared/api';
import type { CallbackDelivery, TaskCallbacks } from '../../../shared/callbacks';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

const callbacksApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceCallbacks: build.query<TaskCallbacks, string>({
      query: (taskId) => get(api.callbacksOfTask(taskId)),
      transformResponse: unwrap<TaskCallbacks>,
      providesTags: (_callbacks, _error, taskId) => [{ type: 'ProvenanceCallback', id: taskId }],
    }),
    provenanceSendAgain: build.mutation<CallbackDelivery, { taskId: string; deliveryId: string }>({
      query: ({ deliveryId }) => post(api.sendAgain(deliveryId)),
      transformResponse: unwrap<CallbackDelivery>,
      invalidatesTags: (_delivery, _error, { taskId }) => [
        { type: 'ProvenanceCallback', id: taskId },
        { type: 'ProvenanceTask', id: taskId },
      ],
    }),
  }),
});

export const {
  useProvenanceCallbacksQuery: useCallbacksQuery,
  useProvenanceSendAgainMutation: useSendAgainMutation,
} = callbacksApi;

import { api } from '../../../shared/api';
import type { HandOverInput, HandOverResult, Holdings, Person } from '../../../shared/hand-over';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

const peopleApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenancePeople: build.query<Person[], void>({
      query: () => get(api.people),
      transformResponse: unwrap<Person[]>,
      providesTags: ['ProvenancePeople'],
    }),
    provenanceHoldings: build.query<Holdings, string>({
      query: (personId) => get(api.holdings(personId)),
      transformResponse: unwrap<Holdings>,
      providesTags: ['ProvenancePeople', 'ProvenanceTask', 'ProvenanceAsset', 'ProvenanceNote'],
    }),
    provenanceHandOver: build.mutation<HandOverResult, HandOverInput>({
      query: (body) => post(api.handOver, body),
      transformResponse: unwrap<HandOverResult>,
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
  useProvenancePeopleQuery: usePeopleQuery,
  useProvenanceHoldingsQuery: useHoldingsQuery,
  useProvenanceHandOverMutation: useHandOverMutation,
} = peopleApi;

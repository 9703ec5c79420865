import { api } from '../../../shared/api';
import type { Decider, Decision, DecisionsQuery } from '../../../shared/decisions';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, get, unwrap } from './request';
import type { ListOf } from './request';

const decisionsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceDecisions: build.query<
      Page<Decision>,
      ListOf<Pick<DecisionsQuery, 'reviewerId' | 'verdict'>>
    >({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<Decision>(fetchPage, api.decisions, filters),
      keepUnusedDataFor: 0,
      providesTags: ['ProvenanceRecord'],
    }),
    provenanceDeciders: build.query<Decider[], void>({
      query: () => get(api.deciders),
      transformResponse: unwrap<Decider[]>,
      providesTags: ['ProvenanceRecord'],
    }),
  }),
});

export const {
  useProvenanceDecisionsQuery: useDecisionsQuery,
  useProvenanceDecidersQuery: useDecidersQuery,
} = decisionsApi;

import { api } from '../../../shared/api';
import type { LedgerStanding, LedgerVerification } from '../../../shared/ledger';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

const ledgerApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceLedger: build.query<LedgerStanding, void>({
      query: () => get(api.ledger),
      transformResponse: unwrap<LedgerStanding>,
      providesTags: ['ProvenanceLedger'],
    }),
    /** Begins one in the background; the standing tells how far it is. */
    provenanceVerifyLedger: build.mutation<LedgerVerification, void>({
      query: () => post(api.verifyLedger),
      transformResponse: unwrap<LedgerVerification>,
      invalidatesTags: ['ProvenanceLedger'],
    }),
  }),
});

export const {
  useProvenanceLedgerQuery: useLedgerQuery,
  useProvenanceVerifyLedgerMutation: useVerifyLedgerMutation,
} = ledgerApi;

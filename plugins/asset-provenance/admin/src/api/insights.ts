import { api } from '../../../shared/api';
import type { SpendCsvQuery, SpendReport } from '../../../shared/insights';
import { provenanceApi } from './base';
import { get, unwrap } from './request';
import { saveFile } from './saveFile';

export type SpendPeriod = { from: string; to: string };
type SpendCsvArg = SpendPeriod & Required<Pick<SpendCsvQuery, 'by' | 'language'>>;

const insightsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceSpend: build.query<SpendReport, SpendPeriod>({
      query: (period) => get(api.spend, period),
      transformResponse: unwrap<SpendReport>,
      // Every job that ends changes a figure.
      keepUnusedDataFor: 0,
    }),
    /** Hands a table to the browser; answers with the name of the file. */
    provenanceSpendCsv: build.mutation<string, SpendCsvArg>({
      queryFn: async ({ by, ...asked }, _api, _options, fetchFile) => {
        const { config, ...request } = get(api.spendCsv, { by, ...asked });
        const answer = await fetchFile({ ...request, config: { ...config, responseType: 'blob' } });
        if (answer.error) return { error: answer.error };
        const name = `spend-by-${by}-${asked.from}-${asked.to}.csv`;
        saveFile(answer.data as Blob, name);
        return { data: name };
      },
    }),
  }),
});

export const {
  useProvenanceSpendQuery: useSpendQuery,
  useProvenanceSpendCsvMutation: useSpendCsvMutation,
} = insightsApi;

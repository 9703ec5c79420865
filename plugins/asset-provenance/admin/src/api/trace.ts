import { api } from '../../../shared/api';
import type { StandingOn } from '../../../shared/standing-on';
import type { AssetRecord, TraceAnswer } from '../../../shared/trace';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

/** The field name of the multipart body. */
const FILE_FIELD = 'file';

const traceApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceTrace: build.query<TraceAnswer, string>({
      query: (q) => get(api.trace, { q }),
      transformResponse: unwrap<TraceAnswer>,
      providesTags: ['ProvenanceRecord'],
    }),
    /** The file is only hashed and read by the server; nothing is stored. */
    provenanceTraceFile: build.mutation<TraceAnswer, File>({
      query: (file) => {
        const body = new FormData();
        body.append(FILE_FIELD, file);
        return post(api.traceFile, body);
      },
      transformResponse: unwrap<TraceAnswer>,
    }),
    provenanceAssetRecord: build.query<AssetRecord, string>({
      query: (outputId) => get(api.assetRecord(outputId)),
      transformResponse: unwrap<AssetRecord>,
      providesTags: ['ProvenanceRecord'],
    }),
    provenanceStandingOn: build.query<StandingOn, { outputId: string; day: string }>({
      query: ({ outputId, day }) => get(api.standingOn(outputId), { day }),
      transformResponse: unwrap<StandingOn>,
      providesTags: ['ProvenanceRecord'],
    }),
  }),
});

export const {
  useProvenanceTraceQuery: useTraceQuery,
  useProvenanceTraceFileMutation: useTraceFileMutation,
  useProvenanceAssetRecordQuery: useAssetRecordQuery,
  useProvenanceStandingOnQuery: useStandingOnQuery,
} = traceApi;

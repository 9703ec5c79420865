import { api } from '../../../shared/api';
import type { RecordExportQuery } from '../../../shared/record-export';
import type { StandingOn } from '../../../shared/standing-on';
import type { AssetRecord, TraceAnswer } from '../../../shared/trace';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';
import { saveFile } from './saveFile';

type ExportArg = Required<Omit<RecordExportQuery, 'files'>> & { outputId: string; files: boolean };

/** The field name of the multipart body. */
const FILE_FIELD = 'file';

/** Evidence is asked for whenever it is looked at: what others decided meanwhile belongs to it. */
const NEVER = 0;

const traceApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceTrace: build.query<TraceAnswer, string>({
      query: (q) => get(api.trace, { q }),
      transformResponse: unwrap<TraceAnswer>,
      providesTags: ['ProvenanceRecord'],
      keepUnusedDataFor: NEVER,
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
      keepUnusedDataFor: NEVER,
    }),
    provenanceStandingOn: build.query<StandingOn, { outputId: string; day: string }>({
      query: ({ outputId, day }) => get(api.standingOn(outputId), { day }),
      transformResponse: unwrap<StandingOn>,
      providesTags: ['ProvenanceRecord'],
      keepUnusedDataFor: NEVER,
    }),
    /** Hands the zip to the browser; answers with its name. An export is an event of the record. */
    provenanceExportRecord: build.mutation<string, ExportArg>({
      queryFn: async ({ outputId, ...asked }, _api, _options, fetchFile) => {
        const { config, ...request } = get(api.exportRecord(outputId), asked);
        const answer = await fetchFile({ ...request, config: { ...config, responseType: 'blob' } });
        if (answer.error) return { error: answer.error };
        const name = `asset-record-${outputId.slice(0, 8)}-${asked.variant}.zip`;
        saveFile(answer.data as Blob, name);
        return { data: name };
      },
      invalidatesTags: (_name, error) => (error ? [] : ['ProvenanceRecord']),
    }),
  }),
});

export const {
  useProvenanceTraceQuery: useTraceQuery,
  useProvenanceTraceFileMutation: useTraceFileMutation,
  useProvenanceAssetRecordQuery: useAssetRecordQuery,
  useProvenanceStandingOnQuery: useStandingOnQuery,
  useProvenanceExportRecordMutation: useExportRecordMutation,
} = traceApi;

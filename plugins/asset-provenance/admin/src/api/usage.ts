import { api } from '../../../shared/api';
import type { FileUsage, OutsidePlacement, OutsidePlacementInput } from '../../../shared/usage';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

type OfFile = { fileDocumentId: string };

/** What counts as shown changes what the gate lets pass, too. */
const touched = ({ fileDocumentId }: OfFile) =>
  [{ type: 'ProvenanceUsage', id: fileDocumentId }, 'ProvenanceRecord', 'ProvenanceEntry'] as const;

const usageApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceFileUsage: build.query<FileUsage, string>({
      query: (fileDocumentId) => get(api.fileUsage(fileDocumentId)),
      transformResponse: unwrap<FileUsage>,
      providesTags: (_usage, _error, fileDocumentId) => [
        { type: 'ProvenanceUsage', id: fileDocumentId },
      ],
    }),
    provenanceRecordPlacement: build.mutation<
      OutsidePlacement,
      OfFile & { placement: OutsidePlacementInput }
    >({
      query: ({ fileDocumentId, placement }) => post(api.placements(fileDocumentId), placement),
      transformResponse: unwrap<OutsidePlacement>,
      invalidatesTags: (_placement, _error, file) => [...touched(file)],
    }),
    provenanceEndPlacement: build.mutation<
      OutsidePlacement,
      OfFile & { placementId: string; reason: string }
    >({
      query: ({ placementId, reason }) => post(api.endPlacement(placementId), { reason }),
      transformResponse: unwrap<OutsidePlacement>,
      invalidatesTags: (_placement, _error, file) => [...touched(file)],
    }),
  }),
});

export const {
  useProvenanceFileUsageQuery: useFileUsageQuery,
  useProvenanceRecordPlacementMutation: useRecordPlacementMutation,
  useProvenanceEndPlacementMutation: useEndPlacementMutation,
} = usageApi;

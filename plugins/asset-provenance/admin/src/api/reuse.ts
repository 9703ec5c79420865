import { api } from '../../../shared/api';
import type { ApprovedAsset, AssetListQuery, SupersedeInput } from '../../../shared/reuse';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, post, unwrap } from './request';
import type { ListOf } from './request';

/** `usableNow` travels as text: the contract reads `true` and `false` from the query string. */
export type AssetListArg = ListOf<AssetListQuery>;

/** All that may show whether an asset is still good. */
const standing = [
  'ProvenanceAsset',
  'ProvenanceLibrary',
  'ProvenanceRecord',
  'ProvenanceEntry',
  'ProvenanceTask',
  'ProvenanceReview',
] as const;

const reuseApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceAssets: build.query<Page<ApprovedAsset>, AssetListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<ApprovedAsset>(fetchPage, api.assets, filters),
      providesTags: ['ProvenanceAsset'],
    }),
    provenanceRevoke: build.mutation<ApprovedAsset, { assetId: string; reason: string }>({
      query: ({ assetId, reason }) => post(api.revoke(assetId), { reason }),
      transformResponse: unwrap<ApprovedAsset>,
      invalidatesTags: [...standing],
    }),
    provenanceSupersede: build.mutation<ApprovedAsset, { assetId: string } & SupersedeInput>({
      query: ({ assetId, ...body }) => post(api.supersede(assetId), body),
      transformResponse: unwrap<ApprovedAsset>,
      invalidatesTags: [...standing],
    }),
  }),
});

export const {
  useProvenanceAssetsQuery: useAssetsQuery,
  useProvenanceRevokeMutation: useRevokeMutation,
  useProvenanceSupersedeMutation: useSupersedeMutation,
} = reuseApi;

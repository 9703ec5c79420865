import { api } from '../../../shared/api';
import type {
  Preset,
  PresetInput,
  PresetListQuery,
  PresetVersion,
  PresetVersionInput,
  TakeBackInput,
} from '../../../shared/presets';
import type { Page } from '../../../shared/tasks';
import { provenanceApi } from './base';
import { collect, del, get, post, put, unwrap } from './request';
import type { ListOf } from './request';

export type PresetListArg = ListOf<PresetListQuery>;
type OfPreset = { presetId: string };

const presetsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenancePresets: build.query<Page<Preset>, PresetListArg>({
      queryFn: (filters, _api, _options, fetchPage) =>
        collect<Preset>(fetchPage, api.presets, filters),
      providesTags: ['ProvenancePreset'],
    }),
    provenancePreset: build.query<Preset, string>({
      query: (presetId) => get(api.preset(presetId)),
      transformResponse: unwrap<Preset>,
      providesTags: ['ProvenancePreset'],
    }),
    provenancePresetVersions: build.query<Page<PresetVersion>, OfPreset & { wanted: number }>({
      queryFn: ({ presetId, wanted }, _api, _options, fetchPage) =>
        collect<PresetVersion>(fetchPage, api.presetVersions(presetId), { wanted }),
      providesTags: ['ProvenancePreset'],
    }),
    provenanceCreatePreset: build.mutation<Preset, PresetInput>({
      query: (body) => post(api.presets, body),
      transformResponse: unwrap<Preset>,
      invalidatesTags: ['ProvenancePreset'],
    }),
    provenanceSavePreset: build.mutation<Preset, OfPreset & { version: PresetVersionInput }>({
      query: ({ presetId, version }) => post(api.presetVersions(presetId), version),
      transformResponse: unwrap<Preset>,
      invalidatesTags: ['ProvenancePreset'],
    }),
    provenanceTakeBackPreset: build.mutation<Preset, OfPreset & { body: TakeBackInput }>({
      query: ({ presetId, body }) => post(api.takeBackPreset(presetId), body),
      transformResponse: unwrap<Preset>,
      invalidatesTags: ['ProvenancePreset'],
    }),
    provenanceSharePreset: build.mutation<Preset, OfPreset & { isShared: boolean }>({
      query: ({ presetId, isShared }) => put(api.preset(presetId), { isShared }),
      transformResponse: unwrap<Preset>,
      invalidatesTags: ['ProvenancePreset'],
    }),
    provenanceRemovePreset: build.mutation<Preset, string>({
      query: (presetId) => del(api.preset(presetId)),
      transformResponse: unwrap<Preset>,
      invalidatesTags: ['ProvenancePreset'],
    }),
  }),
});

export const {
  useProvenancePresetsQuery: usePresetsQuery,
  useProvenancePresetQuery: usePresetQuery,
  useProvenancePresetVersionsQuery: usePresetVersionsQuery,
  useProvenanceCreatePresetMutation: useCreatePresetMutation,
  useProvenanceSavePresetMutation: useSavePresetMutation,
  useProvenanceTakeBackPresetMutation: useTakeBackPresetMutation,
  useProvenanceSharePresetMutation: useSharePresetMutation,
  useProvenanceRemovePresetMutation: useRemovePresetMutation,
} = presetsApi;

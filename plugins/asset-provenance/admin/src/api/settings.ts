import { api } from '../../../shared/api';
import type { SettingsStatus } from '../../../shared/api';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

const settingsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceSettings: build.query<SettingsStatus, void>({
      query: () => get(api.settings),
      transformResponse: unwrap<SettingsStatus>,
      providesTags: ['ProvenanceSettings'],
    }),
    provenancePrepareRoles: build.mutation<SettingsStatus, void>({
      query: () => post(api.prepareRoles),
      transformResponse: unwrap<SettingsStatus>,
      invalidatesTags: ['ProvenanceSettings'],
    }),
  }),
});

export const {
  useProvenanceSettingsQuery: useSettingsQuery,
  useProvenancePrepareRolesMutation: usePrepareRolesMutation,
} = settingsApi;

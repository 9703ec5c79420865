import { api } from '../../../shared/api';
import type { SettingsStatus } from '../../../shared/api';
import { provenanceApi } from './base';
import { get, post, unwrap } from './request';

/** Codes of the roles that were made just now, and how all ready-made roles stand. */
export type PreparedRoles = { created: string[]; roles: SettingsStatus['roles'] };

const settingsApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceSettings: build.query<SettingsStatus, void>({
      query: () => get(api.settings),
      transformResponse: unwrap<SettingsStatus>,
      providesTags: ['ProvenanceSettings'],
    }),
    provenancePrepareRoles: build.mutation<PreparedRoles, void>({
      query: () => post(api.prepareRoles),
      transformResponse: unwrap<PreparedRoles>,
      invalidatesTags: ['ProvenanceSettings'],
    }),
  }),
});

export const {
  useProvenanceSettingsQuery: useSettingsQuery,
  useProvenancePrepareRolesMutation: usePrepareRolesMutation,
} = settingsApi;

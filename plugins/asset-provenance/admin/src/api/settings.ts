import { api } from '../../../shared/api';
import type { SettingsStatus } from '../../../shared/api';
import type { ConnectionTest } from '../../../shared/catalog';
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
    /** Asks the provider and changes nothing here. */
    provenanceTestConnection: build.mutation<ConnectionTest, string>({
      query: (providerId) => post(api.testConnection(providerId)),
      transformResponse: unwrap<ConnectionTest>,
    }),
  }),
});

export const {
  useProvenanceSettingsQuery: useSettingsQuery,
  useProvenancePrepareRolesMutation: usePrepareRolesMutation,
  useProvenanceTestConnectionMutation: useTestConnectionMutation,
} = settingsApi;

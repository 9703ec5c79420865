import { api } from '../../../shared/api';
import type { LicenceTemplate, LicenceTemplateInput } from '../../../shared/reuse';
import { provenanceApi } from './base';
import { del, get, post, put, unwrap } from './request';

const changed = ['ProvenanceTemplate', 'ProvenanceReview'] as const;

const templatesApi = provenanceApi.injectEndpoints({
  endpoints: (build) => ({
    provenanceTemplates: build.query<LicenceTemplate[], void>({
      query: () => get(api.licenceTemplates),
      transformResponse: unwrap<LicenceTemplate[]>,
      providesTags: ['ProvenanceTemplate'],
    }),
    /** Without an id: a new one. */
    provenanceSaveTemplate: build.mutation<
      LicenceTemplate,
      { licenceTemplateId: string | null; template: LicenceTemplateInput }
    >({
      query: ({ licenceTemplateId, template }) =>
        licenceTemplateId
          ? put(api.licenceTemplate(licenceTemplateId), template)
          : post(api.licenceTemplates, template),
      transformResponse: unwrap<LicenceTemplate>,
      invalidatesTags: [...changed],
    }),
    provenanceRemoveTemplate: build.mutation<unknown, string>({
      query: (licenceTemplateId) => del(api.licenceTemplate(licenceTemplateId)),
      invalidatesTags: [...changed],
    }),
  }),
});

export const {
  useProvenanceTemplatesQuery: useTemplatesQuery,
  useProvenanceSaveTemplateMutation: useSaveTemplateMutation,
  useProvenanceRemoveTemplateMutation: useRemoveTemplateMutation,
} = templatesApi;

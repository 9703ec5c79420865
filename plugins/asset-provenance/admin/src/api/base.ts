import { adminApi } from '@strapi/strapi/admin';

/**
 * The part of Strapi's own RTK Query slice that is ours. Endpoint names are global to the admin, so each
 * begins with `provenance`; the rooms export the hooks under short names.
 */
export const provenanceApi = adminApi.enhanceEndpoints({
  addTagTypes: [
    'ProvenanceCatalog',
    'ProvenanceCounts',
    'ProvenanceTask',
    'ProvenancePreset',
    'ProvenanceCallback',
    'ProvenanceReview',
    'ProvenanceAsset',
    'ProvenanceLibrary',
    'ProvenanceOrigin',
    'ProvenanceUsage',
    'ProvenanceView',
    'ProvenanceRights',
    'ProvenanceRecord',
    'ProvenanceLedger',
    'ProvenanceNote',
    'ProvenanceEntry',
    'ProvenanceSettings',
    'ProvenanceNotice',
    'ProvenanceNoticePreferences',
    'ProvenanceTemplate',
    'ProvenancePeople',
    'ProvenanceOverdue',
    'ProvenanceBudget',
    'ProvenanceBatch',
    'ProvenanceRetention',
  ],
});

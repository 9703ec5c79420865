import type { Core } from '@strapi/strapi';
import { APPROVAL_STATUSES, ORIGINS } from '../../../shared';

type MutableSchema = {
  attributes: Record<string, unknown>;
  indexes?: { name: string; columns: string[]; type: null }[];
};

const hidden = { configurable: false, private: true, writable: false };

/**
 * Adds our columns to `plugin::upload.file`: a projection for filters and RBAC conditions, private,
 * so that no public `populate` shows them. Called while plugins register, before the database is up.
 */
export const extendFileColumns = (strapi: Core.Strapi): void => {
  const file = strapi.contentType('plugin::upload.file') as unknown as MutableSchema;
  Object.assign(file.attributes, {
    provenanceStatus: {
      type: 'enumeration',
      enum: APPROVAL_STATUSES,
      default: 'untracked',
      ...hidden,
    },
    provenanceOrigin: { type: 'enumeration', enum: ORIGINS, default: 'unknown', ...hidden },
    provenanceTaskId: { type: 'string', ...hidden },
    provenanceOutputId: { type: 'string', ...hidden },
    provenancePurpose: { type: 'string', ...hidden },
    /** Last usable day in the site's time zone; null: no end. */
    provenanceUsableUntil: { type: 'string', ...hidden },
  });
  const index = (column: string) => ({
    name: `files_${column}_idx`,
    columns: [column],
    type: null,
  });
  file.indexes = [
    ...(file.indexes ?? []),
    index('provenance_status'),
    index('provenance_task_id'),
    index('provenance_output_id'),
  ];
};

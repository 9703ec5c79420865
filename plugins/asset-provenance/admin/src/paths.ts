import { PLUGIN_ID } from '../../shared/permissions';

const root = `/plugins/${PLUGIN_ID}`;

/** Addresses of our screens inside the admin; the only place that spells them. */
export const paths = {
  root,
  launch: `${root}/launch`,
  /** The launch form, filled from an earlier task, or from one of its results. */
  launchFrom: (
    taskId: string,
    as: 'variant' | 'regenerate' | 'reproduce',
    outputId: string | null = null
  ) => `${root}/launch?from=${taskId}&as=${as}${outputId ? `&output=${outputId}` : ''}`,
  /** Many launches from a table. */
  launchBatch: `${root}/launch/batch`,
  launchWith: (presetId: string) => `${root}/launch?preset=${presetId}`,
  presets: `${root}/launch/presets`,
  preset: (presetId: string) => `${root}/launch/presets?open=${presetId}`,
  tasks: `${root}/tasks`,
  task: (taskId: string) => `${root}/tasks/${taskId}`,
  batches: `${root}/tasks/batches`,
  batch: (batchId: string) => `${root}/tasks/batches/${batchId}`,
  review: `${root}/review`,
  reviewCase: (outputId: string) => `${root}/review/${outputId}`,
  /** The end of the queue. */
  reviewDone: `${root}/review/done`,
  library: `${root}/library`,
  libraryFile: (fileDocumentId: string) => `${root}/library?open=${fileDocumentId}`,
  trace: `${root}/trace`,
  traceOf: (query: string) => `${root}/trace?q=${encodeURIComponent(query)}`,
  followUp: `${root}/follow-up`,
  insights: `${root}/insights`,
  notices: `${root}/notices`,
  /** Where a notice leads; its path is below ours. */
  below: (path: string) => `${root}/${path}`,
  rights: `${root}/rights`,
  settings: `/settings/${PLUGIN_ID}`,
  budgets: `/settings/${PLUGIN_ID}-budgets`,
  /** The file in Strapi's own Media Library. */
  stockAsset: (fileId: number) => `/plugins/upload?assetId=${fileId}`,
  entry: (uid: string, documentId: string, locale: string | null = null) =>
    `/content-manager/collection-types/${uid}/${documentId}${locale ? `?plugins[i18n][locale]=${locale}` : ''}`,
} as const;

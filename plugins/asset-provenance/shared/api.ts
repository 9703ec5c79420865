import type { ProviderStanding } from './catalog';
import type { NoticeWebhook } from './notices';

/** Paths of the admin API, below `/asset-provenance`; the one table that server and admin share. */
export const api = {
  catalog: '/catalog',
  counts: '/counts',
  tasks: '/tasks',
  preflight: '/tasks/preflight',
  lookup: '/tasks/lookup',
  presets: '/presets',
  preset: (presetId: string) => `/presets/${presetId}`,
  presetVersions: (presetId: string) => `/presets/${presetId}/versions`,
  takeBackPreset: (presetId: string) => `/presets/${presetId}/take-back`,
  task: (taskId: string) => `/tasks/${taskId}`,
  cancel: (taskId: string) => `/tasks/${taskId}/cancel`,
  retry: (taskId: string) => `/tasks/${taskId}/retry`,
  reproduce: (taskId: string) => `/tasks/${taskId}/reproduce`,
  spendApproval: (taskId: string) => `/tasks/${taskId}/spend-approval`,
  costsOfTask: (taskId: string) => `/tasks/${taskId}/costs`,
  budgets: '/budgets',
  budget: (budgetId: string) => `/budgets/${budgetId}`,
  batches: '/batches',
  batchCheck: '/batches/check',
  batch: (batchId: string) => `/batches/${batchId}`,
  relaunchBatch: (batchId: string) => `/batches/${batchId}/relaunch`,
  spendApprovalOfBatch: (batchId: string) => `/batches/${batchId}/spend-approval`,
  reconcile: (jobId: string) => `/jobs/${jobId}/reconcile`,
  callbacksOfTask: (taskId: string) => `/tasks/${taskId}/callbacks`,
  sendAgain: (deliveryId: string) => `/callbacks/deliveries/${deliveryId}/send-again`,
  choose: (outputId: string) => `/outputs/${outputId}/choose`,
  submitForReview: (outputId: string) => `/outputs/${outputId}/submit`,
  promote: (outputId: string) => `/outputs/${outputId}/promote`,
  reviewQueue: '/review',
  reviewCase: (outputId: string) => `/review/outputs/${outputId}`,
  verdicts: (outputId: string) => `/review/outputs/${outputId}/verdicts`,
  bulkVerdicts: '/review/verdicts',
  /** What people decided, newest first, and who they are. */
  decisions: '/decisions',
  deciders: '/decisions/people',
  undoVerdict: (outputId: string) => `/review/outputs/${outputId}/undo`,
  assignments: '/review/assignments',
  reviewers: '/review/reviewers',
  comments: (outputId: string) => `/outputs/${outputId}/comments`,
  resolveComment: (commentId: string) => `/comments/${commentId}/resolve`,
  adopt: (outputId: string) => `/outputs/${outputId}/adopt`,
  assets: '/assets',
  supersede: (assetId: string) => `/assets/${assetId}/supersede`,
  licenceTemplates: '/licence-templates',
  licenceTemplate: (licenceTemplateId: string) => `/licence-templates/${licenceTemplateId}`,
  revoke: (assetId: string) => `/assets/${assetId}/revoke`,
  library: '/library',
  libraryChoices: '/library/choices',
  libraryViews: '/library/views',
  libraryView: (viewId: string) => `/library/views/${viewId}`,
  workingCopies: '/library/working-copies',
  bulkRevoke: '/library/bulk/revoke',
  bulkDeclare: '/library/bulk/declare',
  bulkHold: '/library/bulk/hold',
  fileOrigin: (fileDocumentId: string) => `/files/${fileDocumentId}/origin`,
  declareOrigin: (fileDocumentId: string) => `/files/${fileDocumentId}/declare`,
  recordElsewhere: (fileDocumentId: string) => `/files/${fileDocumentId}/record`,
  hold: (fileDocumentId: string) => `/files/${fileDocumentId}/hold`,
  fileUsage: (fileDocumentId: string) => `/files/${fileDocumentId}/usage`,
  placements: (fileDocumentId: string) => `/files/${fileDocumentId}/placements`,
  endPlacement: (placementId: string) => `/placements/${placementId}/end`,
  editedVersion: (outputId: string) => `/outputs/${outputId}/edited-version`,
  rightsRecords: '/rights-records',
  withdrawRights: (rightsRecordId: string) => `/rights-records/${rightsRecordId}/withdraw`,
  rightsAffected: (rightsRecordId: string) => `/rights-records/${rightsRecordId}/affected`,
  entry: '/entries/provenance',
  entryStatuses: '/entries/statuses',
  overrides: '/entries/overrides',
  overdueEntries: '/entries/overdue',
  fileStandings: '/files/standings',
  notices: '/notices',
  readNotices: '/notices/read',
  noticePreferences: '/notices/preferences',
  people: '/people',
  holdings: (personId: string) => `/people/${personId}/holdings`,
  handOver: '/hand-over',
  erasablePeople: '/people/erasable',
  erasePerson: (personId: string) => `/people/${personId}/erase`,
  retention: '/retention',
  retentionGoing: '/retention/going',
  holdOutput: (outputId: string) => `/outputs/${outputId}/hold`,
  holdTask: (taskId: string) => `/tasks/${taskId}/hold`,
  trace: '/trace',
  traceFile: '/trace/file',
  assetRecord: (outputId: string) => `/trace/outputs/${outputId}`,
  exportRecord: (outputId: string) => `/trace/outputs/${outputId}/export`,
  standingOn: (outputId: string) => `/trace/outputs/${outputId}/standing`,
  ledger: '/ledger',
  verifyLedger: '/ledger/verify',
  ledgerVerification: (verificationId: string) => `/ledger/verifications/${verificationId}`,
  ledgerProof: (eventId: string) => `/ledger/events/${eventId}/proof`,
  ledgerConsistency: '/ledger/consistency',
  revisionNotes: '/revision-notes',
  completeNote: (noteId: string) => `/revision-notes/${noteId}/complete`,
  spend: '/insights/spend',
  spendCsv: '/insights/spend.csv',
  settings: '/settings',
  prepareRoles: '/settings/roles',
  testConnection: (providerId: string) => `/settings/providers/${providerId}/test`,
} as const;

export const API_BASE = '/asset-provenance';
/** Below the prefix of Strapi's content API: where providers report to. */
export const CALLBACK_BASE = '/asset-provenance/callbacks';

/** Figures of the sub-navigation; null where the reader may not see them. */
export type Counts = {
  liveTasks: number | null;
  waitingReviews: number | null;
  dueRechecks: number | null;
  /** Published entries that show what may not be shown any more. */
  overdueEntries: number | null;
  unreadNotices: number;
};

export type SettingsStatus = {
  providers: ProviderStanding[];
  roles: { code: string; name: string; exists: boolean; roleId: string | null }[];
  siteTimeZone: string;
  /** How often a text with a full key in it was refused. */
  refusedSecrets: number;
  /** What the duplicate guard has done: launches answered with the first task, what was not made. */
  duplicates: { prevented: number; outputsNotMade: number; launchedAnyway: number };
  callbacks: {
    /** Whether callbacks to requesters can be signed, and so are sent. */
    isSigned: boolean;
    /** Where providers can reach this server; null: they are polled only. */
    publicUrl: string | null;
    /** How often an address was called that was never given out. */
    unknownAddresses: number;
  };
  dispatch: { engine: string; isRunning: boolean; waiting: number; leased: number };
  gate: {
    generated: string;
    declared: string;
    detected: string;
    untracked: string;
    rights: string;
    licence: string;
    /** Where entries of a type appear, by uid. */
    contentTypes: Record<string, string>;
    /** Days after which an overdue entry is taken down; null: never. */
    unpublishAfterDays: number | null;
  };
  noticeWebhooks: NoticeWebhook[];
};

/** A sentence in both languages of the product. */
export type Bilingual = { en: string; zh: string };

/** One input that was not accepted; `zh` is the message in Chinese. */
export type FieldProblem = { path: string; message: string; zh?: string };

/** Shape of every refusal: what happened and why, what to do next; `fields` name the inputs. */
export type RefusalDetails = {
  code: string;
  what?: Bilingual;
  fields?: FieldProblem[];
  next?: Bilingual;
  [more: string]: unknown;
};

import type {
  Actor,
  CallbackCounts,
  Cost,
  JobSummary,
  LaunchedPreset,
  MarksSummary,
  OutputSummary,
  Parameters,
  Stage,
  TaskSummary,
} from '../../../shared';
import type { Kernel } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import { stageOf } from './adoption';
import { generationTasks } from './content-types/generation-task';
import type { JobRow, OutputRow, TaskRow } from './transitions';

/** Whose eyes look: decides which tasks and prompts are seen. */
export type Reader = {
  userId: string;
  teamIds: string[];
  mayReadAll: boolean;
  mayReadPrompts: boolean;
};

/** Most thumbnails of one task in a list. */
const THUMBNAILS = 4;

export const ownerOf = (task: TaskRow): Actor => ({
  type: task.ownerType,
  id: task.ownerId,
  name: task.ownerName,
});

/** Whose things a list shows, as a condition on `ownerId`. */
export const ownersOf = (owner: 'mine' | 'team' | 'all', reader: Reader) => {
  if (owner === 'mine') return { ownerId: reader.userId };
  if (owner === 'all' && reader.mayReadAll) return {};
  return { ownerId: { $in: reader.teamIds } };
};

export const maySee = (reader: Reader, task: Pick<TaskRow, 'ownerId'>): boolean =>
  reader.mayReadAll || (task.ownerId !== null && reader.teamIds.includes(task.ownerId));

export const mayReadPrompt = (reader: Reader, task: TaskRow): boolean =>
  reader.mayReadPrompts || task.ownerId === reader.userId;

/** Requested parameters with the prompt put back. */
export const requestedOf = (task: TaskRow): Parameters => ({
  ...task.requested,
  prompt: task.prompt ?? '',
  negativePrompt: task.negativePrompt,
});

export const presetOf = ({
  presetId,
  presetVersion,
  presetName,
}: TaskRow): LaunchedPreset | null =>
  presetId && presetVersion && presetName
    ? { presetId, version: presetVersion, name: presetName }
    : null;

/** What the media library knows of an output. */
type StoredFacts = {
  file: MediaFile | undefined;
  thumbnailUrl: string | null;
  marks: MarksSummary | null;
};

export const toOutputSummary = (
  output: OutputRow,
  stage: Stage,
  { file, thumbnailUrl, marks }: StoredFacts
): OutputSummary => ({
  outputId: output.documentId,
  taskId: output.taskId,
  jobId: output.jobId,
  ordinal: output.ordinal,
  state: output.state,
  stage,
  isChosen: output.isChosen,
  adopted: output.adoptedAt
    ? {
        by: output.adoptedByName ?? '',
        at: output.adoptedAt,
        reason: output.adoptedReason ?? '',
      }
    : null,
  approvalStatus: output.approvalStatus,
  fileDocumentId: output.fileDocumentId,
  url: file?.url ?? null,
  thumbnailUrl,
  mime: output.mime,
  width: output.width,
  height: output.height,
  durationSeconds: output.durationSeconds,
  bytes: output.bytes,
  receivedSha256: output.receivedSha256,
  storedSha256: output.storedSha256,
  marks,
  alternativeText: output.alternativeText,
  alternativeTexts: output.alternativeTexts ?? {},
  seed: output.seed ?? null,
  verdictReason: output.verdictReason,
  failure: output.failure ?? null,
});

/** What is possible with a submission that nobody answered. */
export type LostStanding = Pick<JobSummary, 'lookedForUntil' | 'canBeAdopted'>;

export const toJobSummary = (job: JobRow, lost: LostStanding): JobSummary => ({
  ...lost,
  jobId: job.documentId,
  ordinal: job.ordinal,
  state: job.state,
  progress: job.progress,
  providerTaskId: job.providerTaskId,
  attempts: job.attempts,
  polls: job.polls,
  submittedAt: job.submittedAt,
  acceptedAt: job.acceptedAt,
  finishedAt: job.finishedAt,
  deadlineAt: job.deadlineAt,
  effective: job.effective ?? null,
  failure: job.failure ?? null,
  billed: job.billed,
  cost: job.cost ?? null,
  usage: job.usage ?? null,
  lastProblem: job.lastProblem ?? null,
  clientKey: job.clientKey,
  otherProviderTaskIds: job.otherProviderTaskIds ?? [],
});

/** A job for readers who may not see prompts. */
export const withoutPrompts = (job: JobSummary): JobSummary => ({
  ...job,
  effective: job.effective && {
    ...job.effective,
    prompt: '',
    negativePrompt: null,
    revisedPrompt: null,
  },
});

export const toTaskSummary = (
  task: TaskRow,
  jobs: JobRow[],
  outputs: OutputSummary[],
  { callbacks, cost }: { callbacks: CallbackCounts; cost: Cost | null },
  reader: Reader
): TaskSummary => ({
  taskId: task.documentId,
  state: task.state,
  kind: task.kind,
  stage: task.stage,
  purpose: task.purpose,
  channel: task.channel,
  specification: task.specification,
  brand: task.brand,
  series: task.series,
  subject: task.subject,
  providerId: task.providerId,
  modelId: task.modelId,
  parameterSummary: task.parameterSummary,
  owner: ownerOf(task),
  prompt: mayReadPrompt(reader, task) ? task.prompt : null,
  outputsExpected: task.outputsExpected,
  outputsStored: task.outputsStored,
  progress: task.progress,
  providerTaskIds: jobs.map(({ providerTaskId }) => providerTaskId).filter((id) => id !== null),
  httpStatus: jobs.find(({ failure }) => failure?.httpStatus)?.failure?.httpStatus ?? null,
  attempts: jobs.reduce((sum, { attempts }) => sum + attempts, 0),
  failure: task.failure ?? null,
  repeats: task.repeats,
  repeatOf: task.repeatOf,
  derivedFrom:
    task.derivedFrom && task.derivation
      ? { taskId: task.derivedFrom, derivation: task.derivation }
      : null,
  preset: presetOf(task),
  referenceCount: task.requested.references.length,
  thumbnails: outputs
    .map(({ thumbnailUrl }) => thumbnailUrl)
    .filter((url) => url !== null)
    .slice(0, THUMBNAILS),
  approvedCount: outputs.filter(({ approvalStatus }) => approvalStatus === 'approved').length,
  callbacks,
  cost,
  launchedAt: task.launchedAt,
  finishedAt: task.finishedAt,
});

/** The original of an output, as the register of marks knows it; null: nothing is stored yet. */
const originalOf = ({ storageKey, storedSha256 }: OutputRow) =>
  storageKey && storedSha256 ? { fileHash: storageKey, sha256: storedSha256 } : null;

/** Joins outputs with their files in one query, and with their tasks where the caller has none. */
export const createOutputPresenter =
  ({ store }: Kernel, media: Media) =>
  async (rows: OutputRow[], knownTasks?: TaskRow[]): Promise<OutputSummary[]> => {
    if (rows.length === 0) return [];
    const taskIds = [...new Set(rows.map(({ taskId }) => taskId))];
    const tasks =
      knownTasks ??
      (await store.find(generationTasks, { where: { documentId: { $in: taskIds } } }));
    const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
    const files = await media.files(
      rows.map(({ fileDocumentId }) => fileDocumentId).filter((id) => id !== null)
    );
    const fileOf = new Map(files.map((file) => [file.documentId, file]));
    const marksOf = await media.marks.summariesOf(
      rows.map(originalOf).filter((original) => original !== null)
    );
    return rows.map((row) => {
      const original = originalOf(row);
      const file = row.fileDocumentId ? fileOf.get(row.fileDocumentId) : undefined;
      const stage = stageOf(taskOf.get(row.taskId) ?? { stage: 'draft' }, row);
      return toOutputSummary(row, stage, {
        file,
        thumbnailUrl: file ? media.thumbnailOf(file) : null,
        marks: original && marksOf(original),
      });
    });
  };

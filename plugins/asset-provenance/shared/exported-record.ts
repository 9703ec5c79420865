import type { Actor } from './actors';
import type { OutputKeeping } from './keeping';
import type { LibraryItem } from './library';
import type { ApprovedAsset } from './reuse';
import type { Publication } from './standing-on';
import type { JobSummary, OutputSummary, TaskDetail } from './tasks';
import type { AssetRecord } from './trace';

/** A file that belongs to a record; `entry` null: only its hash goes along. */
export type ExportedFile = {
  role: 'original' | 'reference';
  fileDocumentId: string;
  name: string;
  mime: string;
  /** Where it lies in the zip. */
  entry: string | null;
  /** Of the bytes that the storage held when it was exported; null: they could not be read. */
  sha256: string | null;
  /** Of the original: these are other bytes than those that were judged, or stored where none were. */
  isChanged: boolean;
  bytes: number | null;
};

/** Addresses of the storage may be signed, and lead nowhere later. */
export type ExportedOutput = Omit<OutputSummary, 'url' | 'thumbnailUrl'>;

export type ExportedJob = Omit<
  JobSummary,
  'clientKey' | 'lookedForUntil' | 'canBeAdopted' | 'deadlineAt' | 'polls'
>;

export type ExportedTask = Pick<
  TaskDetail,
  | 'taskId'
  | 'state'
  | 'kind'
  | 'stage'
  | 'purpose'
  | 'channel'
  | 'specification'
  | 'brand'
  | 'series'
  | 'subject'
  | 'providerId'
  | 'modelId'
  | 'parameterSummary'
  | 'owner'
  | 'requested'
  | 'elsewhere'
  | 'outputsExpected'
  | 'outputsStored'
  | 'failure'
  | 'repeats'
  | 'repeatOf'
  | 'derivedFrom'
  | 'preset'
  | 'cost'
  | 'launchedAt'
  | 'finishedAt'
  | 'derivedTasks'
  | 'regenerateReason'
  | 'changedSincePreset'
  | 'spend'
  | 'reproducibility'
> & { jobs: ExportedJob[] };

export type ExportedAsset = Omit<ApprovedAsset, 'url' | 'thumbnailUrl'>;

export type ExportedLibraryItem = Pick<
  LibraryItem,
  'fileDocumentId' | 'name' | 'mime' | 'approvalStatus' | 'origin' | 'isHeld' | 'createdAt'
>;

/** The event stands in the timeline, and is proven with it. */
export type ExportedPublication = Omit<Publication, 'event'> & {
  eventId: string;
  at: string;
  by: Actor;
};

/** `record.json` of the full variant: what the person who exported it may read, and nothing else. */
export type FullRecord = Pick<
  AssetRecord,
  | 'specification'
  | 'marks'
  | 'verdicts'
  | 'lineage'
  | 'placements'
  | 'outsidePlacements'
  | 'notes'
  | 'timeline'
  | 'checks'
> & {
  output: ExportedOutput;
  task: ExportedTask;
  asset: ExportedAsset | null;
  file: ExportedLibraryItem | null;
  references: Omit<AssetRecord['references'][number], 'url'>[];
  siblings: ExportedOutput[];
  publications: ExportedPublication[];
  /** Legal holds, and what is left of what was deleted. */
  keeping: OutputKeeping;
  files: ExportedFile[];
};

import { z } from 'zod';
import type { RevisionNote } from './follow-up';
import type { OutputKeeping } from './keeping';
import type { Specification } from './parameters';
import type { LibraryItem } from './library';
import type { BinaryMarks } from './marks';
import type { ApprovedAsset } from './reuse';
import type { RightsRecord } from './rights';
import type { Verdict } from './review';
import type { Publication } from './standing-on';
import type { FoundPlacement, OutsidePlacement } from './usage';
import type { OutputSummary, TaskDetail, TaskSummary, TimelineEvent } from './tasks';
import type { Derivation, ReferenceRole, TraceMatch } from './vocabulary';

/** Query of `GET /trace`: an address, an id, a SHA-256, or an entry as `uid/documentId`. */
export const traceSchema = z.object({ q: z.string().trim().min(1, 'is required').max(2000) });

/** One step of the chain, checked now. */
export type ChainCheck = {
  id: 'stored_bytes' | 'verdict_bytes' | 'events';
  isIntact: boolean;
  en: string;
  zh: string;
};

/** A task that a later one came from, and by what act. `outputId`: which of its outputs, if one. */
export type Ancestor = {
  task: Pick<
    TaskSummary,
    'taskId' | 'stage' | 'state' | 'parameterSummary' | 'owner' | 'launchedAt'
  >;
  /** How the next task came from it. */
  derivation: Derivation;
  outputId: string | null;
  verdicts: Verdict[];
};

/** Everything about one output and its file, gathered for an auditor. */
export type AssetRecord = {
  output: OutputSummary;
  task: TaskDetail;
  specification: Specification | null;
  asset: ApprovedAsset | null;
  file: LibraryItem | null;
  /** What we wrote into the binaries that the storage holds now; the original first. */
  marks: BinaryMarks[];
  verdicts: Verdict[];
  references: {
    fileDocumentId: string;
    name: string | null;
    url: string | null;
    role: ReferenceRole;
    rights: RightsRecord | null;
  }[];
  siblings: OutputSummary[];
  /** What was made from it, as a reference or by a further act; newest first. */
  descendants: OutputSummary[];
  /** The tasks that this one came from, nearest first, each with the verdicts on what it made. */
  lineage: Ancestor[];
  placements: FoundPlacement[];
  outsidePlacements: OutsidePlacement[];
  /** When entries began to show it, and what it was then; the oldest first. */
  publications: Publication[];
  notes: RevisionNote[];
  /** Its legal hold, and what is left of what was deleted. */
  keeping: OutputKeeping;
  /** Every event of task, jobs, outputs, verdicts, asset and notes, oldest first. */
  timeline: TimelineEvent[];
  checks: ChainCheck[];
};

/** One output that a question led to. */
export type TraceMatchResult = {
  match: TraceMatch;
  /** `thumbnail`, `small` …; null for the original. */
  format: string | null;
  /**
   * Of a picture that was recognised by its looks, or whose looks agree with what it says of itself, in
   * per cent; null for every other match.
   */
  likeness: number | null;
  /** One sentence that answers the auditor. */
  sentence: { en: string; zh: string };
  /** Its whole record: `GET /trace/outputs/:outputId`. */
  output: OutputSummary;
};

/** What was looked for and what was found; several when an entry shows several files. */
export type TraceAnswer = {
  query: string;
  sha256: string | null;
  results: TraceMatchResult[];
  /** Files that were reached and have no record here. */
  untracked: LibraryItem[];
  /** What was made here from those files, as references; newest first. */
  madeFrom: OutputSummary[];
  /** When nothing was found: what was tried. */
  tried: { en: string; zh: string }[];
};

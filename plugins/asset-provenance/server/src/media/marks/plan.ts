import type { MarkProblem, WrittenMark } from '../../../../shared';
import type { LabelFacts } from './aigc-label';
import type { Act, ManifestFacts } from './c2pa/manifest';
import type { Credentials } from './c2pa/sign';
import { CannotMark } from './problem';
import type { LabelLook } from './visible-label';
import type { Property } from './xmp/properties';

/** What is to be written into one binary. */
export type MarkPlan = {
  /** Whether what a generator wrote beside the picture goes. */
  removesTexts: boolean;
  /** null: no XMP. */
  properties: Property[] | null;
  /** null: no label of GB 45438. */
  label: LabelFacts | null;
  /** null: no content credentials. */
  c2pa: {
    facts: Omit<ManifestFacts, 'act'>;
    act: Act;
    credentials: Credentials;
    /** Larger files are not signed. */
    maxBytes: number;
  } | null;
};

/** Why a mark that was wanted is not there. */
export type Degraded = { mark: WrittenMark; problem: MarkProblem; detail: string };

/** A file that another was made from. */
export type Parent = {
  bytes: Buffer;
  /** Its content credentials go along: always, never, or if others signed them. */
  isIngredient: boolean | 'if_others_signed';
  /** It shows the same, in another size: what its metadata says holds for both. */
  isSameWork: boolean;
};

/** The same, where its bytes are. */
export type ParentFile = Omit<Parent, 'bytes'> & { path: string };

/** What became of the marks of one binary. */
export type MarkReport = {
  written: WrittenMark[];
  degraded: Degraded[];
  /** Of content credentials. */
  manifestId: string | null;
  /** Whether the credentials of what it was made from went along. */
  hasIngredient: boolean;
  certificateSha256: string | null;
  isDevelopmentCertificate: boolean;
};

/** The marks of a plan, in the order in which they are written. */
export const wantedIn = ({ removesTexts, properties, label, c2pa }: MarkPlan): WrittenMark[] => [
  ...(removesTexts ? ['text_removal' as const] : []),
  ...(properties ? ['iptc' as const] : []),
  ...(label ? ['aigc_label' as const] : []),
  ...(c2pa ? ['c2pa' as const] : []),
];

export const emptyReport: MarkReport = {
  written: [],
  degraded: [],
  manifestId: null,
  hasIngredient: false,
  certificateSha256: null,
  isDevelopmentCertificate: false,
};

/** `otherwise`: what an error counts as that does not say it. */
export const withoutMarks = (
  report: MarkReport,
  marks: WrittenMark[],
  error: unknown,
  otherwise: MarkProblem = 'malformed'
): MarkReport => {
  const detail = error instanceof Error ? error.message : String(error);
  const problem = error instanceof CannotMark ? error.problem : otherwise;
  return {
    ...report,
    degraded: [...report.degraded, ...marks.map((mark) => ({ mark, problem, detail }))],
  };
};

/** None of the marks that were wanted is there. */
export const reportOfFailure = (marks: WrittenMark[], error: unknown): MarkReport =>
  withoutMarks(emptyReport, marks, error);

/** Marks in the bytes of a binary, without touching what it shows. */
type MarkQuestion = {
  act: 'mark';
  /** Where the binary is, and where the marked one is to be. */
  source: string;
  target: string;
  /** What it was made from; the first whose credentials go along is the one that the manifest names. */
  parents: ParentFile[];
  plan: MarkPlan;
};
/** A label that is drawn on a picture. */
type DrawQuestion = { act: 'draw'; source: string; target: string; look: LabelLook };
export type Question = MarkQuestion | DrawQuestion;

/** `bytes`: of the file at `target`; null: nothing could be written. */
export type Answer = { report: MarkReport; bytes: number | null };
export type QuestionMessage = Question & { id: number };
export type AnswerMessage = { id: number } & (Answer | { problem: string });

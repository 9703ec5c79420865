import type { MarkProblem, WrittenMark } from './vocabulary';

/** A mark that was wanted and is not in the file, and why. */
export type MissingMark = { mark: WrittenMark; problem: MarkProblem };

/** What we wrote into the original of an output when it was stored. */
export type MarksSummary = {
  written: WrittenMark[];
  missing: MissingMark[];
  /** Its content credentials are signed by a certificate that nobody vouches for. */
  isDevelopmentCertificate: boolean;
};

/** The same of one stored binary, with what its content credentials are known by. */
export type BinaryMarks = MarksSummary & {
  /** `thumbnail`, `small` …; null for the original. */
  format: string | null;
  /** Of the bytes with the marks in them. */
  sha256: string;
  instanceId: string;
  /** `urn:c2pa:…` */
  manifestId: string | null;
  /** SHA-256 of the signer's certificate. */
  certificateSha256: string | null;
  markedAt: string;
};

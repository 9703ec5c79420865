import type { Readable } from 'node:stream';
import type {
  EffectiveParameters,
  Failure,
  FieldProblem,
  FailureClass,
  FailurePhase,
  ModelCapabilities,
  Parameters,
  ReferenceRole,
  Stage,
} from '../../../shared';
import { failureGuide } from '../../../shared';

/**
 * What an adapter does: translate between our words and one provider's. Adapters keep no state,
 * never retry and never decide about money; the generation room does.
 */
export type Adapter = {
  id: string;
  name: string;
  models: ModelCapabilities[];
  /** Problems with provider extras, by path below `parameters`; empty when all is well. */
  checkExtras: (parameters: Parameters) => FieldProblem[];
  /**
   * Sends once. Whatever it throws means that the provider may have taken the job.
   */
  submit: (request: SubmitRequest) => Promise<SubmitAnswer>;
  poll: (providerTaskId: string) => Promise<PollAnswer>;
  /**
   * Opens one result for reading.
   * @throws ResultExpired when the address is no longer good: ask `poll` for a fresh one.
   * @throws ProviderError for everything else.
   */
  open: (url: string, signal: AbortSignal) => Promise<Readable>;
  /** Asks to stop; the answer of the next `poll` decides. */
  cancel?: (providerTaskId: string) => Promise<void>;
  /** Finds a job by the key that we chose, where the provider can. */
  findByClientKey?: (clientKey: string) => Promise<LookupAnswer>;
};

/** A reference with its bytes at hand; `path` is a local file for the time of the call. */
export type ResolvedReference = { role: ReferenceRole; sha256: string; mime: string; path: string };

export type SubmitRequest = {
  clientKey: string;
  modelId: string;
  stage: Stage;
  /** `count` is the number of outputs of this job. */
  parameters: Parameters;
  references: ResolvedReference[];
};

export type SubmitAnswer =
  | { kind: 'accepted'; providerTaskId: string }
  /** The provider said no, and nothing was billed. */
  | { kind: 'refused'; failure: Failure }
  /** Provably nothing was taken: it may be sent again. `retryAfter` in seconds. */
  | { kind: 'not_taken'; reason: string; retryAfter: number | null };

/** `seed` is the one that made this output, where the provider tells. */
export type Result = { url: string; expiresAt: string | null; seed: number | null };

export type PollAnswer =
  /** `progress` 0 to 100 or null; `pollAfter` in seconds, the provider's advice. */
  | { kind: 'queued' | 'processing'; progress: number | null; pollAfter: number | null }
  | { kind: 'succeeded'; results: Result[]; effective: EffectiveParameters }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'cancelled' };

export type LookupAnswer =
  { kind: 'accepted'; providerTaskId: string } | { kind: 'not_taken' } | { kind: 'unknown' };

export class ResultExpired extends Error {}

/** A definite answer that something failed. */
export class ProviderError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

type FailureFacts = Pick<Failure, 'message'> & Partial<Omit<Failure, 'class' | 'group' | 'phase'>>;

/** A failure with everything that was not said filled in. */
export const failure = (
  failureClass: FailureClass,
  phase: FailurePhase,
  facts: FailureFacts
): Failure => ({
  class: failureClass,
  group: failureGuide[failureClass].group,
  phase,
  retryable: false,
  billed: 'unknown',
  providerCode: null,
  httpStatus: null,
  retryAfter: null,
  ...facts,
});

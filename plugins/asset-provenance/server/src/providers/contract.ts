import type { Readable } from 'node:stream';
import type {
  Adjustment,
  CancelAbility,
  ConnectionTest,
  Cost,
  EffectiveParameters,
  Failure,
  FieldProblem,
  FailureClass,
  FailurePhase,
  ModelCapabilities,
  Parameters,
  ReferenceRole,
  Stage,
  Usage,
} from '../../../shared';
import { failureGuide } from '../../../shared';
import type { Connection } from './connection';

export type { ConnectionTest, Cost, Usage } from '../../../shared';

/**
 * What an adapter does: translate between our words and one provider's. Adapters keep nothing but
 * caches, never retry and never decide about money; the generation room does.
 */
export type Adapter = {
  models: ModelCapabilities[];
  cancelAbility: CancelAbility;
  /**
   * Problems with what only this provider knows, by path below `parameters`: extras that the model
   * does not have, and what it can do only together with something else. Empty when all is well.
   */
  checkExtras: (modelId: string, parameters: Parameters) => FieldProblem[];
  /** What of these parameters the provider gets in another form, or not at all. */
  adjustmentsOf: (modelId: string, parameters: Parameters) => Adjustment[];
  /**
   * Sends once.
   * @throws NotSent when nothing left this machine; whatever else it throws means that the provider
   * may have taken the job.
   */
  submit: (request: SubmitRequest) => Promise<SubmitAnswer>;
  /** @throws ProviderError; a retryable one is asked again until the deadline. */
  poll: (job: JobHandle) => Promise<PollAnswer>;
  /**
   * Opens one result for reading.
   * @throws ResultExpired when the address is no longer good: ask `poll` for a fresh one.
   * @throws ProviderError for everything else.
   */
  open: (url: string, signal: AbortSignal) => Promise<Readable>;
  /** Asks to stop; the answer of the next `poll` decides. */
  cancel?: (job: JobHandle) => Promise<void>;
  /** Finds a job whose submit was not answered, where the provider can. */
  lookUp?: (lost: SubmitRequest, submittedAt: string) => Promise<LookUpAnswer>;
  /** Reads what the provider sends to the callback address of a job. */
  readCallback?: (callback: InboundCallback) => Promise<CallbackReading>;
  /** One request that costs nothing and needs the key. */
  testConnection: () => Promise<ConnectionTest>;
};

/** A reference with its bytes at hand; `path` is a local file for the time of the call. */
export type ResolvedReference = { role: ReferenceRole; sha256: string; mime: string; path: string };

export type SubmitRequest = {
  clientKey: string;
  modelId: string;
  stage: Stage;
  /** `count` is the number of outputs of this job; `seed` is the one of this job. */
  parameters: Parameters;
  references: ResolvedReference[];
  /** Where the provider is to report; null when nobody outside can reach this server. */
  callbackUrl: string | null;
  /** Longest wait for the answer; pass it to `http.send`. */
  timeoutSeconds: number;
};

/** A job that the provider has taken. `reference` is what the adapter asked to keep with it. */
export type JobHandle = {
  providerTaskId: string;
  reference: unknown;
  modelId: string;
  stage: Stage;
  /** As submitted: `count` and `seed` are those of this job. */
  parameters: Parameters;
  submittedAt: string;
  /** When a person asked to stop it; null: nobody did. */
  cancelRequestedAt: string | null;
};

/** What the provider says it really used, where that differs from what was asked. */
export type EffectiveFacts = Partial<
  Pick<EffectiveParameters, 'seed' | 'revisedPrompt' | 'modelVersion' | 'size'>
> & { durationSeconds?: number; resolution?: string; aspectRatio?: string };

/**
 * `url` may be a data URL where the bytes came with the answer. `seed` is the one that made this
 * output, where the provider tells.
 */
export type Result = { url: string; expiresAt: string | null; seed: number | null };

export type Success = {
  results: Result[];
  effective: EffectiveFacts;
  /** null: the provider does not tell. */
  cost: Cost | null;
  usage: Usage | null;
};

export type SubmitAnswer =
  | { kind: 'accepted'; providerTaskId: string; reference?: unknown }
  /** Synchronous providers: the answer is the result. */
  | ({ kind: 'finished'; providerTaskId: string | null } & Success)
  /** The provider said no, and took no job. */
  | { kind: 'refused'; failure: Failure };

export type PollAnswer =
  /** `progress` 0 to 100 or null; `pollAfter` in seconds, the provider's advice. */
  | { kind: 'queued' | 'processing'; progress: number | null; pollAfter: number | null }
  | ({ kind: 'succeeded' } & Success)
  | { kind: 'failed'; failure: Failure }
  | { kind: 'cancelled' };

export type LookUpAnswer =
  | { kind: 'accepted'; providerTaskId: string; reference?: unknown }
  /** Surely not there: it may be sent again. */
  | { kind: 'not_taken' }
  | { kind: 'unknown' };

export type InboundCallback = {
  /** By lower-case name. */
  headers: Record<string, string>;
  rawBody: Buffer;
  now: Date;
  /**
   * The job whose address was called, read when it is asked for: most reports speak for themselves.
   * `providerTaskId` is null while a submit is unanswered.
   */
  job: () => Promise<Omit<JobHandle, 'providerTaskId'> & { providerTaskId: string | null }>;
};

export type CallbackReading =
  /** Signed by the provider. `answer` null: it says only that something changed. */
  | {
      kind: 'verified';
      eventId: string | null;
      providerTaskId: string;
      reference?: unknown;
      answer: PollAnswer | null;
    }
  /** Not signed: a reason to ask the provider now, and nothing more. */
  | { kind: 'hint'; eventId: string | null; providerTaskId: string | null }
  | { kind: 'refused'; reason: 'forged' | 'stale' | 'unreadable'; detail: string };

/** What a claim about a provider rests on. */
export const EVIDENCE_BASES = [
  'specification',
  'source_code',
  'documentation',
  'third_party',
  'unverified',
] as const;
export type Evidence = {
  claim: string;
  basis: (typeof EVIDENCE_BASES)[number];
  source: string;
};

/** A kind of provider: what is known before anything is configured. */
export type AdapterDefinition = {
  id: string;
  name: string;
  /** null: `baseUrl` must be configured. */
  defaultBaseUrl: string | null;
  /** Which of the connection's secrets it needs. */
  needs: readonly ('apiKey' | 'secretKey')[];
  /** Headers that authorise a request; sent to the provider's own origin only. */
  authorise: (connection: Pick<Connection, 'apiKey' | 'secretKey'>) => Record<string, string>;
  models: ModelCapabilities[];
  /**
   * Models that a configuration brings in its `options`.
   * @throws an Error that names the entry of the configuration which makes no sense.
   */
  ownModels?: (options: Record<string, unknown>, providerId: string) => ModelCapabilities[];
  /** Names of variants of one protocol, chosen by `preset`; empty where there is only one. */
  presets: readonly string[];
  /** Seconds; used where the configuration names none. `submit` is long where the answer is the result. */
  deadlines: { submit: number; result: number };
  evidence: Evidence[];
  create: (connection: Connection) => Adapter;
};

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

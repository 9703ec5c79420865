import type {
  CameraMotion,
  DigitalSourceType,
  FinalWithoutDraft,
  InputType,
  Kind,
  Quality,
  ReferenceRole,
  Stage,
  Term,
} from './vocabulary';
import type { Specification } from './parameters';

/** When the provider stops a job that it has taken; where it does not, it may still be billed. */
export type CancelAbility = 'any_time' | 'while_queued' | 'never';

/** What one model can do. What is absent here is not offered and not accepted. */
export type ModelCapabilities = {
  id: string;
  name: string;
  kind: Kind;
  inputTypes: InputType[];
  digitalSourceType: DigitalSourceType;
  promptMaxLength: number;
  hasNegativePrompt: boolean;
  hasSeed: boolean;
  /** Same effective parameters give the same bytes. */
  isReproducible: boolean;
  aspectRatios: string[];
  /** Images: sizes by ratio, smallest first. Empty for video. */
  sizes: Record<string, string[]>;
  qualities: Quality[];
  /** Most outputs of one task; a task is split into jobs of `outputsPerJob`. */
  maxCount: number;
  outputsPerJob: number;
  references: { maximum: number; roles: ReferenceRole[]; isRequired: boolean };
  /** Video only. */
  resolutions: string[];
  durationsSeconds: { minimum: number; maximum: number; step: number } | null;
  /** Empty: the model has one of its own, and takes no other. The same holds for camera and quality. */
  frameRates: number[];
  cameraMotions: CameraMotion[];
  hasAudio: boolean;
  /** The answer to a submit is the result: one that is lost cannot be taken up again. */
  isSynchronous?: boolean;
  extras: Record<string, { label: { en: string; zh: string }; values: string[] | null }>;
  /** What a draft should use at most, and what a final starts with. */
  stages: Record<Stage, { quality: Quality | null; longestSide: number }>;
  priceHint: { en: string; zh: string };
};

export type ProviderInfo = {
  id: string;
  name: string;
  models: ModelCapabilities[];
  /** Whether a job that the provider has taken can still be stopped. */
  cancel: CancelAbility;
};

/** One provider of the configuration as an administrator sees it: never a key. */
export type ProviderStanding = {
  id: string;
  name: string;
  adapter: string;
  /** null for the built-in one. */
  baseUrl: string | null;
  isConfigured: boolean;
  missing: ('baseUrl' | 'apiKey' | 'secretKey')[];
  models: { id: string; name: string; kind: Kind; hasPrice: boolean }[];
  /** Whether the provider reports to us; without an address of this server it is polled only. */
  callbacks: 'on' | 'no_address' | 'not_supported';
  concurrency: number;
};

/** Answer of a test of the connection to a provider; it costs nothing. */
export type ConnectionTest = { isOk: boolean; en: string; zh: string };

/** Everything that the launch form needs; labels in both languages. */
export type Catalog = {
  purposes: Record<string, Term>;
  channels: Record<string, Term>;
  specifications: Specification[];
  providers: ProviderInfo[];
  siteTimeZone: string;
  duplicateWindowMinutes: number;
  /** Whether callback addresses of requesters can be served. */
  hasOutboundCallbacks: boolean;
  /** The one currency in which budgets are kept. */
  accountingCurrency: string;
  finalWithoutDraft: FinalWithoutDraft;
};

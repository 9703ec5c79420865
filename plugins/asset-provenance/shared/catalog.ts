import type {
  CameraMotion,
  DigitalSourceType,
  InputType,
  Kind,
  Quality,
  ReferenceRole,
  Stage,
  Term,
} from './vocabulary';
import type { Specification } from './parameters';

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
  frameRates: number[];
  cameraMotions: CameraMotion[];
  hasAudio: boolean;
  extras: Record<string, { label: { en: string; zh: string }; values: string[] | null }>;
  /** What a draft should use at most, and what a final starts with. */
  stages: Record<Stage, { quality: Quality; longestSide: number }>;
  priceHint: { en: string; zh: string };
};

export type ProviderInfo = {
  id: string;
  name: string;
  isConfigured: boolean;
  models: ModelCapabilities[];
};

/** Everything that the launch form needs; labels in both languages. */
export type Catalog = {
  purposes: Record<string, Term>;
  channels: Record<string, Term>;
  specifications: Specification[];
  providers: ProviderInfo[];
  siteTimeZone: string;
  duplicateWindowMinutes: number;
};

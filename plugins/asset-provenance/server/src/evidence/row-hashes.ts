import type { Parameters, ReuseLimits } from '../../../shared';
import { canonicalText, sha256 } from './hash';

/** What events keep of rows that say too much for them: a hash over all that the row says. */
export const limitsHashOf = (limits: ReuseLimits): string => sha256(canonicalText(limits));

/** All that a verdict says, without the words and the name that can be erased. */
export type VerdictFacts = {
  outputId: string;
  taskId: string;
  /** Among the verdicts of its output, from 0. */
  ordinal: number;
  verdict: string;
  reasonChips: readonly string[];
  storedSha256: string;
  storedIn: string | null;
  isReuseAllowed: boolean;
  shouldRegenerate: boolean;
  isPublicUseAllowed: boolean;
  limits: ReuseLimits | null;
  alternativeText: string | null;
  alternativeTexts: Record<string, string> | null;
  supersedes: string | null;
  restores: string | null;
  standingBefore: string;
  /** ISO 8601 in UTC. */
  givenAt: string;
};

export const verdictHashOf = (facts: VerdictFacts): string => sha256(canonicalText(facts));

/** Everything that a provider would get, and what for: what makes two launches the same. */
export type LaunchFacts = {
  providerId: string;
  modelId: string;
  stage: string;
  purpose: string;
  channel: string;
  specification: string | null;
  brand: string | null;
  series: string | null;
  subject: string | null;
  parameters: Parameters;
};

export const launchHashOf = (facts: LaunchFacts): string => sha256(canonicalText(facts));

import type { LaunchInput, Preflight } from '../../../shared/tasks';
import { useAsking, usePreflightMutation } from '../api';
import type { Refusal } from '../api';

export type PreflightState = {
  /** The last answer; kept while the next one is awaited. */
  preflight: Preflight | null;
  /** What it answers. */
  asked: LaunchInput | null;
  refusal: Refusal | null;
  isChecking: boolean;
};

export type Checking = PreflightState & {
  /** Others launch as well: what was left a moment ago may be gone. */
  checkAgain: () => void;
};

/** Asks the server what a launch would do, when typing pauses. */
export const usePreflight = (request: LaunchInput | null): Checking => {
  const [ask] = usePreflightMutation();
  const { answer, asked, refusal, isAsking, askAgain } = useAsking(ask, request);
  return { preflight: answer, asked, refusal, isChecking: isAsking, checkAgain: askAgain };
};

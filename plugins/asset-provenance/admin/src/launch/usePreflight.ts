import { useCallback, useEffect, useState } from 'react';
import type { LaunchInput, Preflight } from '../../../shared/tasks';
import { usePreflightMutation, useRefusal } from '../api';
import type { Refusal } from '../api';

const TYPING = 400;

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
  const describe = useRefusal();
  const [state, setState] = useState<PreflightState>({
    preflight: null,
    asked: null,
    refusal: null,
    isChecking: true,
  });
  const [turn, setTurn] = useState(0);
  const checkAgain = useCallback(() => setTurn((before) => before + 1), []);
  const body = request && JSON.stringify(request);

  useEffect(() => {
    if (!body) return undefined;
    let isCurrent = true;
    setState((before) => ({ ...before, isChecking: true }));
    const timer = setTimeout(async () => {
      try {
        const asked: LaunchInput = JSON.parse(body);
        const preflight = await ask(asked).unwrap();
        if (isCurrent) setState({ preflight, asked, refusal: null, isChecking: false });
      } catch (error) {
        if (isCurrent)
          setState((before) => ({ ...before, refusal: describe(error), isChecking: false }));
      }
    }, TYPING);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [body, turn, ask, describe]);

  return { ...state, checkAgain };
};

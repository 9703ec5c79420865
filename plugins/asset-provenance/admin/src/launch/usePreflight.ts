import { useEffect, useState } from 'react';
import type { LaunchInput, Preflight } from '../../../shared/tasks';
import { usePreflightMutation, useRefusal } from '../api';
import type { Refusal } from '../api';

const TYPING = 400;

export type PreflightState = {
  /** The last answer; kept while the next one is awaited. */
  preflight: Preflight | null;
  refusal: Refusal | null;
  isChecking: boolean;
};

/** Asks the server what a launch would do, when typing pauses. */
export const usePreflight = (request: LaunchInput | null): PreflightState => {
  const [ask] = usePreflightMutation();
  const describe = useRefusal();
  const [state, setState] = useState<PreflightState>({
    preflight: null,
    refusal: null,
    isChecking: true,
  });
  const body = request && JSON.stringify(request);

  useEffect(() => {
    if (!body) return undefined;
    let isCurrent = true;
    setState((before) => ({ ...before, isChecking: true }));
    const timer = setTimeout(async () => {
      try {
        const preflight = await ask(JSON.parse(body)).unwrap();
        if (isCurrent) setState({ preflight, refusal: null, isChecking: false });
      } catch (error) {
        if (isCurrent)
          setState((before) => ({ ...before, refusal: describe(error), isChecking: false }));
      }
    }, TYPING);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [body, ask, describe]);

  return state;
};

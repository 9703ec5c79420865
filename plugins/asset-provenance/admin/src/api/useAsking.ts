import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Refusal } from './describeError';
import { useRefusal } from './useRefusal';
import type { Acting } from './useRefusal';

const TYPING = 400;

type State<Body, Answer> = {
  /** The last answer; kept while the next one is awaited. */
  answer: Answer | null;
  /** What it answers. */
  asked: Body | null;
  refusal: Refusal | null;
  isAsking: boolean;
};

/** Asks the server about what is being typed, when typing pauses; `body` is null while there is nothing to ask. */
export const useAsking = <Body, Answer>(ask: (body: Body) => Acting<Answer>, body: Body | null) => {
  const describe = useRefusal();
  const [state, setState] = useState<State<Body, Answer>>({
    answer: null,
    asked: null,
    refusal: null,
    isAsking: true,
  });
  const [turn, setTurn] = useState(0);
  const askAgain = useCallback(() => setTurn((before) => before + 1), []);
  const text = useMemo(() => body && JSON.stringify(body), [body]);

  useEffect(() => {
    if (!text) return undefined;
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true }));
    const timer = setTimeout(async () => {
      try {
        const asked: Body = JSON.parse(text);
        const answer = await ask(asked).unwrap();
        if (isCurrent) setState({ answer, asked, refusal: null, isAsking: false });
      } catch (error) {
        if (isCurrent)
          setState((before) => ({ ...before, refusal: describe(error), isAsking: false }));
      }
    }, TYPING);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, turn, ask, describe]);

  return { ...state, askAgain };
};

import { useCallback } from 'react';
import type { Term } from '../../../shared/vocabulary';
import { useMessages } from './useMessages';

type Terms = Record<string, Term>;

/** Label of a vocabulary term in the reader's language; a term that is not in the record shows as it is. */
export const useTerm = () => {
  const { say } = useMessages();
  return useCallback(
    (terms: Terms, key: string | null | undefined): string => {
      if (!key) return '';
      const found = terms[key];
      return found ? say(found) : key;
    },
    [say]
  );
};

/** The one-sentence meaning of a term, where it has one. */
export const useMeaning = () => {
  const { say } = useMessages();
  return useCallback(
    (terms: Terms, key: string): string | null => {
      const meaning = terms[key]?.meaning;
      return meaning ? say(meaning) : null;
    },
    [say]
  );
};

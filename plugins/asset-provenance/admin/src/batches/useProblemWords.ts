import { useCallback } from 'react';
import { useFieldMessage } from '../launch/useFieldMessage';
import { useMessages } from '../i18n';
import type { Bilingual } from '../i18n';
import { isParameterField } from '../ui/parameterRows';
import { columnAt } from './template';

/** What is wrong with the table as a whole, or with its headers. */
export const isOfTable = (path: string): boolean => /^(table|file|columns)\b/.test(path);

const OF_ROW = /^rows\.(\d+)\.?(.*)$/;

/** The row that an input of a refusal belongs to, and which input of it. */
export const inRow = (path: string): { row: number; path: string } | null => {
  const found = OF_ROW.exec(path);
  return found ? { row: Number(found[1]), path: found[2] ?? '' } : null;
};

/** *Size: is not one of …*, in the reader's language. */
export const useProblemWords = () => {
  const { t, say } = useMessages();
  const fieldMessage = useFieldMessage();

  const nameOf = useCallback(
    (path: string): string | null => {
      const column = columnAt(path);
      if (column) return say({ en: column.en[0] ?? path, zh: column.zh[0] ?? path });
      const [first, second] = path.split('.');
      if (first === 'parameters' && second && isParameterField(second))
        return t(`parameter.${second}`);
      if (path === 'callbackUrl') return t('launch.callback');
      return path || null;
    },
    [t, say]
  );

  return useCallback(
    (path: string, message: Bilingual): string => {
      const field = nameOf(path);
      // Wordings are known by their English.
      const said = fieldMessage(path, message.en);
      const problem = said === message.en ? say(message) : said;
      return field ? t('batch.problem', { field, problem }) : problem;
    },
    [t, say, nameOf, fieldMessage]
  );
};

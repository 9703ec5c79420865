import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { en } from './en';
import type { MessageKey } from './en';
import { messageId } from './translations';

export type Bilingual = { en: string; zh: string };
export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;
type RichValues = Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;

/** Texts of the admin in the reader's language. */
export const useMessages = () => {
  const { formatMessage, locale } = useIntl();
  const isChinese = locale.startsWith('zh');

  const t = useCallback(
    (key: MessageKey, values?: MessageValues): string =>
      formatMessage({ id: messageId(key), defaultMessage: en[key] }, values),
    [formatMessage]
  );
  /** As `t`, with elements inside the sentence. */
  const rich = useCallback(
    (key: MessageKey, values: RichValues): ReactNode =>
      formatMessage({ id: messageId(key), defaultMessage: en[key] }, values),
    [formatMessage]
  );
  /** Picks the language of a sentence that the server or the vocabulary gives in both. */
  const say = useCallback(
    (text: Bilingual): string => (isChinese ? text.zh : text.en),
    [isChinese]
  );

  return { t, rich, say, locale, isChinese };
};

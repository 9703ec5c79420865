import { useCallback } from 'react';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';

/** Wordings of the server that every reader meets, in the reader's language. */
const known: [RegExp, MessageKey][] = [
  [/^is required$/, 'launch.error.required'],
  [/^holds a full key/, 'launch.error.secret'],
  [/^is empty, but the input type starts from an image$/, 'launch.error.needs-image'],
  [/^holds more than the \d+ that this model takes$/, 'launch.error.too-many-references'],
  [/^is longer than the \d+ characters/, 'launch.error.too-long'],
  [/^is already used$/, 'launch.error.key-used'],
  [/^ended on /, 'launch.error.rights-ended'],
  [/^Invalid URL/, 'launch.error.url'],
  [/^repeats the prompt/, 'launch.error.repeats-prompt'],
  [/expected string to have >=8 characters/, 'launch.error.key-short'],
];

/** Words for one input that the server did not take. */
export const useFieldMessage = () => {
  const { t } = useMessages();
  return useCallback(
    (path: string, message: string): string => {
      if (path.endsWith('.rightsRecordId') && !message.startsWith('ended'))
        return t('launch.error.rights-missing');
      const key = known.find(([wording]) => wording.test(message))?.[1];
      return key ? t(key) : message;
    },
    [t]
  );
};

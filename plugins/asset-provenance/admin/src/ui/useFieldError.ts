import { useCallback } from 'react';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';

/** Plain messages of the server that have a fuller wording of ours. */
const known: Record<string, MessageKey> = {
  'is required': 'common.required',
  'repeats the prompt; prompts are private': 'review.field.prompt',
  'holds a full key or token, which would be stored and shown to others': 'review.field.secret',
};

/** What the server says about one input, or inputs below it (`limits` finds `limits.validUntil`). */
export const useFieldError = (refusal: Refusal | null) => {
  const { t } = useMessages();
  return useCallback(
    (path: string): string | undefined => {
      const fields = refusal?.fields ?? {};
      const found = Object.keys(fields).find((one) => one === path || one.startsWith(`${path}.`));
      const message = found === undefined ? undefined : fields[found];
      const key = message && known[message];
      return key ? t(key) : message;
    },
    [refusal, t]
  );
};

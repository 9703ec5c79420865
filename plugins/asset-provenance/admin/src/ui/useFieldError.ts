import { useCallback } from 'react';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';

/** What the server says about one input, or inputs below it (`limits` finds `limits.validUntil`). */
export const useFieldError = (refusal: Refusal | null) => {
  const { t } = useMessages();
  return useCallback(
    (path: string): string | undefined => {
      const fields = refusal?.fields ?? {};
      const found = Object.keys(fields).find((one) => one === path || one.startsWith(`${path}.`));
      const message = found === undefined ? undefined : fields[found];
      return message === 'is required' ? t('common.required') : message;
    },
    [refusal, t]
  );
};

import { useCallback } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import { useMessages } from '../i18n';
import { describeError } from './describeError';
import type { Refusal } from './describeError';

/** Turns any RTK Query error into what / why / next / fields. */
export const useRefusal = () => {
  const { t, say } = useMessages();
  return useCallback((error: unknown): Refusal => describeError(error, { t, say }), [t, say]);
};

type Done<T> = { ok: true; data: T } | { ok: false; refusal: Refusal };
export type Acting<T> = { unwrap: () => Promise<T> };

/**
 * Runs one mutation: `const done = await act(cancel(taskId), t('tasks.cancelled'))`. Says what became of it as a
 * notification, unless the refusal names inputs: those belong beside them.
 */
export const useAct = () => {
  const describe = useRefusal();
  const { toggleNotification } = useNotification();

  return useCallback(
    async <T>(acting: Acting<T>, success?: string): Promise<Done<T>> => {
      try {
        const data = await acting.unwrap();
        if (success) toggleNotification({ type: 'success', message: success });
        return { ok: true, data };
      } catch (error) {
        const refusal = describe(error);
        if (Object.keys(refusal.fields).length === 0) {
          const message = [refusal.why, refusal.next].filter(Boolean).join(' ');
          toggleNotification({ type: 'danger', title: refusal.what, message, timeout: 8000 });
        }
        return { ok: false, refusal };
      }
    },
    [describe, toggleNotification]
  );
};

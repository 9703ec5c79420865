import { useState } from 'react';
import { useAct } from '../api';
import type { Acting, Refusal } from '../api';
import { useMessages } from '../i18n';
import { useFieldError } from './useFieldError';

type FormSend<Data> = {
  /** Paths of the inputs that the form shows; what is said of others is said below the form. */
  fields: readonly string[];
  onDone: (data: Data) => void;
};

/** Sends a form once it is complete, and keeps what the server says about its inputs. */
export const useFormSend = <Data>({ fields, onDone }: FormSend<Data>) => {
  const { t } = useMessages();
  const act = useAct();
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refused = useFieldError(refusal);

  const isShown = (path: string) =>
    fields.some((field) => path === field || path.startsWith(`${field}.`));
  const hasHidden = Object.keys(refusal?.fields ?? {}).some((path) => !isShown(path));

  return {
    isTried,
    refusal,
    refused,
    forget: () => setRefusal(null),
    problem: refusal && hasHidden ? [refusal.what, refusal.next].filter(Boolean).join(' ') : null,
    /** What is wrong with a text that must be there. */
    errorOf: (path: string, value: string): string | undefined =>
      refused(path) ?? (isTried && !value.trim() ? t('common.required') : undefined),
    /** `acting` is null while the form is not complete. */
    send: async (acting: (() => Acting<Data>) | null, success?: string): Promise<void> => {
      setIsTried(true);
      if (!acting) return;
      const done = await act(acting(), success);
      if (done.ok) onDone(done.data);
      else setRefusal(done.refusal);
    },
  };
};

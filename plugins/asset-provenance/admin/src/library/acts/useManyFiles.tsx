import { useRef, useState } from 'react';
import type { BulkResult } from '../../../../shared/review';
import { useNotification } from '@strapi/strapi/admin';
import type { Acting } from '../../api';
import { useFormSend } from '../../ui';
import { Outcome } from './Outcome';

/** What an act needs to know of the files that it is about. */
export type ChosenFile = { fileDocumentId: string; name: string };

export type FilesDialogProps = {
  files: readonly ChosenFile[];
  onClose: () => void;
  /** Which were refused; only called when the act came through. */
  onDone?: (refusedIds: string[]) => void;
};

type ManyFiles = FilesDialogProps & { fields: readonly string[] };

/** What texts about one or many files are filled with. */
export const wordsFor = (files: readonly ChosenFile[]) => ({
  count: files.length,
  name: files[0]?.name ?? '',
});

/**
 * Sends one act on one or many files. When all came through, it is said and the dialog closes; what
 * was refused stays on the screen with its reasons, in `outcome`.
 */
export const useManyFiles = ({ files, fields, onClose, onDone }: ManyFiles) => {
  const { toggleNotification } = useNotification();
  const [results, setResults] = useState<BulkResult[] | null>(null);
  // The form calls back with what it was given when it was sent.
  const success = useRef('');
  const form = useFormSend<BulkResult[]>({
    fields,
    onDone: (answer) => {
      const refused = answer.filter(({ refused: why }) => why !== null);
      onDone?.(refused.map(({ id }) => id));
      if (refused.length > 0) {
        setResults(answer);
        return;
      }
      toggleNotification({ type: 'success', message: success.current });
      onClose();
    },
  });
  return {
    ...form,
    sendAll: (acting: (() => Acting<BulkResult[]>) | null, said: string) => {
      success.current = said;
      return form.send(acting);
    },
    fileDocumentIds: files.map(({ fileDocumentId }) => fileDocumentId),
    outcome: results ? <Outcome files={files} results={results} onClose={onClose} /> : null,
  };
};

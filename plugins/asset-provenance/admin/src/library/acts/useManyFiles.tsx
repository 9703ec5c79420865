import { useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import type { BulkResult } from '../../../../shared/review';
import { useMessages } from '../../i18n';
import type { MessageKey } from '../../i18n';
import { Outcome } from './Outcome';

/** What an act needs to know of the files that it is about. */
export type ChosenFile = { fileDocumentId: string; name: string };

export type FilesDialogProps = {
  files: readonly ChosenFile[];
  onClose: () => void;
  /** Which were refused; only called when the act came through. */
  onDone?: (refusedIds: string[]) => void;
};

/** What texts about one or many files are filled with. */
export const wordsFor = (files: readonly ChosenFile[]) => ({
  count: files.length,
  name: files[0]?.name ?? '',
});

/**
 * One act on one or many files. When all came through, it is said and the dialog closes; what was
 * refused stays on the screen with its reasons, in `outcome`.
 */
export const useManyFiles = (props: FilesDialogProps, done: MessageKey) => {
  const { files, onClose } = props;
  const { t } = useMessages();
  const { toggleNotification } = useNotification();
  const [results, setResults] = useState<BulkResult[] | null>(null);
  const words = wordsFor(files);
  return {
    words,
    fileDocumentIds: files.map(({ fileDocumentId }) => fileDocumentId),
    onDone: (answer: BulkResult[]) => {
      const refused = answer.filter((result) => result.refused !== null);
      props.onDone?.(refused.map(({ id }) => id));
      if (refused.length > 0) {
        setResults(answer);
        return;
      }
      toggleNotification({ type: 'success', message: t(done, words) });
      onClose();
    },
    outcome: results ? <Outcome files={files} results={results} onClose={onClose} /> : null,
  };
};

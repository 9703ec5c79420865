import { useState } from 'react';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { useMessages } from '../i18n';

const SHOWN_FOR = 2000;

/** Copies a text; `isCopied` is true for a moment when it is done. */
export const useCopied = () => {
  const { t } = useMessages();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const [isCopied, setIsCopied] = useState(false);

  const copyText = async (text: string) => {
    if (!(await copy(text))) {
      toggleNotification({ type: 'warning', message: t('common.copy-failed') });
      return;
    }
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_FOR);
  };
  return { isCopied, copyText };
};

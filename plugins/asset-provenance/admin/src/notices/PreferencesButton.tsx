import { useState } from 'react';
import { Button } from '@strapi/design-system';
import { Cog } from '@strapi/icons';
import { useNoticePreferencesQuery } from '../api';
import { useMessages } from '../i18n';
import { PreferencesDialog } from './PreferencesDialog';

/** Opens how the reader wants to be told. */
export const PreferencesButton = () => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useNoticePreferencesQuery();
  return (
    <>
      <Button
        variant="tertiary"
        startIcon={<Cog aria-hidden />}
        disabled={!data}
        onClick={() => setIsOpen(true)}
      >
        {t('notices.preferences')}
      </Button>
      {isOpen && data ? (
        <PreferencesDialog current={data} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
};

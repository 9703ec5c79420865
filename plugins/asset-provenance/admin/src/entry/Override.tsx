import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { EntryProvenance } from '../../../shared/gate';
import { useOverrideMutation } from '../api';
import { useFormat, useMessages } from '../i18n';
import { Notice, ReasonDialog } from '../ui';
import { Reason } from './Reason';

type OverrideProps = { entry: EntryProvenance };

const OverrideDialog = ({ entry, onClose }: OverrideProps & { onClose: () => void }) => {
  const { t } = useMessages();
  const [override, { isLoading }] = useOverrideMutation();
  const { uid, documentId, locale, wouldBlock } = entry;
  return (
    <ReasonDialog
      isDangerous
      title={t('entry.override.title')}
      act={t('entry.override.act')}
      label={t('entry.override.reason')}
      done={t('entry.override.done')}
      isBusy={isLoading}
      onClose={onClose}
      onSend={(reason) => override({ uid, documentId, locale: locale ?? undefined, reason })}
    >
      <Typography>{t('entry.override.effect')}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {wouldBlock.map((one) => (
          <Box key={`${one.fileDocumentId}/${one.field}/${one.code}`} tag="li">
            <Reason reason={one} />
          </Box>
        ))}
      </Flex>
    </ReasonDialog>
  );
};

/** Lets the next publication pass against the gate, with a reason, for those who may. */
export const Override = ({ entry }: OverrideProps) => {
  const { t } = useMessages();
  const { time } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { override, mayOverride, wouldBlock } = entry;
  if (override) {
    const { by, reason, until } = override;
    return (
      <Notice role="status">
        {t('entry.override.stands', { by, reason, until: time(until) })}
      </Notice>
    );
  }
  if (!mayOverride || wouldBlock.length === 0) return null;
  return (
    <Flex>
      <Button size="S" variant="danger-light" onClick={() => setIsOpen(true)}>
        {t('entry.override')}
      </Button>
      {isOpen ? <OverrideDialog entry={entry} onClose={() => setIsOpen(false)} /> : null}
    </Flex>
  );
};

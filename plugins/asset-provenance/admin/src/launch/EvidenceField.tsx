import { useState } from 'react';
import { Button, Field, Flex, IconButton } from '@strapi/design-system';
import { Paperclip, Trash } from '@strapi/icons';
import { toStockFile } from '../api';
import type { StockFile } from '../api';
import { useMessages } from '../i18n';
import { Ellipsis } from '../ui';
import { useStockDialog } from './stockDialog';

/** The file that shows that a picture may be used. */
export type Evidence = Pick<StockFile, 'documentId' | 'name'>;

type EvidenceFieldProps = {
  value: Evidence | null;
  error: string | undefined;
  onChange: (evidence: Evidence | null) => void;
};

/** Picks a contract, a licence or the like from the media library. */
export const EvidenceField = ({ value, error, onChange }: EvidenceFieldProps) => {
  const { t } = useMessages();
  const [isPicking, setIsPicking] = useState(false);
  const Dialog = useStockDialog();
  return (
    <Field.Root name="evidence" hint={t('launch.rights.evidence.hint')} error={error}>
      <Field.Label>{t('launch.rights.evidence')}</Field.Label>
      <Flex gap={2}>
        {value ? (
          <>
            <Ellipsis>{value.name}</Ellipsis>
            <IconButton
              size="S"
              variant="ghost"
              label={t('launch.rights.evidence.remove', { name: value.name })}
              onClick={() => onChange(null)}
            >
              <Trash />
            </IconButton>
          </>
        ) : (
          <Button
            size="S"
            variant="secondary"
            startIcon={<Paperclip aria-hidden />}
            disabled={!Dialog}
            onClick={() => setIsPicking(true)}
          >
            {t('launch.rights.evidence.pick')}
          </Button>
        )}
      </Flex>
      <Field.Hint />
      <Field.Error />
      {isPicking && Dialog ? (
        <Dialog
          multiple={false}
          allowedTypes={['files', 'images']}
          onClose={() => setIsPicking(false)}
          onSelectAssets={([picked]) => {
            setIsPicking(false);
            onChange(toStockFile(picked));
          }}
        />
      ) : null}
    </Field.Root>
  );
};

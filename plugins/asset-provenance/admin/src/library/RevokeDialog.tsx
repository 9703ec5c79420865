import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useAct, useRevokeMutation } from '../api';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { TextField, useFieldError } from '../ui';

type RevokeDialogProps = { assetId: string; name: string; onClose: () => void };

/** Ends the use of an approved asset; asks why. */
export const RevokeDialog = ({ assetId, name, onClose }: RevokeDialogProps) => {
  const { t } = useMessages();
  const act = useAct();
  const formId = useId();
  const [revoke, { isLoading }] = useRevokeMutation();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const errorOf = useFieldError(refusal);

  const save = async () => {
    setIsTried(true);
    if (!reason.trim()) return;
    const done = await act(revoke({ assetId, reason }), t('library.revoked', { name }));
    if (done.ok) onClose();
    else setRefusal(done.refusal);
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('library.revoke')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex
            tag="form"
            id={formId}
            direction="column"
            alignItems="stretch"
            gap={4}
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              void save();
            }}
          >
            <Typography>{t('library.revoke.effect', { name })}</Typography>
            <TextField
              isLong
              isRequired
              label={t('library.revoke.reason')}
              value={reason}
              error={isTried && !reason.trim() ? t('common.required') : errorOf('reason')}
              onChange={setReason}
            />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} variant="danger" loading={isLoading}>
            {t('library.revoke')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

import { useId } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Flex, Modal } from '@strapi/design-system';
import { useMessages } from '../i18n';
import { Notice } from './Notice';

export type FormDialogProps = {
  title: string;
  /** The word on the button that does it. */
  act: string;
  onAct: () => Promise<void> | void;
  onClose: () => void;
  isBusy?: boolean;
  isDangerous?: boolean;
  /** False while there is nothing that could be sent. */
  canAct?: boolean;
  /** What the server said that belongs to no input. */
  problem?: string | null;
  children: ReactNode;
};

/** A form in a dialog. Mount it to open it. */
export const FormDialog = ({
  title,
  act,
  onAct,
  onClose,
  isBusy = false,
  isDangerous = false,
  canAct = true,
  problem = null,
  children,
}: FormDialogProps) => {
  const { t } = useMessages();
  const formId = useId();
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{title}</Modal.Title>
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
              if (canAct && !isBusy) void onAct();
            }}
          >
            {children}
            {problem ? (
              <Notice of="danger" role="alert">
                {problem}
              </Notice>
            ) : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant={isDangerous ? 'danger' : 'default'}
            loading={isBusy}
            disabled={!canAct}
          >
            {act}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

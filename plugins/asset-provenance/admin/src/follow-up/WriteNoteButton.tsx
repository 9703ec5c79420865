import { useState } from 'react';
import { Button } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { IfAllowed } from '../access';
import { useMessages } from '../i18n';
import { NoteDialog } from './NoteDialog';
import type { FixedTarget } from './NoteDialog';

type WriteNoteButtonProps = {
  target: FixedTarget | null;
  variant?: 'default' | 'secondary' | 'tertiary';
  size?: 'S' | 'M';
};

/** *Write a note* with its dialog, for those who may. */
export const WriteNoteButton = ({
  target,
  variant = 'tertiary',
  size = 'S',
}: WriteNoteButtonProps) => {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <IfAllowed action="follow-up.write">
      <Button
        size={size}
        variant={variant}
        startIcon={<Pencil aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('follow-up.write')}
      </Button>
      {isOpen ? <NoteDialog target={target} onClose={() => setIsOpen(false)} /> : null}
    </IfAllowed>
  );
};

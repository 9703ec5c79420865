import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { LibraryItem } from '../../../shared/library';
import { usePermissions } from '../access';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { DeclareDialog } from './acts/DeclareDialog';
import { HoldDialog } from './acts/HoldDialog';
import { RevokeDialog } from './acts/RevokeDialog';
import type { FilesDialogProps } from './acts/useManyFiles';
import { WorkingCopiesDialog } from './acts/WorkingCopiesDialog';

/** Most files of one act, as the server takes them. */
const MOST = 100;

const Bar = styled(Flex)`
  position: sticky;
  top: 0;
  z-index: 2;
`;

const ACTS = ['copies', 'declare', 'hold', 'release', 'revoke'] as const;
type Act = (typeof ACTS)[number];
const labels: Record<Act, MessageKey> = {
  copies: 'library.copies',
  declare: 'library.declare',
  hold: 'library.hold',
  release: 'library.release',
  revoke: 'library.revoke',
};

const ActDialog = ({ act, ...props }: FilesDialogProps & { act: Act }) => {
  switch (act) {
    case 'copies':
      return <WorkingCopiesDialog preferred={null} {...props} />;
    case 'declare':
      return <DeclareDialog {...props} />;
    case 'hold':
      return <HoldDialog isHeld {...props} />;
    case 'release':
      return <HoldDialog isHeld={false} {...props} />;
    case 'revoke':
      return <RevokeDialog {...props} />;
  }
};

type BulkBarProps = {
  shown: readonly LibraryItem[];
  selected: readonly string[];
  onSelect: (selected: string[]) => void;
};

/** What can be done with all that is selected. */
export const BulkBar = ({ shown, selected, onSelect }: BulkBarProps) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const [act, setAct] = useState<Act | null>(null);
  if (selected.length === 0) return null;

  const names = new Map(shown.map(({ fileDocumentId, name }) => [fileDocumentId, name]));
  const files = selected.map((fileDocumentId) => ({
    fileDocumentId,
    name: names.get(fileDocumentId) ?? fileDocumentId,
  }));
  const mayBe: Partial<Record<Act, boolean>> = {
    copies: true,
    declare: can('task.launch'),
    hold: can('hold.manage'),
    release: can('hold.manage'),
  };
  const acts = ACTS.filter((one) => mayBe[one] ?? can('asset.manage'));
  const isTooMany = files.length > MOST;
  return (
    <Bar
      role="group"
      aria-label={t('library.bulk')}
      background="primary100"
      borderColor="primary200"
      hasRadius
      padding={3}
      gap={3}
      wrap="wrap"
    >
      {isTooMany ? (
        <Typography textColor="danger600">{t('library.too-many', { most: MOST })}</Typography>
      ) : (
        acts.map((one) => (
          <Button
            key={one}
            size="S"
            variant={one === 'revoke' ? 'danger-light' : 'secondary'}
            onClick={() => setAct(one)}
          >
            {t(labels[one])}
          </Button>
        ))
      )}
      {act ? (
        <ActDialog
          act={act}
          files={files}
          onClose={() => setAct(null)}
          onDone={act === 'copies' ? undefined : onSelect}
        />
      ) : null}
    </Bar>
  );
};

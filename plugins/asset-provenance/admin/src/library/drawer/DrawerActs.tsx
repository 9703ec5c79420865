import { useState } from 'react';
import { Button, MenuItem, SimpleMenu } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import type { LibraryItem } from '../../../../shared/library';
import type { ApprovedAsset } from '../../../../shared/reuse';
import { usePermissions } from '../../access';
import { useMessages } from '../../i18n';
import type { MessageKey } from '../../i18n';
import { DeclareDialog } from '../acts/DeclareDialog';
import { EditedVersionDialog } from '../acts/EditedVersionDialog';
import { HoldDialog } from '../acts/HoldDialog';
import { RecordDialog } from '../acts/RecordDialog';
import { RevokeDialog } from '../acts/RevokeDialog';
import { SupersedeDialog } from '../acts/SupersedeDialog';
import { WorkingCopiesDialog } from '../acts/WorkingCopiesDialog';

type Act = 'copies' | 'edited' | 'record' | 'declare' | 'hold' | 'release' | 'supersede' | 'revoke';

const labels: Record<Act, MessageKey> = {
  copies: 'library.copies',
  edited: 'library.edited',
  record: 'library.record',
  declare: 'library.declare',
  hold: 'library.hold',
  release: 'library.release',
  supersede: 'library.supersede',
  revoke: 'library.revoke',
};

type ActsProps = {
  item: LibraryItem;
  asset: ApprovedAsset | null;
  /** Shows another file instead. */
  onOpen: (fileDocumentId: string) => void;
};

/** What this reader can do with the file as it stands. */
const useActs = ({ item, asset }: Omit<ActsProps, 'onOpen'>): Act[] => {
  const { can } = usePermissions();
  const canManage = can('asset.manage');
  const isActive = asset?.state === 'active';
  const isPossible: [Act, boolean][] = [
    ['edited', item.outputId !== null && can('task.launch')],
    ['record', item.outputId === null && can('task.launch')],
    ['declare', item.origin !== 'generated' && can('task.launch')],
    ['hold', can('hold.manage') && !item.isHeld],
    ['release', can('hold.manage') && item.isHeld],
    ['supersede', canManage && isActive],
    ['revoke', canManage && asset !== null && asset.state !== 'revoked'],
  ];
  return isPossible.flatMap(([act, may]) => (may ? [act] : []));
};

type ActDialogProps = Omit<ActsProps, 'asset'> & { act: Act; onClose: () => void };

const ActDialog = ({ act, item, onOpen, onClose }: ActDialogProps) => {
  const { name, mime, outputId, assetId, channel } = item;
  const props = { files: [item], onClose };
  switch (act) {
    case 'copies':
      return <WorkingCopiesDialog preferred={channel} {...props} />;
    case 'edited':
      return outputId ? (
        <EditedVersionDialog outputId={outputId} name={name} onClose={onClose} onStored={onOpen} />
      ) : null;
    case 'record':
      return <RecordDialog file={item} onClose={onClose} />;
    case 'declare':
      return <DeclareDialog {...props} />;
    case 'hold':
      return <HoldDialog isHeld {...props} />;
    case 'release':
      return <HoldDialog isHeld={false} {...props} />;
    case 'supersede':
      return assetId ? (
        <SupersedeDialog
          assetId={assetId}
          name={name}
          kind={mime.startsWith('video/') ? 'video' : 'image'}
          onClose={onClose}
        />
      ) : null;
    case 'revoke':
      return <RevokeDialog {...props} />;
  }
};

/** Acts on one file: downloading in sight, the rest in a menu. */
export const DrawerActs = (props: ActsProps) => {
  const { t } = useMessages();
  const [act, setAct] = useState<Act | null>(null);
  const { item, onOpen } = props;
  const acts = useActs(props);
  return (
    <>
      {acts.length > 0 ? (
        <SimpleMenu label={t('library.more')} variant="tertiary" popoverPlacement="top-end">
          {acts.map((one) => (
            <MenuItem
              key={one}
              variant={one === 'revoke' ? 'danger' : 'default'}
              onSelect={() => setAct(one)}
            >
              {t(labels[one])}
            </MenuItem>
          ))}
        </SimpleMenu>
      ) : null}
      <Button startIcon={<Download aria-hidden />} onClick={() => setAct('copies')}>
        {t('library.copies')}
      </Button>
      {act ? (
        <ActDialog act={act} item={item} onOpen={onOpen} onClose={() => setAct(null)} />
      ) : null}
    </>
  );
};

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { RightsAffected } from '../../../shared/rights';
import { usePermissions } from '../access';
import { useRightsAffectedQuery } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  Drawer,
  ErrorState,
  LoadingRows,
  Notice,
  OutsidePlacements,
  Placements,
  StatusBadge,
  TextLink,
} from '../ui';
import { WithdrawDialog } from './WithdrawDialog';

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex tag="section" direction="column" alignItems="stretch" gap={2}>
    <Typography tag="h3" variant="delta">
      {title}
    </Typography>
    {children}
  </Flex>
);

const Assets = ({ assets }: Pick<RightsAffected, 'assets'>) => {
  const { t } = useMessages();
  if (assets.length === 0)
    return <Typography textColor="neutral600">{t('rights.affected.no-assets')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {assets.map(({ assetId, subject, parameterSummary, state }) => (
        <Flex key={assetId} tag="li" gap={2}>
          <StatusBadge of="asset" value={state} />
          <TextLink to={paths.traceOf(assetId)}>{subject ?? parameterSummary}</TextLink>
        </Flex>
      ))}
    </Flex>
  );
};

type AffectedProps = { rightsRecordId: string; onClose: () => void };

/** All that stands on one rights record, and its withdrawal. */
export const Affected = ({ rightsRecordId, onClose }: AffectedProps) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { data, error, refetch, isFetching } = useRightsAffectedQuery(rightsRecordId);
  const canWithdraw = data && !data.rightsRecord.withdrawn && can('asset.manage');

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows count={4} />;
    const isOver = !data.rightsRecord.isValid;
    return (
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Notice of={isOver ? 'warning' : 'info'}>
          {t(isOver ? `rights.policy.${data.policy}.over` : `rights.policy.${data.policy}`)}
        </Notice>
        <Typography>
          {t('rights.affected.counts', { tasks: data.taskCount, outputs: data.outputCount })}
        </Typography>
        <Part title={t('rights.affected.assets')}>
          <Assets assets={data.assets} />
        </Part>
        <Part title={t('rights.affected.entries')}>
          <Placements placements={data.entries} none={t('rights.affected.no-entries')} />
        </Part>
        <Part title={t('rights.affected.outside')}>
          <OutsidePlacements
            placements={data.outsidePlacements}
            none={t('rights.affected.no-outside')}
          />
        </Part>
      </Flex>
    );
  };
  return (
    <Drawer
      title={t('rights.affected.title', { holder: data?.rightsRecord.holder ?? '' })}
      onClose={onClose}
      footer={
        canWithdraw ? (
          <Button variant="danger-light" onClick={() => setIsWithdrawing(true)}>
            {t('rights.withdraw')}
          </Button>
        ) : undefined
      }
    >
      {content()}
      {isWithdrawing && data ? (
        <WithdrawDialog affected={data} onClose={() => setIsWithdrawing(false)} />
      ) : null}
    </Drawer>
  );
};

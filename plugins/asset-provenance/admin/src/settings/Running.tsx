import { Flex, Typography } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
import type { SettingsStatus } from '../../../shared/api';
import { useFormat, useMessages } from '../i18n';
import { DescriptionList, FieldRow, Panel } from '../ui';
import { Standing } from './Standing';

type RunningProps = Pick<SettingsStatus, 'dispatch' | 'siteTimeZone'>;

/** What works in the background, and by which clock. */
export const Running = ({ dispatch, siteTimeZone }: RunningProps) => {
  const { t } = useMessages();
  const { number } = useFormat();
  return (
    <Panel title={t('settings.running')}>
      <DescriptionList>
        <FieldRow label={t('settings.engine')}>
          <Flex gap={2} wrap="wrap">
            <Standing isGood={dispatch.isRunning}>
              {t(dispatch.isRunning ? 'settings.engine.runs' : 'settings.engine.stopped')}
            </Standing>
            <Typography textColor="neutral600">{dispatch.engine}</Typography>
          </Flex>
        </FieldRow>
        <FieldRow label={t('settings.waiting')}>{number(dispatch.waiting)}</FieldRow>
        <FieldRow label={t('settings.leased')}>{number(dispatch.leased)}</FieldRow>
        <FieldRow label={t('settings.time-zone')}>
          <Flex gap={1}>
            <Clock aria-hidden width="1.4rem" height="1.4rem" />
            <Typography>{siteTimeZone}</Typography>
          </Flex>
        </FieldRow>
      </DescriptionList>
    </Panel>
  );
};

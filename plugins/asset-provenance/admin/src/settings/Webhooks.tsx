import { Flex, Typography } from '@strapi/design-system';
import type { NoticeWebhook } from '../../../shared/notices';
import { noticeKinds } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import { DescriptionList, FieldRow, Panel } from '../ui';
import { Standing } from './Standing';

const templateNames: Record<NoticeWebhook['template'], MessageKey> = {
  generic: 'settings.webhooks.generic',
  wecom: 'settings.webhooks.wecom',
  feishu: 'settings.webhooks.feishu',
  dingtalk: 'settings.webhooks.dingtalk',
};

/** Where notices go besides people; addresses hold keys, so only their hosts are shown. */
export const Webhooks = ({ webhooks }: { webhooks: readonly NoticeWebhook[] }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { dateTime } = useFormat();
  return (
    <Panel title={t('settings.webhooks')}>
      {webhooks.length === 0 ? (
        <Typography textColor="neutral600">{t('settings.webhooks.none')}</Typography>
      ) : (
        <DescriptionList>
          {webhooks.map(({ id, template, host, kinds, lastSentAt, lastProblem }) => (
            <FieldRow key={id} label={id}>
              <Flex direction="column" alignItems="stretch" gap={1}>
                <Standing isGood={lastProblem === null}>
                  {[t(templateNames[template]), host].join(' · ')}
                </Standing>
                <Typography variant="pi" textColor="neutral600">
                  {kinds.length > 0
                    ? kinds.map((kind) => termOf(noticeKinds, kind)).join(', ')
                    : t('settings.webhooks.all')}
                  {lastSentAt
                    ? ` · ${t('settings.webhooks.last', { time: dateTime(lastSentAt) })}`
                    : ''}
                </Typography>
                {lastProblem ? (
                  <Typography variant="pi" textColor="danger600">
                    {lastProblem}
                  </Typography>
                ) : null}
              </Flex>
            </FieldRow>
          ))}
        </DescriptionList>
      )}
    </Panel>
  );
};

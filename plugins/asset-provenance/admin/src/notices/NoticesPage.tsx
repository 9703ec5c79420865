import { Box, Button, Flex, Tabs } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import {
  POLL,
  useAct,
  useNoticesQuery,
  usePolling,
  useReadNoticesMutation,
  useWanted,
} from '../api';
import { useMessages } from '../i18n';
import {
  countOfPage,
  EmptyState,
  LoadingRows,
  oneOf,
  PagedList,
  PageShell,
  useUrlState,
} from '../ui';
import { NoticeRow } from './NoticeRow';
import { PreferencesButton } from './PreferencesButton';

const SHOWN = ['unread', 'all'] as const;
const spec = { show: oneOf(SHOWN, 'unread') };

/** What concerns the reader: newest first. */
export const NoticesPage = () => {
  const { t } = useMessages();
  const act = useAct();
  const { values, set } = useUrlState(spec);
  const [read, { isLoading }] = useReadNoticesMutation();
  const filters = values.show === 'unread' ? { isRead: 'false' } : {};
  const { wanted, showMore } = useWanted(filters);
  const query = useNoticesQuery({ ...filters, wanted }, usePolling(POLL.idle));
  const hasUnread = query.data?.results.some(({ isRead }) => !isRead) ?? false;

  return (
    <PageShell
      title={t('notices.title')}
      subtitle={t('notices.subtitle')}
      count={countOfPage(query.data)}
      actions={
        <>
          <PreferencesButton />
          {hasUnread ? (
            <Button
              startIcon={<Check aria-hidden />}
              loading={isLoading}
              onClick={() => void act(read(undefined))}
            >
              {t('notices.read-all')}
            </Button>
          ) : null}
        </>
      }
    >
      <Tabs.Root
        variant="simple"
        value={values.show}
        onValueChange={(show) => set({ show: SHOWN.find((one) => one === show) ?? 'unread' })}
      >
        <Box paddingBottom={4}>
          <Tabs.List aria-label={t('notices.show')}>
            {SHOWN.map((show) => (
              <Tabs.Trigger key={show} value={show}>
                {t(`notices.show.${show}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Box>
        <Tabs.Content value={values.show}>
          <PagedList
            query={query}
            loading={<LoadingRows />}
            empty={<EmptyState>{t(`notices.empty.${values.show}`)}</EmptyState>}
            wanted={wanted}
            onMore={showMore}
          >
            {(notices) => (
              <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
                {notices.map((notice) => (
                  <NoticeRow
                    key={notice.noticeId}
                    notice={notice}
                    onRead={() => void act(read([notice.noticeId]))}
                  />
                ))}
              </Flex>
            )}
          </PagedList>
        </Tabs.Content>
      </Tabs.Root>
    </PageShell>
  );
};

import { Badge, Box, Flex, Tabs } from '@strapi/design-system';
import { usePermissions } from '../access';
import { useCountsQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import { oneOf, PageShell, useUrlState } from '../ui';
import { FollowUpNotes } from './FollowUpNotes';
import { OverdueEntries } from './OverdueEntries';
import { NOTE_STATUSES } from './noteStatuses';
import { WriteNoteButton } from './WriteNoteButton';

const TABS = [...NOTE_STATUSES, 'overdue'] as const;
const spec = { status: oneOf(TABS, 'due') };

/** What is to be looked at again: revision notes, and entries that show what they may not any more. */
export const FollowUpPage = () => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { can } = usePermissions();
  const { data: counts } = useCountsQuery();
  const { values, set } = useUrlState(spec);
  const tabs = TABS.filter((tab) => tab !== 'overdue' || can('trace.read'));
  const status = tabs.find((tab) => tab === values.status) ?? 'due';

  return (
    <PageShell
      title={t('follow-up.title')}
      subtitle={t('follow-up.subtitle')}
      actions={<WriteNoteButton target={null} variant="default" />}
    >
      <Tabs.Root
        variant="simple"
        value={status}
        onValueChange={(tab) => set({ status: TABS.find((one) => one === tab) ?? 'due' })}
      >
        <Box paddingBottom={4}>
          <Tabs.List aria-label={t('follow-up.show')}>
            {tabs.map((tab) => (
              <Tabs.Trigger key={tab} value={tab}>
                <Flex gap={2}>
                  {t(`follow-up.status.${tab}`)}
                  {tab === 'overdue' && counts?.overdueEntries ? (
                    <Badge>{number(counts.overdueEntries)}</Badge>
                  ) : null}
                </Flex>
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Box>
        <Tabs.Content value={status}>
          {status === 'overdue' ? <OverdueEntries /> : <FollowUpNotes status={status} />}
        </Tabs.Content>
      </Tabs.Root>
    </PageShell>
  );
};

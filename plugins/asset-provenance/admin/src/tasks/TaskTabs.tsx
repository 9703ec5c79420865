import { Box, Tabs } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { TimelineList } from '../ui';
import { CallbacksTab } from './CallbacksTab';
import { CostTab } from './cost/CostTab';
import { EvidenceTab } from './EvidenceTab';
import { ParametersTab } from './ParametersTab';
import { RecordTab } from './RecordTab';
import { TABS, useTaskState } from './taskState';
import { useTaskActs } from './useTaskActs';

/** Six tabs in half a page; where the words are longer, the bar scrolls. */
const Bar = styled(Box)`
  overflow-x: auto;

  [role='tab'] {
    padding-inline: ${({ theme }) => theme.spaces[2]};
    white-space: nowrap;
  }
`;

const labels = {
  parameters: 'tasks.tab.parameters',
  timeline: 'tasks.tab.timeline',
  cost: 'tasks.tab.cost',
  callbacks: 'tasks.tab.callbacks',
  evidence: 'tasks.tab.evidence',
  record: 'tasks.tab.record',
} as const;

/** What was asked for, what happened, what it cost, what may be shared, and what may not. */
export const TaskTabs = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { values, set } = useTaskState();
  const { canReadRecord } = useTaskActs(task);
  const tabs = TABS.filter((tab) => tab !== 'record' || canReadRecord);
  const open = tabs.find((tab) => tab === values.tab) ?? 'parameters';

  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius overflow="hidden">
      <Tabs.Root
        variant="simple"
        value={open}
        onValueChange={(value) =>
          set({ tab: tabs.find((tab) => tab === value) ?? 'parameters' }, { replace: true })
        }
      >
        <Bar paddingLeft={4} paddingRight={4} paddingTop={2}>
          <Tabs.List aria-label={t('tasks.tabs')}>
            {tabs.map((tab) => (
              <Tabs.Trigger key={tab} value={tab}>
                {t(labels[tab])}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Bar>
        <Box padding={6}>
          <Tabs.Content value="parameters">
            <ParametersTab task={task} />
          </Tabs.Content>
          <Tabs.Content value="timeline">
            <TimelineList events={task.timeline} />
          </Tabs.Content>
          <Tabs.Content value="cost">
            <CostTab task={task} />
          </Tabs.Content>
          <Tabs.Content value="callbacks">
            <CallbacksTab task={task} />
          </Tabs.Content>
          <Tabs.Content value="evidence">
            <EvidenceTab task={task} />
          </Tabs.Content>
          {canReadRecord ? (
            <Tabs.Content value="record">
              <RecordTab task={task} />
            </Tabs.Content>
          ) : null}
        </Box>
      </Tabs.Root>
    </Box>
  );
};

import { Box, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { BatchDetail, BatchRow } from '../../../shared/batches';
import { failureGuide } from '../../../shared/failures';
import type { TaskSummary } from '../../../shared/tasks';
import { taskStates } from '../../../shared/vocabulary';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { Money, Title } from '../tasks/cells';
import { LiveState } from '../tasks/LiveState';
import { Thumbnails } from '../tasks/Thumbnails';
import { Choices, Ellipsis, NoMatch, TermSelect, TextLink } from '../ui';
import { countsOf, rowsWith, useRowFilters } from './batchState';

const columns = [
  { id: 'row', label: 'batch.row' },
  { id: 'assets', label: 'tasks.column.assets' },
  { id: 'subject', label: 'tasks.column.subject' },
  { id: 'state', label: 'tasks.column.state' },
  { id: 'cost', label: 'tasks.column.cost' },
  { id: 'history', label: 'batch.column.history' },
] as const;

const State = ({ task }: { task: TaskSummary }) => {
  const { say } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={1} maxWidth="24rem">
      <LiveState task={task} />
      {task.failure ? (
        <Typography variant="pi" style={{ whiteSpace: 'normal' }}>
          {say(failureGuide[task.failure.class].sentence)}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** Whether the row was answered with an earlier task, and the tasks that it had before. */
const History = ({ item: { isRepeat, formerTaskIds } }: { item: BatchRow }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  if (!isRepeat && formerTaskIds.length === 0)
    return <Typography textColor="neutral500">—</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {isRepeat ? <Typography variant="pi">{t('batch.row.earlier')}</Typography> : null}
      {formerTaskIds.map((taskId, index) => (
        <TextLink key={taskId} to={paths.task(taskId)}>
          {t('batch.row.former', { attempt: number(index + 1) })}
        </TextLink>
      ))}
    </Flex>
  );
};

const TaskCells = ({ task }: { task: TaskSummary }) => (
  <>
    <Td>
      <Thumbnails task={task} most={2} />
    </Td>
    <Td>
      <Box maxWidth="22rem" minWidth="14rem">
        <Title task={task} />
        {task.prompt ? (
          <Ellipsis variant="pi" textColor="neutral600">
            {task.prompt}
          </Ellipsis>
        ) : null}
      </Box>
    </Td>
    <Td>
      <State task={task} />
    </Td>
    <Td>
      <Money task={task} />
    </Td>
  </>
);

const HiddenCells = () => {
  const { t } = useMessages();
  return (
    <Td colSpan={4}>
      <Typography textColor="neutral600">{t('batch.row.hidden')}</Typography>
    </Td>
  );
};

const Filters = ({ batch }: { batch: BatchDetail }) => {
  const { t } = useMessages();
  const { values, set } = useRowFilters();
  return (
    <Flex gap={3} wrap="wrap">
      <Choices
        look="segments"
        label={t('batch.rows.filter')}
        isLabelHidden
        value={values.failed ? 'failed' : 'all'}
        onChange={(value) => set({ failed: value === 'failed' })}
        options={[
          { value: 'all', label: t('batch.rows', { count: batch.rows }) },
          { value: 'failed', label: t('batch.failed', { count: batch.failedRows.length }) },
        ]}
      />
      <TermSelect
        label={t('tasks.column.state')}
        terms={taskStates}
        only={countsOf(batch).map(({ state }) => state)}
        value={values.state}
        onChange={(state) => set({ state })}
      />
    </Flex>
  );
};

/** Every row of the table with the task that it became. */
export const BatchRows = ({ batch }: { batch: BatchDetail }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { values, clear } = useRowFilters();
  const rows = rowsWith(batch, values);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Filters batch={batch} />
      {rows.length === 0 ? (
        <NoMatch onClear={() => clear()} />
      ) : (
        <Table colCount={columns.length} rowCount={rows.length + 1}>
          <Thead>
            <Tr>
              {columns.map(({ id, label }) => (
                <Th key={id}>
                  <Typography variant="sigma" textColor="neutral600">
                    {t(label)}
                  </Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((item) => (
              <Tr key={item.row}>
                <Td>
                  <Typography>{number(item.row)}</Typography>
                </Td>
                {item.task ? <TaskCells task={item.task} /> : <HiddenCells />}
                <Td>
                  <History item={item} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Flex>
  );
};

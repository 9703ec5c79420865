import { Box, Flex, Typography } from '@strapi/design-system';
import type { BatchDetail } from '../../../shared/batches';
import { useFormat, useMessages } from '../i18n';
import { DescriptionList, FieldRow, LiveRegion, Panel, RelativeTime, StatusBadge } from '../ui';
import { isLive } from '../tasks/shared';
import { countsOf, tasksOf } from './batchState';

/** Said once all have ended; each step on the way there would only be noise. */
const Ending = ({ batch }: { batch: BatchDetail }) => {
  const { t } = useMessages();
  const hasEnded = !tasksOf(batch).some(isLive);
  return (
    <LiveRegion message={hasEnded ? t('batch.ended', { failed: batch.failedRows.length }) : ''} />
  );
};

/** How far all of it is, who launched it and what it costs. */
export const BatchFacts = ({ batch }: { batch: BatchDetail }) => {
  const { t } = useMessages();
  const { number, cost } = useFormat();
  const hidden = batch.rows - tasksOf(batch).length;
  return (
    <Panel title={t('batch.progress')}>
      <Ending batch={batch} />
      <Flex tag="ul" gap={4} wrap="wrap" paddingBottom={4}>
        {countsOf(batch).map(({ state, count }) => (
          <Flex tag="li" key={state} gap={2}>
            <Typography variant="beta" tag="span">
              {number(count)}
            </Typography>
            <StatusBadge of="task" value={state} />
          </Flex>
        ))}
        {hidden > 0 ? (
          <Box tag="li">
            <Typography textColor="neutral600">{t('batch.hidden', { count: hidden })}</Typography>
          </Box>
        ) : null}
      </Flex>
      <DescriptionList>
        {batch.cost && batch.cost.microUnits > 0 ? (
          <FieldRow label={t('tasks.column.cost')}>{cost(batch.cost)}</FieldRow>
        ) : null}
        <FieldRow label={t('tasks.owner-of')}>{batch.owner.name}</FieldRow>
        <FieldRow label={t('tasks.column.launched')}>
          <RelativeTime at={batch.launchedAt} />
        </FieldRow>
      </DescriptionList>
    </Panel>
  );
};

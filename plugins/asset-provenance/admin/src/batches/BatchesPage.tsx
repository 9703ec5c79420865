import {
  LinkButton,
  Box,
  Flex,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { ListPlus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { BatchSummary } from '../../../shared/batches';
import { IfAllowed, usePermissions } from '../access';
import { POLL, useBatchesQuery, usePolling, useWanted } from '../api';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { OwnerSwitch } from '../tasks/TaskFilters';
import { OWNERS } from '../tasks/taskListState';
import {
  countOfPage,
  EmptyState,
  LoadingRows,
  maybeOneOf,
  PagedList,
  PageShell,
  RelativeTime,
  TextLink,
  useUrlState,
} from '../ui';

const spec = { owner: maybeOneOf(OWNERS) };

const columns = [
  { id: 'name', label: 'batch.name' },
  { id: 'owner', label: 'tasks.owner-of' },
  { id: 'launched', label: 'tasks.column.launched' },
  { id: 'rows', label: 'batch.column.rows' },
] as const;

const BatchTable = ({ batches }: { batches: readonly BatchSummary[] }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  return (
    <Table colCount={columns.length} rowCount={batches.length + 1}>
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
        {batches.map(({ batchId, name, owner, launchedAt, rows }) => (
          <Tr key={batchId}>
            <Td>
              <TextLink to={paths.batch(batchId)}>{name}</TextLink>
            </Td>
            <Td>
              <Typography>{owner.name}</Typography>
            </Td>
            <Td>
              <Typography>
                <RelativeTime at={launchedAt} />
              </Typography>
            </Td>
            <Td>
              <Typography>{number(rows)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};

/** Tables that were launched, newest first. */
export const BatchesPage = () => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const { values, set } = useUrlState(spec);
  // Who may read everybody's mostly has none of their own.
  const owner = values.owner ?? (can('task.read-all') ? 'all' : 'team');
  const { wanted, showMore } = useWanted({ owner });
  const query = useBatchesQuery({ owner, wanted }, usePolling(POLL.list));
  const add = (
    <IfAllowed action="task.launch">
      <LinkButton tag={Link} to={paths.launchBatch} startIcon={<ListPlus aria-hidden />}>
        {t('batch.new')}
      </LinkButton>
    </IfAllowed>
  );
  return (
    <PageShell
      title={t('batches.title')}
      subtitle={t('batches.subtitle')}
      count={countOfPage(query.data)}
      backTo={paths.tasks}
      actions={add}
    >
      <Box paddingBottom={4}>
        <OwnerSwitch owner={owner} onChange={(chosen) => set({ owner: chosen })} />
      </Box>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <PagedList
          query={query}
          loading={<LoadingRows />}
          empty={<EmptyState action={add}>{t('batches.empty')}</EmptyState>}
          wanted={wanted}
          onMore={showMore}
        >
          {(batches) => <BatchTable batches={batches} />}
        </PagedList>
      </Flex>
    </PageShell>
  );
};

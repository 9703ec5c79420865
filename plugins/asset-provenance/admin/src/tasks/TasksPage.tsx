import { Flex, LinkButton } from '@strapi/design-system';
import { BulletList, GridFour, Magic, Stack } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { TASK_VIEWS } from '../../../shared/tasks';
import type { TaskListQuery } from '../../../shared/tasks';
import { IfAllowed } from '../access';
import { POLL, usePolling, useTasksQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  Choices,
  countOfPage,
  EmptyState,
  LoadingCards,
  LoadingRows,
  NoMatch,
  PagedList,
  PageShell,
} from '../ui';
import { LookupAnswer } from './LookupAnswer';
import { isLive, liveFirst, looksLikeId } from './shared';
import { TaskCards } from './TaskCards';
import { OwnerSwitch, TaskFilters } from './TaskFilters';
import { useTaskListState } from './taskListState';
import type { TaskListState } from './taskListState';
import { TaskTable } from './TaskTable';

const viewKeys = {
  operations: 'tasks.view.operations',
  design: 'tasks.view.design',
  development: 'tasks.view.development',
} as const;

const ViewSwitch = ({ list }: { list: TaskListState }) => {
  const { t } = useMessages();
  const { values, set } = list;
  return (
    <Flex gap={3} wrap="wrap" justifyContent="space-between" paddingBottom={4}>
      <Flex gap={3} wrap="wrap">
        <OwnerSwitch owner={values.owner} onChange={(owner) => set({ owner })} />
        <Choices
          look="segments"
          label={t('tasks.view')}
          isLabelHidden
          value={values.view}
          onChange={(view) => set({ view })}
          options={TASK_VIEWS.map((view) => ({ value: view, label: t(viewKeys[view]) }))}
        />
      </Flex>
      <Choices
        look="segments"
        label={t('tasks.shape')}
        isLabelHidden
        value={values.shape}
        onChange={(shape) => set({ shape })}
        options={[
          { value: 'table', label: t('tasks.shape.table'), icon: BulletList },
          { value: 'cards', label: t('tasks.shape.cards'), icon: GridFour },
        ]}
      />
    </Flex>
  );
};

const filtersOf = ({ values }: TaskListState, isId: boolean): TaskListQuery => ({
  owner: values.owner,
  state: values.state ?? undefined,
  stage: values.stage ?? undefined,
  kind: values.kind ?? undefined,
  purpose: values.purpose ?? undefined,
  providerId: values.providerId ?? undefined,
  failureClass: values.failureClass ?? undefined,
  q: isId ? undefined : values.q || undefined,
});

export const TasksPage = () => {
  const { t } = useMessages();
  const list = useTaskListState();
  const { values, isFiltered, clearFilters } = list;
  const isId = looksLikeId(values.q);
  const filters = filtersOf(list, isId);
  const { wanted, showMore } = useWanted(filters);
  const query = useTasksQuery({ ...filters, wanted }, usePolling(POLL.live));
  const { data } = query;

  const launch = (
    <IfAllowed action="task.launch">
      <LinkButton tag={Link} to={paths.launch} startIcon={<Magic aria-hidden />}>
        {t('nav.launch')}
      </LinkButton>
    </IfAllowed>
  );
  const live = data?.results.filter(isLive).length ?? 0;

  return (
    <PageShell
      title={t('tasks.title')}
      subtitle={live > 0 ? t('nav.tasks.count', { count: live }) : t('tasks.subtitle')}
      count={isId ? undefined : countOfPage(data)}
      actions={
        <>
          <LinkButton
            tag={Link}
            to={paths.batches}
            variant="tertiary"
            startIcon={<Stack aria-hidden />}
          >
            {t('batches.title')}
          </LinkButton>
          {launch}
        </>
      }
    >
      <TaskFilters list={list} />
      <ViewSwitch list={list} />
      <Flex direction="column" alignItems="stretch" gap={4}>
        {isId ? (
          <LookupAnswer id={values.q.trim()} />
        ) : (
          <PagedList
            query={query}
            loading={values.shape === 'cards' ? <LoadingCards /> : <LoadingRows />}
            empty={
              isFiltered ? (
                <NoMatch onClear={clearFilters} />
              ) : (
                <EmptyState action={launch}>
                  {t(values.owner === 'mine' ? 'tasks.empty.mine' : 'tasks.empty')}
                </EmptyState>
              )
            }
            wanted={wanted}
            onMore={showMore}
          >
            {(tasks) =>
              values.shape === 'cards' ? (
                <TaskCards tasks={liveFirst(tasks)} />
              ) : (
                <TaskTable tasks={liveFirst(tasks)} view={values.view} />
              )
            }
          </PagedList>
        )}
      </Flex>
    </PageShell>
  );
};

import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { IfAllowed } from '../access';
import { POLL, usePolling, useTasksQuery, useWanted } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  DescriptionList,
  EmptyState,
  ErrorState,
  FieldRow,
  LoadingRows,
  PageShell,
  ShowMore,
  StatusBadge,
  TextLink,
} from '../ui';

const filters = { owner: 'all' } as const;

export const TasksPage = () => {
  const { t } = useMessages();
  const { wanted, showMore } = useWanted(filters);
  const { data, error, isFetching, refetch } = useTasksQuery(
    { ...filters, wanted },
    usePolling(POLL.list)
  );

  const launch = (
    <IfAllowed action="task.launch">
      <LinkButton tag={Link} to={paths.launch}>
        {t('nav.launch')}
      </LinkButton>
    </IfAllowed>
  );
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows />;
    if (data.results.length === 0)
      return <EmptyState action={launch}>{t('tasks.empty')}</EmptyState>;
    return (
      <>
        <DescriptionList>
          {data.results.map((task) => (
            <FieldRow key={task.taskId} label={<StatusBadge of="task" value={task.state} />}>
              <TextLink to={paths.task(task.taskId)}>{task.parameterSummary}</TextLink>
            </FieldRow>
          ))}
        </DescriptionList>
        <ShowMore hasMore={data.nextCursor !== null} isFetching={isFetching} onMore={showMore} />
      </>
    );
  };
  return (
    <PageShell
      title={t('tasks.title')}
      subtitle={t('tasks.subtitle')}
      count={data && { shown: data.results.length, hasMore: data.nextCursor !== null }}
      actions={launch}
    >
      {content()}
    </PageShell>
  );
};

import { useParams } from 'react-router-dom';
import { POLL, usePolling, useReviewCaseQuery, useReviewQueueQuery } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  CardGrid,
  EmptyState,
  ErrorState,
  LoadingCards,
  LoadingDetail,
  MediaFrame,
  OutputCard,
  PageShell,
} from '../ui';

const Queue = () => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch } = useReviewQueueQuery(
    { status: 'pending' },
    usePolling(POLL.list)
  );

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingCards />;
    if (data.results.length === 0)
      return <EmptyState of="pictures">{t('review.empty')}</EmptyState>;
    return (
      <CardGrid>
        {data.results.map(({ output, task }) => (
          <OutputCard
            key={output.outputId}
            output={output}
            title={task.subject ?? task.parameterSummary}
          />
        ))}
      </CardGrid>
    );
  };
  return (
    <PageShell
      title={t('review.title')}
      subtitle={t('review.subtitle')}
      count={data && { shown: data.results.length, hasMore: data.nextCursor !== null }}
    >
      {content()}
    </PageShell>
  );
};

const Focus = ({ outputId }: { outputId: string }) => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch } = useReviewCaseQuery(outputId);
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingDetail />;
    return (
      <MediaFrame
        media={data.output}
        alt={data.output.alternativeText}
        mode="full"
        canShowTruePixels
      />
    );
  };
  return (
    <PageShell title={t('review.case')} backTo={paths.review}>
      {content()}
    </PageShell>
  );
};

export const ReviewPage = () => {
  const { outputId } = useParams();
  return outputId ? <Focus key={outputId} outputId={outputId} /> : <Queue />;
};

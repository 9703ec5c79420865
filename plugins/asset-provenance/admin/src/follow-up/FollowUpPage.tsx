import { useNotesQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import { DescriptionList, EmptyState, ErrorState, FieldRow, LoadingRows, PageShell } from '../ui';

export const FollowUpPage = () => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { data, error, isFetching, refetch } = useNotesQuery({ status: 'due' });

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows />;
    if (data.results.length === 0) return <EmptyState>{t('follow-up.empty')}</EmptyState>;
    return (
      <DescriptionList>
        {data.results.map((note) => (
          <FieldRow
            key={note.noteId}
            label={note.recheckOn ? day(note.recheckOn) : t('common.none')}
          >
            {note.target.label}
          </FieldRow>
        ))}
      </DescriptionList>
    );
  };
  return (
    <PageShell
      title={t('follow-up.title')}
      subtitle={t('follow-up.subtitle')}
      count={data && { shown: data.results.length, hasMore: data.nextCursor !== null }}
    >
      {content()}
    </PageShell>
  );
};

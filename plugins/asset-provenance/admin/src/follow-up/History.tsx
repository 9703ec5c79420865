import type { NoteTarget } from '../../../shared/vocabulary';
import { useNotesQuery } from '../api';
import { useMessages } from '../i18n';
import { Drawer, ErrorState, LoadingRows } from '../ui';
import { NoteList } from './NoteList';

type HistoryProps = { targetType: NoteTarget; targetId: string; onClose: () => void };

/** Every note about one thing, in a drawer. */
export const History = ({ targetType, targetId, onClose }: HistoryProps) => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch } = useNotesQuery({
    status: 'all',
    targetType,
    targetId,
    wanted: 100,
  });
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows count={3} />;
    return <NoteList notes={data.results} />;
  };
  const label = data?.results[0]?.target.label;
  return (
    <Drawer
      title={label ? t('follow-up.history.of', { label }) : t('follow-up.history')}
      onClose={onClose}
    >
      {content()}
    </Drawer>
  );
};

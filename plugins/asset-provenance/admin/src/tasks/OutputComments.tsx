import { useState } from 'react';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { usePermissions } from '../access';
import { POLL, useCommentsQuery, usePolling } from '../api';
import { CommentsPanel } from '../review/comments/CommentsPanel';
import { ErrorState } from '../ui';

type OutputCommentsProps = { task: Pick<TaskDetail, 'owner'>; output: OutputSummary };

/** What reviewers said about a result, for its owner to read and to answer. */
export const OutputComments = ({ task, output }: OutputCommentsProps) => {
  const { can } = usePermissions();
  const { data, error, refetch, isFetching } = useCommentsQuery(
    output.outputId,
    usePolling(POLL.idle)
  );
  const [activeId, setActiveId] = useState<string | null>(null);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
  return (
    <CommentsPanel
      outputId={output.outputId}
      comments={data ?? []}
      alsoKnown={task.owner}
      storedSha256={output.storedSha256}
      activeId={activeId}
      onActive={setActiveId}
      draft={null}
      onDraft={() => undefined}
      canListReviewers={can('review.decide')}
      canWrite={can('review.decide') || can('task.launch')}
    />
  );
};

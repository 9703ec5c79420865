import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { useReviewPrefetch } from '../api';
import { paths } from '../paths';
import { withDecided } from './decided';
import type { Decided } from './decided';
import { useQueue, useQueueSearch } from './queueState';

/** Moving through the queue from one case to another; what comes next is fetched ahead. */
export const useCaseMoves = (outputId: string) => {
  const navigate = useNavigate();
  const search = useQueueSearch();
  const { query } = useQueue();
  const prefetch = useReviewPrefetch('provenanceReviewCase');

  const queue = query.data?.results.map(({ output }) => output.outputId) ?? [];
  const index = queue.indexOf(outputId);
  const previous = index > 0 ? queue[index - 1] : undefined;
  // A case that is not in the list (any more) is followed by the list's first.
  const next = index < 0 ? queue[0] : queue[index + 1];

  useEffect(() => {
    if (next) prefetch(next);
  }, [next, prefetch]);

  const open = (id: string | undefined, decided?: Decided) => {
    if (id)
      navigate(`${paths.reviewCase(id)}${search}`, {
        state: decided ? withDecided(decided) : null,
      });
  };

  return {
    position:
      index < 0
        ? null
        : { at: index + 1, of: queue.length, hasMore: Boolean(query.data?.nextCursor) },
    hasPrevious: previous !== undefined,
    hasNext: next !== undefined,
    open,
    toPrevious: () => open(previous),
    toNext: () => open(next),
    /** After a verdict: the next case, or the list when there is none. */
    moveOn: (decided: Decided) => {
      if (next) open(next, decided);
      else navigate(`${paths.review}${search}`, { state: withDecided(decided) });
    },
    listPath: `${paths.review}${search}`,
  };
};

import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { useReviewCaseQuery } from '../api';
import { paths } from '../paths';
import { isVideo, mediaUrl } from '../ui';
import type { GivenVerdict } from './decide/useDecide';
import { rememberOpened } from './queue/useCursor';
import { useQueue } from './queue/useQueue';
import { useQueueSearch } from './queueState';

/** More of the list is asked for when so few cases are left. */
const AHEAD = 20;

/** Moving through the queue from one case to another; what comes next is fetched ahead. */
export const useCaseMoves = (outputId: string) => {
  const navigate = useNavigate();
  const search = useQueueSearch();
  const queue = useQueue();
  const { items, nextCursor, isFetching, loadMore } = queue;

  const index = items.findIndex(({ output }) => output.outputId === outputId);
  const previous = index > 0 ? items[index - 1] : undefined;
  // A case that is not in the list (any more) is followed by the list's first.
  const next = index < 0 ? items[0] : items[index + 1];
  const nextId = next?.output.outputId;
  const nextOutput = next?.output;

  // Subscribed, not only prefetched: a verdict on a sibling would throw an unused answer away.
  useReviewCaseQuery(nextId ?? '', { skip: !nextId });
  useEffect(() => {
    if (!nextOutput?.url || isVideo(nextOutput.mime)) return;
    const ahead = new Image();
    ahead.src = mediaUrl(nextOutput.url);
  }, [nextOutput?.url, nextOutput?.mime]);
  useEffect(() => {
    if (index + AHEAD >= items.length && nextCursor && !isFetching) void loadMore();
  }, [index, items.length, nextCursor, isFetching, loadMore]);
  useEffect(() => rememberOpened(outputId), [outputId]);

  const open = (id: string | undefined) => {
    if (id) navigate(`${paths.reviewCase(id)}${search}`);
  };
  /** Out of the list it goes, unless the list shows just that verdict. */
  const take = (decidedId: string, verdict: GivenVerdict) => {
    if (verdict !== queue.status) queue.remove([decidedId]);
    void queue.refresh();
  };

  return {
    queue,
    position: index < 0 ? null : { at: index + 1, of: items.length, hasMore: nextCursor !== null },
    hasPrevious: previous !== undefined,
    hasNext: next !== undefined,
    open,
    toPrevious: () => open(previous?.output.outputId),
    toNext: () => open(nextId),
    take,
    /** After a verdict: the next case, or the end of the queue. */
    moveOn: (decidedId: string, verdict: GivenVerdict) => {
      take(decidedId, verdict);
      if (nextId && nextId !== decidedId) open(nextId);
      else navigate(`${paths.reviewDone}${search}`);
    },
    listPath: `${paths.review}${search}`,
  };
};

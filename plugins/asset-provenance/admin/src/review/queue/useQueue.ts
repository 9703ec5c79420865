import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReviewItem } from '../../../../shared/review';
import { POLL, useLazyReviewPageQuery, usePolling } from '../../api';
import { useQueueFilters } from '../queueState';
import { queueStore } from './queueStore';

const PAGE = 100;

/** The list that the address describes: what is loaded of it, and the ways to change that. */
export const useQueue = () => {
  const { filters } = useQueueFilters();
  const key = JSON.stringify(filters);
  const [ask] = useLazyReviewPageQuery({ selectFromResult: () => ({}) });
  const { pollingInterval } = usePolling(POLL.list);

  const fetch = useCallback(
    (cursor: string | undefined) => ask({ ...filters, cursor, limit: PAGE }).unwrap(),
    [ask, filters]
  );
  const subscribe = useCallback((tell: () => void) => queueStore.subscribe(key, tell), [key]);
  const queue = useSyncExternalStore(subscribe, () => queueStore.read(key));

  const refresh = useCallback(() => queueStore.refresh(key, fetch), [key, fetch]);
  const loadMore = useCallback(() => queueStore.loadMore(key, fetch), [key, fetch]);

  useEffect(() => {
    void refresh();
    if (!pollingInterval) return undefined;
    const timer = setInterval(() => void refresh(), pollingInterval);
    return () => clearInterval(timer);
  }, [refresh, pollingInterval]);

  const changes = useMemo(
    () => ({
      remove: (outputIds: readonly string[]) => queueStore.remove(key, outputIds),
      putBack: (outputId: string, change: (item: ReviewItem) => ReviewItem) =>
        queueStore.putBack(key, outputId, change),
      patch: (outputIds: readonly string[], change: (item: ReviewItem) => ReviewItem) =>
        queueStore.patch(key, outputIds, change),
    }),
    [key]
  );
  return { ...queue, status: filters.status ?? 'pending', refresh, loadMore, ...changes };
};
export type Queue = ReturnType<typeof useQueue>;

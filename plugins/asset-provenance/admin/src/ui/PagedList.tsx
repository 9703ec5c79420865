import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';
import type { Page } from '../../../shared/tasks';
import { ErrorState, StaleNotice } from './ErrorState';
import { ShowMore } from './ShowMore';

/** The part of an RTK Query hook's answer that a list needs. */
type ListQuery<Row> = {
  data?: Page<Row>;
  error?: unknown;
  isFetching: boolean;
  refetch: () => unknown;
  fulfilledTimeStamp?: number;
};

type PagedListProps<Row> = {
  query: ListQuery<Row>;
  /** In the shape of what will come. */
  loading: ReactNode;
  empty: ReactNode;
  /** How many rows are wanted in all. */
  wanted: number;
  onMore: () => void;
  children: (rows: Row[]) => ReactNode;
};

/** A list in all its states: loading, failed, empty, stale, and with more to come. */
export const PagedList = <Row,>({
  query,
  loading,
  empty,
  wanted,
  onMore,
  children,
}: PagedListProps<Row>) => {
  const { data, error, isFetching, fulfilledTimeStamp } = query;
  const retry = () => void query.refetch();
  if (error && !data) return <ErrorState error={error} onRetry={retry} isRetrying={isFetching} />;
  if (!data) return <>{loading}</>;
  if (data.results.length === 0) return <>{empty}</>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={retry} /> : null}
      {children(data.results)}
      <ShowMore
        hasMore={data.nextCursor !== null}
        // A list that is only refreshed must not say that more is coming.
        isFetching={isFetching && wanted > data.results.length}
        onMore={onMore}
      />
    </Flex>
  );
};

/** Rows shown and whether there are more, for the header of the page. */
export const countOfPage = (page: Page<unknown> | undefined) =>
  page && { shown: page.results.length, hasMore: page.nextCursor !== null };

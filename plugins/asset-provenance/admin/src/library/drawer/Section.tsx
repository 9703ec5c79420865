import type { ReactNode } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { ErrorState, Skeleton } from '../../ui';
import { useMessages } from '../../i18n';

/** A part of the drawer under its heading. */
export const Section = ({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <Flex tag="section" aria-label={title} direction="column" alignItems="stretch" gap={3}>
    <Flex justifyContent="space-between" gap={3} wrap="wrap">
      <Typography tag="h3" variant="delta">
        {title}
      </Typography>
      {action}
    </Flex>
    {children}
  </Flex>
);

type Query<Data> = {
  currentData?: Data;
  error?: unknown;
  isFetching: boolean;
  refetch: () => unknown;
};

/** What a part of the drawer asks the server for, in all its states. */
export const Asked = <Data,>({
  query,
  children,
}: {
  query: Query<Data>;
  children: (data: Data) => ReactNode;
}) => {
  const { t } = useMessages();
  const { currentData, error, isFetching, refetch } = query;
  if (currentData !== undefined) return <>{children(currentData)}</>;
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  return <Skeleton height="4.8rem" aria-label={t('common.loading')} />;
};

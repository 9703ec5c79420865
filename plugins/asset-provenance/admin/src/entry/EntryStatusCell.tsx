import { Typography } from '@strapi/design-system';
import { useEntryStatusQuery } from '../api';
import type { EntryStatusArg } from '../api';
import { useMessages } from '../i18n';
import { Skeleton, StatusBadge } from '../ui';

/** The worst status among the media of one entry. */
export const EntryStatusCell = (entry: EntryStatusArg) => {
  const { t } = useMessages();
  const { currentData: status, isFetching } = useEntryStatusQuery(entry, {
    refetchOnMountOrArgChange: true,
  });
  if (status) return <StatusBadge of="approval" value={status} />;
  if (status === undefined && isFetching) return <Skeleton width="8rem" height="1.6rem" />;
  return (
    <Typography
      textColor="neutral600"
      aria-label={status === null ? t('entry.column.none') : undefined}
    >
      –
    </Typography>
  );
};

import { Flex, Typography } from '@strapi/design-system';
import type { LibraryItem } from '../../../../shared/library';
import { useFormat, useMessages } from '../../i18n';
import { RelativeTime } from '../../ui';
import { ItemBadges } from '../badges';

/** Status, origin and hold, and why the status is what it is. */
export const Standing = ({ item }: { item: LibraryItem }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { approvalStatus, verdict, limits } = item;

  const why = () => {
    if (approvalStatus === 'approved' || approvalStatus === 'rejected')
      return verdict && t(`library.why.${approvalStatus}`, { reviewer: verdict.reviewer });
    if (approvalStatus === 'expired')
      return limits?.validUntil
        ? t('library.why.expired', { day: day(limits.validUntil) })
        : t('library.why.expired.plain');
    return t(`library.why.${approvalStatus}`);
  };
  const isDecided = verdict && ['approved', 'rejected'].includes(approvalStatus);

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <ItemBadges item={item} />
      </Flex>
      <Typography>
        {why()}
        {isDecided ? (
          <>
            {' '}
            <Typography textColor="neutral600">
              <RelativeTime at={verdict.givenAt} />
            </Typography>
          </>
        ) : null}
      </Typography>
    </Flex>
  );
};

import { Flex, Status, Tooltip, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import type { LibraryItem } from '../../../shared/library';
import { useMessages } from '../i18n';
import { StatusBadge } from '../ui';

const HeldBadge = () => {
  const { t } = useMessages();
  return (
    <Tooltip label={t('library.held.meaning')}>
      <Flex inline>
        <Status size="XS" variant="alternative">
          <Flex gap={1} color="alternative600">
            <Lock aria-hidden width="1.2rem" height="1.2rem" />
            <Typography tag="span" variant="pi" fontWeight="bold" textColor="alternative700">
              {t('library.held')}
            </Typography>
          </Flex>
        </Status>
      </Flex>
    </Tooltip>
  );
};

/** Status, origin where it is known, and hold. */
export const ItemBadges = ({ item }: { item: LibraryItem }) => (
  <>
    <StatusBadge of="approval" value={item.approvalStatus} />
    {item.origin === 'unknown' ? null : <StatusBadge of="origin" value={item.origin} />}
    {item.isHeld ? <HeldBadge /> : null}
  </>
);

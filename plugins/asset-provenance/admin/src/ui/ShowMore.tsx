import { Button, Flex } from '@strapi/design-system';
import { useMessages } from '../i18n';

/** The end of a list that goes on; with `useWanted`. */
export const ShowMore = ({
  hasMore,
  isFetching,
  onMore,
}: {
  hasMore: boolean;
  isFetching: boolean;
  onMore: () => void;
}) => {
  const { t } = useMessages();
  if (!hasMore) return null;
  return (
    <Flex justifyContent="center" padding={4}>
      <Button variant="tertiary" onClick={onMore} loading={isFetching}>
        {t('common.show-more')}
      </Button>
    </Flex>
  );
};

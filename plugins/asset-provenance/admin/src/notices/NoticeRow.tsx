import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import type { Notice } from '../../../shared/notices';
import { noticeKinds } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { RelativeTime, TextLink } from '../ui';

/** One notice; its sentence leads to what it is about. */
export const NoticeRow = ({ notice, onRead }: { notice: Notice; onRead: () => void }) => {
  const { t, say } = useMessages();
  const termOf = useTerm();
  return (
    <Box
      tag="li"
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={4}
      borderStyle="solid"
      borderWidth="0 0 0 4px"
      borderColor={notice.isRead ? 'neutral200' : 'primary600'}
    >
      <Flex justifyContent="space-between" gap={4}>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography variant="pi" textColor="neutral600">
            {termOf(noticeKinds, notice.kind)} · <RelativeTime at={notice.at} />
          </Typography>
          <Box onClick={notice.isRead ? undefined : onRead}>
            <TextLink to={paths.below(notice.path)}>{say(notice.text)}</TextLink>
          </Box>
        </Flex>
        {notice.isRead ? null : (
          <IconButton label={t('notices.read-one')} onClick={onRead} variant="ghost">
            <Check />
          </IconButton>
        )}
      </Flex>
    </Box>
  );
};

import { Box, Flex, Typography } from '@strapi/design-system';
import { CrossCircle, WarningCircle } from '@strapi/icons';
import type { GateReason } from '../../../shared/gate';
import { useMessages } from '../i18n';

/** Why a file may not be published, or should be looked at, and who can change that. */
export const Reason = ({ reason }: { reason: GateReason }) => {
  const { t, say } = useMessages();
  const isBlocking = reason.severity === 'block';
  const color = isBlocking ? 'danger' : 'warning';
  const Icon = isBlocking ? CrossCircle : WarningCircle;
  return (
    <Flex gap={2} alignItems="flex-start">
      <Flex shrink={0} color={`${color}600`} paddingTop={1}>
        <Icon aria-hidden width="1.2rem" height="1.2rem" />
      </Flex>
      <Box minWidth={0} style={{ overflowWrap: 'anywhere' }}>
        <Typography variant="pi" textColor={`${color}700`} tag="p">
          {say(reason.message)}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('entry.who', { who: say(reason.whoCanUnblock) })}
        </Typography>
      </Box>
    </Flex>
  );
};

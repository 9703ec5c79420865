import { Box, Flex, Typography } from '@strapi/design-system';
import { CrossCircle, WarningCircle } from '@strapi/icons';
import type { EntryProvenance, GateReason } from '../../../shared/gate';
import { usePermissions } from '../access';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, MediaFrame, Monospace, StatusBadge, TextLink } from '../ui';

type Item = EntryProvenance['media'][number];

/** Why a file may not be published, or should be looked at, and who can change that. */
const Reason = ({ reason }: { reason: GateReason }) => {
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

const Ways = ({ item }: { item: Item }) => {
  const { t } = useMessages();
  const { can, canAny } = usePermissions();
  const { taskId, outputId, approvalStatus } = item;
  return (
    <Flex gap={3} wrap="wrap">
      {outputId && can('trace.read') ? (
        <TextLink to={paths.traceOf(outputId)}>{t('entry.trace')}</TextLink>
      ) : null}
      {taskId && canAny(['task.read', 'task.read-all']) ? (
        <TextLink to={paths.task(taskId)}>{t('entry.task')}</TextLink>
      ) : null}
      {outputId && approvalStatus === 'pending' && can('review.decide') ? (
        <TextLink to={paths.reviewCase(outputId)}>{t('entry.review')}</TextLink>
      ) : null}
    </Flex>
  );
};

/** One file of the entry in one field. */
export const EntryMedia = ({ item }: { item: Item }) => (
  <Flex tag="li" direction="column" alignItems="stretch" gap={2} minWidth={0}>
    <Flex gap={3} alignItems="flex-start" minWidth={0}>
      <Box width="6.4rem" shrink={0}>
        <MediaFrame media={item} alt={item.name} />
      </Box>
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0} flex="1">
        <Monospace variant="pi" textColor="neutral600" ellipsis>
          {item.field}
        </Monospace>
        <Box width="100%" minWidth={0}>
          <Ellipsis variant="pi">{item.name}</Ellipsis>
        </Box>
      </Flex>
    </Flex>
    <StatusBadge of="approval" value={item.approvalStatus} />
    {item.reasons.map((reason) => (
      <Reason key={reason.code} reason={reason} />
    ))}
    <Ways item={item} />
  </Flex>
);

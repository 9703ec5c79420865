import { Box, Flex } from '@strapi/design-system';
import type { EntryProvenance } from '../../../shared/gate';
import { usePermissions } from '../access';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, MediaFrame, Monospace, StatusBadge, TextLink } from '../ui';
import { Reason } from './Reason';

type Item = EntryProvenance['media'][number];

const Ways = ({ item }: { item: Item }) => {
  const { t } = useMessages();
  const { can, canAny } = usePermissions();
  const { taskId, outputId, fileDocumentId, approvalStatus } = item;
  const canRead = canAny(['task.read', 'task.read-all']);
  return (
    <Flex gap={3} wrap="wrap">
      {canRead ? (
        <TextLink to={paths.libraryFile(fileDocumentId)}>{t('entry.library')}</TextLink>
      ) : null}
      {outputId && can('trace.read') ? (
        <TextLink to={paths.traceOf(outputId)}>{t('entry.trace')}</TextLink>
      ) : null}
      {taskId && canRead ? <TextLink to={paths.task(taskId)}>{t('entry.task')}</TextLink> : null}
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

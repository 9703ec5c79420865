import { Flex, Typography } from '@strapi/design-system';
import type { TaskDetail } from '../../../shared/tasks';
import { useMessages } from '../i18n';
import { DescriptionList, FieldRow, Monospace } from '../ui';
import { CopyEvidence } from './CopyEvidence';
import { useEvidence } from './evidence';

/** What may go into a first enquiry: never a prompt, a key or an address. */
export const EvidenceTab = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { lines } = useEvidence(task);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography textColor="neutral600">{t('tasks.evidence.hint')}</Typography>
      <DescriptionList>
        {lines.map(({ key, label, value }) => (
          <FieldRow key={key} label={label}>
            {value === null ? null : <Monospace variant="pi">{value}</Monospace>}
          </FieldRow>
        ))}
      </DescriptionList>
      <Flex>
        <CopyEvidence task={task} />
      </Flex>
    </Flex>
  );
};

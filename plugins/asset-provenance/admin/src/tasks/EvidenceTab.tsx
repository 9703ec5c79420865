import { Button, Flex, Typography } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';
import { useState } from 'react';
import { failureClasses, taskStates } from '../../../shared/vocabulary';
import type { TaskDetail } from '../../../shared/tasks';
import { useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import { DescriptionList, FieldRow, Monospace } from '../ui';

const labels: Partial<Record<string, MessageKey>> = {
  taskId: 'tasks.column.task-id',
  providerTaskId: 'tasks.provider-task-id',
  state: 'tasks.column.state',
  failureClass: 'tasks.failure',
  providerCode: 'tasks.evidence.code',
  httpStatus: 'tasks.column.http',
  time: 'tasks.evidence.time',
  provider: 'tasks.provider',
  model: 'launch.model',
};

const SHOWN_FOR = 2000;

/** What may go into a first enquiry: never a prompt, a key or an address. */
export const EvidenceTab = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { copy } = useClipboard();
  const [isCopied, setIsCopied] = useState(false);
  const labelOf = (key: string) => {
    const known = labels[key];
    return known ? t(known) : key;
  };
  const rows = Object.entries(task.safeEvidence);
  const worded = (key: string, value: string | number | null) => {
    if (value === null) return null;
    if (key === 'state') return `${termOf(taskStates, String(value))} (${value})`;
    if (key === 'failureClass') return `${termOf(failureClasses, String(value))} (${value})`;
    return String(value);
  };

  const copyAll = async () => {
    const text = rows
      .map(([key, value]) => `${labelOf(key)}: ${worded(key, value) ?? t('common.none')}`)
      .join('\n');
    if (!(await copy(text))) return;
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SHOWN_FOR);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography textColor="neutral600">{t('tasks.evidence.hint')}</Typography>
      <DescriptionList>
        {rows.map(([key, value]) => (
          <FieldRow key={key} label={labelOf(key)}>
            {value === null ? null : <Monospace variant="pi">{worded(key, value)}</Monospace>}
          </FieldRow>
        ))}
      </DescriptionList>
      <Flex>
        <Button
          variant="secondary"
          startIcon={isCopied ? <Check aria-hidden /> : <Duplicate aria-hidden />}
          onClick={() => void copyAll()}
        >
          {t(isCopied ? 'common.copied' : 'tasks.evidence.copy')}
        </Button>
      </Flex>
    </Flex>
  );
};

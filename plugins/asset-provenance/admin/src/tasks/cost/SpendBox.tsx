import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Check, Cross } from '@strapi/icons';
import type { TaskDetail } from '../../../../shared/tasks';
import { permissionActions } from '../../../../shared/permissions';
import { taskStates } from '../../../../shared/vocabulary';
import { useTaskCostsQuery } from '../../api';
import { useMeaning, useMessages } from '../../i18n';
import { Panel, StatusBadge, useCostWords } from '../../ui';
import { useTaskActs } from '../useTaskActs';
import { certaintyOf } from './money';
import { SpendDecided } from './SpendDecided';
import { SpendDialog } from './SpendDialog';

/** What it would cost; null until that is known here. */
const useAmount = (taskId: string): string | null => {
  const { estimated } = useCostWords();
  const { data } = useTaskCostsQuery(taskId);
  return (
    (data &&
      estimated({ microUnits: data.estimate, currency: data.currency }, certaintyOf(data))) ??
    null
  );
};

const Waiting = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const meaningOf = useMeaning();
  const { isOwner, canApproveSpend } = useTaskActs(task);
  const amount = useAmount(task.taskId);
  const [asked, setAsked] = useState<boolean | null>(null);
  const permission = say(permissionActions['spend.approve']);
  const who = isOwner ? 'tasks.spend.own' : 'tasks.spend.who';
  return (
    <Panel
      title={t('tasks.spend.title')}
      actions={<StatusBadge of="task" value="awaiting_approval" size="S" />}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="stretch" gap={1} flex="1" minWidth="min(28rem, 100%)">
          {amount ? (
            <Typography fontWeight="bold">{t('tasks.spend.amount', { amount })}</Typography>
          ) : null}
          <Typography>{meaningOf(taskStates, 'awaiting_approval')}</Typography>
          {canApproveSpend ? null : (
            <Typography textColor="neutral600">{t(who, { permission })}</Typography>
          )}
        </Flex>
        {canApproveSpend ? (
          <Flex gap={2} wrap="wrap">
            <Button
              variant="danger-light"
              startIcon={<Cross aria-hidden />}
              onClick={() => setAsked(false)}
            >
              {t('tasks.spend.refuse')}
            </Button>
            <Button startIcon={<Check aria-hidden />} onClick={() => setAsked(true)}>
              {t('tasks.spend.approve')}
            </Button>
          </Flex>
        ) : null}
      </Flex>
      {asked === null ? null : (
        <SpendDialog
          task={task}
          isApproved={asked}
          amount={amount}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
};

/** Its spending waits for somebody, or was refused, which is why the task went no further. */
export const SpendBox = ({ task }: { task: TaskDetail }) => {
  if (task.state === 'awaiting_approval') return <Waiting task={task} />;
  return task.spend?.state === 'refused' ? <SpendDecided task={task} /> : null;
};

import type { TaskDetail } from '../../../../shared/tasks';
import { permissionActions } from '../../../../shared/permissions';
import { useDecideSpendMutation, useTaskCostsQuery } from '../../api';
import { useMessages } from '../../i18n';
import { useCostWords } from '../../ui';
import { useTaskActs } from '../useTaskActs';
import { certaintyOf } from './money';
import { SpendDecided } from './SpendDecided';
import { SpendQuestion } from './SpendQuestion';

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
  const { isOwner, canApproveSpend } = useTaskActs(task);
  const [decide, { isLoading }] = useDecideSpendMutation();
  const permission = say(permissionActions['spend.approve']);
  return (
    <SpendQuestion
      of="task"
      amount={useAmount(task.taskId)}
      canDecide={canApproveSpend}
      who={t(isOwner ? 'tasks.spend.own' : 'tasks.spend.who', { permission })}
      decide={(choice) => decide({ taskId: task.taskId, ...choice })}
      isDeciding={isLoading}
    />
  );
};

/** Its spending waits for somebody, or was refused, which is why the task went no further. */
export const SpendBox = ({ task }: { task: TaskDetail }) => {
  if (task.state === 'awaiting_approval') return <Waiting task={task} />;
  return task.spend?.state === 'refused' ? <SpendDecided task={task} /> : null;
};

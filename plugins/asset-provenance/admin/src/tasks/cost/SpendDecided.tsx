import type { TaskDetail } from '../../../../shared/tasks';
import { useMessages } from '../../i18n';
import { Notice, RelativeTime } from '../../ui';

/** Who agreed to the spending or refused it, when and why. */
export const SpendDecided = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { spend } = task;
  if (!spend || spend.state === 'awaiting') return null;
  const isApproved = spend.state === 'approved';
  return (
    <Notice
      of={isApproved ? 'success' : 'danger'}
      title={t(isApproved ? 'tasks.spend.approved' : 'tasks.spend.refused', {
        name: spend.by?.name ?? '',
      })}
    >
      {spend.reason}
      {spend.reason && spend.at ? ' · ' : null}
      {spend.at ? <RelativeTime at={spend.at} /> : null}
    </Notice>
  );
};

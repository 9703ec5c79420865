import { useAuth, useNotification } from '@strapi/strapi/admin';
import type { Actor } from '../../../shared/actors';
import type { TaskDetail } from '../../../shared/tasks';
import { usePermissions } from '../access';
import { useAct } from '../api';
import type { Refusal } from '../api';

type Acting<T> = { unwrap: () => Promise<T> };
type Done<T> = { ok: true; data: T } | { ok: false; refusal: Refusal };

/** As `useAct`, for acts without inputs: a refusal that names one has no other place to be told. */
export const useTaskAct = () => {
  const act = useAct();
  const { toggleNotification } = useNotification();
  return async <T>(acting: Acting<T>, success?: string): Promise<Done<T>> => {
    const done = await act(acting, success);
    if (!done.ok && Object.keys(done.refusal.fields).length > 0) {
      const { what, why, next } = done.refusal;
      const message = [why, next].filter(Boolean).join(' ');
      toggleNotification({ type: 'danger', title: what, message, timeout: 8000 });
    }
    return done;
  };
};

/** Strapi sends it and leaves it out of the type. */
const documentIdOf = (user: object | undefined): string | null =>
  user && 'documentId' in user && typeof user.documentId === 'string' ? user.documentId : null;

/** Whether it is the reader's own. */
export const useIsOwner = (owner: Actor | undefined): boolean => {
  const userId = useAuth('AssetProvenance', (state) => documentIdOf(state.user));
  return owner !== undefined && owner.id !== null && owner.id === userId;
};

/** Acts that are possible now for this reader: what the server says of the task, and what the role allows. */
export const useTaskActs = (task: Pick<TaskDetail, 'acts' | 'owner' | 'stage'>) => {
  const { can } = usePermissions();
  const isOwner = useIsOwner(task.owner);
  const mayAct = isOwner || can('task.read-all');
  const mayLaunch = can('task.launch');
  return {
    isOwner,
    canCancel: task.acts.canCancel && can('task.cancel') && mayAct,
    canRetry: task.acts.canRetry && mayLaunch && mayAct,
    canReproduce: task.acts.canReproduce && mayLaunch,
    canVary: task.acts.canVary && mayLaunch,
    canSendAgain: mayLaunch,
    canReconcile: task.acts.canReconcile && can('task.reconcile'),
    canApproveSpend: task.acts.canApproveSpend && can('spend.approve'),
    canChoose: isOwner && mayLaunch && task.stage === 'draft',
    canSubmit: isOwner && mayLaunch,
    canAdopt: isOwner && mayLaunch && task.stage === 'draft',
    canPromote: mayLaunch && task.acts.canReproduce && task.stage === 'draft',
    canTrace: can('trace.read'),
    canReadRecord: isOwner || can('record.read-private'),
    canSeeSettings: can('settings.manage'),
  };
};
export type TaskActs = ReturnType<typeof useTaskActs>;

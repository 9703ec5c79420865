import type { ApprovalStatus } from '../../../shared/vocabulary';
import type { MessageKey } from '../i18n';

/** Saved views: a name for one status. */
export const views: { id: string; label: MessageKey; status: ApprovalStatus | null }[] = [
  { id: 'all', label: 'library.view.all', status: null },
  { id: 'usable', label: 'library.view.usable', status: 'approved' },
  { id: 'waiting', label: 'library.view.waiting', status: 'pending' },
  { id: 'changed', label: 'library.view.changed', status: 'changed' },
  { id: 'unsubmitted', label: 'library.view.unsubmitted', status: 'unsubmitted' },
];

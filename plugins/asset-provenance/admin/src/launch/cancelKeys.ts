import type { CancelAbility } from '../../../shared/catalog';
import type { MessageKey } from '../i18n';

/** What cannot be taken back once it is sent; null: it can be stopped at any time. */
export const cancelKeys: Record<CancelAbility, MessageKey | null> = {
  any_time: null,
  while_queued: 'launch.cancel.while-queued',
  never: 'launch.cancel.never',
};

import type { MessageKey } from '../i18n';
import { addDays } from '../ui';
import type { Filters } from './libraryState';

export type BuiltInView = { id: string; label: MessageKey; filters: Filters };

const SOON = 30;
const WEB = 'website';

/** Views that are there from the beginning; `today` is the day at the site. */
export const builtInViews = (today: string, channels: readonly string[]): BuiltInView[] => [
  { id: 'all', label: 'library.view.all', filters: {} },
  // A site may have named its channels otherwise.
  ...(channels.includes(WEB)
    ? [{ id: 'web', label: 'library.view.web' as const, filters: { usableOn: WEB } }]
    : []),
  {
    id: 'expiring',
    label: 'library.view.expiring',
    filters: {
      status: 'approved',
      expiresBefore: addDays(today, SOON),
      sort: 'expires_first',
    },
  },
  {
    id: 'detected',
    label: 'library.view.detected',
    filters: { origin: 'detected', status: 'unsubmitted' },
  },
  { id: 'changed', label: 'library.view.changed', filters: { status: 'changed' } },
];

import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  // Whoever may read the entry in the Content Manager may see this; checked by the room.
  adminRoute('GET', api.entry, 'gate.entry'),
  adminRoute('POST', api.entryStatuses, 'gate.statuses'),
  // Whoever may read the media library or tasks; checked by the room.
  adminRoute('POST', api.fileStandings, 'gate.standings'),
  adminRoute('POST', api.overrides, 'gate.override', 'gate.override'),
  adminRoute('GET', api.overdueEntries, 'gate.overdue', 'trace.read'),
];

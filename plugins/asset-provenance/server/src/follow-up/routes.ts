import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.revisionNotes, 'follow-up.list', 'follow-up.write'),
  adminRoute('POST', api.revisionNotes, 'follow-up.write', 'follow-up.write'),
  adminRoute('POST', api.completeNote(':noteId'), 'follow-up.complete', 'follow-up.write'),
];

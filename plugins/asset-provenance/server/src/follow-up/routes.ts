import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.revisionNotes, 'notes.list', 'follow-up.write'),
  adminRoute('POST', api.revisionNotes, 'notes.write', 'follow-up.write'),
  adminRoute('POST', api.completeNote(':noteId'), 'notes.complete', 'follow-up.write'),
];

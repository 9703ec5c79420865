import { api } from '../../../shared';
import { adminRoute } from '../kernel';

// Everybody reads their own, and nobody else's.
export const routes = [
  adminRoute('GET', api.notices, 'notices.list'),
  adminRoute('POST', api.readNotices, 'notices.markRead'),
  adminRoute('GET', api.noticePreferences, 'notices.preferences'),
  adminRoute('PUT', api.noticePreferences, 'notices.changePreferences'),
];

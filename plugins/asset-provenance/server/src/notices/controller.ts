import { handle } from '../kernel';
import type { Notices } from './service';

export const noticesController = (notices: Notices) => ({
  list: handle((request) => notices.list(request)),
  markRead: handle((request) => notices.markRead(request)),
  preferences: handle(({ user }) => notices.preferencesOf(user.documentId)),
  changePreferences: handle((request) => notices.changePreferences(request)),
});

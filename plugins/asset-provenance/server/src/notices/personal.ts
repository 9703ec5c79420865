import { personal } from '../kernel';
import { noticeMessages } from './content-types/notice-message';
import { noticePreferences } from './content-types/notice-preference';
import { notices } from './content-types/notice';

/** Where notices name people, and are there for one. */
export const personalRows = [
  personal(notices, { words: ['textEn', 'textZh'], keys: ['subject'], goesWith: 'recipientId' }),
  personal(noticePreferences, { goesWith: 'userId' }),
  personal(noticeMessages, { words: ['textEn', 'textZh'], keys: ['subject'] }),
];

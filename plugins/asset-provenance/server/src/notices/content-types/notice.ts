import { NOTICE_KINDS } from '../../../../shared';
import { defineTable, moment, oneOf, requiredMoment, requiredText } from '../../kernel';

/** What one person is told. Its texts are built from public-safe facts, never from a prompt. */
export const notices = defineTable({
  singularName: 'notice',
  pluralName: 'notices',
  displayName: 'Notice',
  attributes: {
    /** documentId of an admin user. */
    recipientId: requiredText(),
    kind: oneOf(NOTICE_KINDS),
    textEn: requiredText(),
    textZh: requiredText(),
    /** Below the plugin's pages. */
    path: requiredText(),
    /** What it is about: the same thing is told to a person once. */
    subject: requiredText(),
    at: requiredMoment(),
    readAt: moment(),
    mailedAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['recipientId', 'subject'], isUnique: true },
    { columns: ['recipientId', 'readAt'] },
  ],
});

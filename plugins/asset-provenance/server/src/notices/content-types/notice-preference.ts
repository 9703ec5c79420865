import type { NoticeKind } from '../../../../shared';
import { defineTable, json, requiredText, text } from '../../kernel';

/** How one person wants to be told. */
export const noticePreferences = defineTable({
  singularName: 'notice-preference',
  pluralName: 'notice-preferences',
  displayName: 'Notice preference',
  attributes: {
    userId: requiredText(),
    /** null: as the site does. */
    digest: text(),
    muted: json<NoticeKind[]>(),
    /** The hour or the day, in the site's time zone, of the last digest. */
    lastDigestOf: text(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['userId'], isUnique: true },
  ],
});

import { NOTICE_KINDS } from '../../../../shared';
import {
  defineTable,
  longText,
  moment,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
} from '../../kernel';

export const MESSAGE_STATES = ['pending', 'sent', 'given_up'] as const;

/** A notice on its way to a webhook of the configuration. */
export const noticeMessages = defineTable({
  singularName: 'notice-message',
  pluralName: 'notice-messages',
  displayName: 'Notice message',
  attributes: {
    webhookId: requiredText(),
    kind: oneOf(NOTICE_KINDS),
    textEn: requiredText(),
    textZh: requiredText(),
    path: requiredText(),
    /** The same thing is told to a webhook once. */
    subject: requiredText(),
    at: requiredMoment(),
    state: oneOf(MESSAGE_STATES),
    attempts: requiredInteger(0),
    nextAttemptAt: requiredMoment(),
    endedAt: moment(),
    /** Never an address: those hold keys. */
    problem: longText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['webhookId', 'subject'], isUnique: true },
    { columns: ['webhookId', 'state'] },
  ],
});

import { ACTOR_TYPES, DELIVERY_STATES } from '../../../../shared';
import {
  defineTable,
  integer,
  longText,
  moment,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredLongText,
  requiredText,
  text,
} from '../../kernel';

/** One callback to the address that a requester gave; sent in the order of the rows. */
export const callbackDeliveries = defineTable({
  singularName: 'callback-delivery',
  pluralName: 'callback-deliveries',
  displayName: 'Callback delivery',
  attributes: {
    taskId: requiredText(),
    /** `webhook-id`, for receivers to tell a repeat by. */
    eventId: requiredText(),
    /** 0, and one more each time that a person has it sent again. */
    round: requiredInteger(0),
    type: requiredText(),
    /** Private: whoever knows it may be able to do more than to receive. */
    address: requiredLongText(),
    /** SHA-256 of the address: deliveries to one address wait for each other. */
    addressKey: requiredText(),
    payload: requiredLongText(),
    state: oneOf(DELIVERY_STATES),
    attempts: requiredInteger(0),
    nextAttemptAt: moment(),
    lastStatus: integer(),
    /** When it was delivered or given up. */
    endedAt: moment(),
    /** Why it was given up. */
    detail: longText(),
    sentAgainByType: optionalOneOf(ACTOR_TYPES),
    sentAgainById: text(),
    sentAgainByName: text(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['eventId', 'round'], isUnique: true },
    { columns: ['addressKey', 'state'] },
    { columns: ['taskId'] },
  ],
});

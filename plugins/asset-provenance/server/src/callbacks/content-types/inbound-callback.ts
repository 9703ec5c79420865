import { CALLBACK_RESULTS } from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  longText,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * What providers sent to our addresses, and what became of it: never the body, the token or the
 * signature. Equal ones are one row with a count, so that nobody can fill the table.
 */
export const inboundCallbacks = defineTable({
  singularName: 'inbound-callback',
  pluralName: 'inbound-callbacks',
  displayName: 'Inbound callback',
  attributes: {
    jobId: requiredText(),
    /** null where the address was never given out. */
    taskId: text(),
    providerId: text(),
    /** What makes two of one job equal: the provider's event, or the kind of refusal and the hour. */
    eventKey: requiredText(),
    result: oneOf(CALLBACK_RESULTS),
    times: requiredInteger(1),
    receivedAt: requiredMoment(),
    lastReceivedAt: requiredMoment(),
    bytes: integer(),
    bodySha256: text(),
    detail: longText(),
    /** Which job it speaks of; with `reference` enough to go on after a crash. */
    providerTaskId: text(),
    reference: json<unknown>(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['jobId', 'eventKey'], isUnique: true },
    { columns: ['taskId'] },
    { columns: ['result'] },
  ],
});

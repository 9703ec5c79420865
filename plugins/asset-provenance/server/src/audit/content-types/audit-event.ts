import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  integer,
  longText,
  oneOf,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * Append-only. `canonical` is the text that is hashed and later sealed; who acted stands beside it,
 * so that a person can be erased without touching the text (it holds a salted hash instead).
 */
export const auditEvents = defineTable({
  singularName: 'audit-event',
  pluralName: 'audit-events',
  displayName: 'Audit event',
  attributes: {
    type: requiredText(),
    aggregateType: requiredText(),
    aggregateId: requiredText(),
    aggregateVersion: integer(),
    taskId: text(),
    at: requiredMoment(),
    actorType: oneOf(ACTOR_TYPES),
    actorId: text(),
    actorName: text(),
    actorSalt: requiredText(),
    /** Words of people; erasable, like the name. */
    note: longText(),
    /** Of the note; null where there is none, and for older events, whose notes share the salt above. */
    noteSalt: text(),
    canonical: requiredLongText(),
    hash: requiredText(),
    /** Given by the sequencer when the event is sealed. */
    sequence: integer(),
    previousHash: text(),
    sealedHash: text(),
  },
  indexes: [
    { columns: ['taskId'] },
    { columns: ['aggregateType', 'aggregateId'] },
    { columns: ['type'] },
    { columns: ['sequence'], isUnique: true },
  ],
});

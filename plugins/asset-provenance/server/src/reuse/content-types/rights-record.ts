import { ACTOR_TYPES, RIGHTS_KINDS } from '../../../../shared';
import {
  day,
  defineTable,
  longText,
  moment,
  oneOf,
  optionalOneOf,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * A person's statement that an input picture may be used, by whose leave and how far. What was stated
 * never changes; it can be withdrawn once, and it ends.
 */
export const rightsRecords = defineTable({
  singularName: 'rights-record',
  pluralName: 'rights-records',
  displayName: 'Rights record',
  attributes: {
    fileDocumentId: requiredText(),
    kind: oneOf(RIGHTS_KINDS),
    holder: requiredText(),
    scope: requiredLongText(),
    /** Last day, inclusive, in the site's time zone; null: no end. */
    validUntil: day(),
    evidenceFileDocumentId: text(),
    statedByType: oneOf(ACTOR_TYPES),
    statedById: text(),
    statedByName: requiredText(),
    statedAt: requiredMoment(),
    withdrawnAt: moment(),
    withdrawnByType: optionalOneOf(ACTOR_TYPES),
    withdrawnById: text(),
    withdrawnByName: text(),
    withdrawnReason: longText(),
    /** When its end was written into the ledger. */
    expiryRecordedAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileDocumentId'] },
    { columns: ['validUntil'] },
    { columns: ['withdrawnAt'] },
  ],
});

import { ACTOR_TYPES, RIGHTS_KINDS } from '../../../../shared';
import {
  day,
  defineTable,
  oneOf,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** Append-only: a person's statement that an input picture may be used, by whose leave and how far. */
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
  },
  indexes: [{ columns: ['documentId'], isUnique: true }, { columns: ['fileDocumentId'] }],
});

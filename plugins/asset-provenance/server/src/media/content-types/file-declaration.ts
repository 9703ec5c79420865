import { ACTOR_TYPES, DIGITAL_SOURCE_TYPES } from '../../../../shared';
import {
  defineTable,
  flag,
  longText,
  oneOf,
  optionalOneOf,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** What a person said about where a file came from; never edited, the newest counts. */
export const fileDeclarations = defineTable({
  singularName: 'file-declaration',
  pluralName: 'file-declarations',
  displayName: 'File declaration',
  attributes: {
    fileDocumentId: requiredText(),
    isGenerated: flag(),
    digitalSourceType: optionalOneOf(DIGITAL_SOURCE_TYPES),
    tool: text(),
    note: longText(),
    declaredByType: oneOf(ACTOR_TYPES),
    declaredById: text(),
    declaredByName: requiredText(),
    declaredAt: requiredMoment(),
  },
  indexes: [{ columns: ['documentId'], isUnique: true }, { columns: ['fileDocumentId'] }],
});

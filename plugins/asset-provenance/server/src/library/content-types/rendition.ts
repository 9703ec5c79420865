import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  integer,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * Working copies that left the house, by their bytes: whoever finds one finds the file that it was
 * made from. The same bytes of the same file are one row, whoever asks for them again.
 */
export const renditions = defineTable({
  singularName: 'rendition',
  pluralName: 'renditions',
  displayName: 'Rendition',
  attributes: {
    sha256: requiredText(),
    fileDocumentId: requiredText(),
    outputId: text(),
    assetId: text(),
    /** `purpose.channel.name`. */
    specification: requiredText(),
    width: integer(),
    height: integer(),
    bytes: requiredInteger(0),
    format: requiredText(),
    madeByType: oneOf(ACTOR_TYPES),
    madeById: text(),
    madeByName: requiredText(),
    madeAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['sha256', 'fileDocumentId'], isUnique: true },
    { columns: ['fileDocumentId'] },
  ],
});

import { ACTOR_TYPES, AI_DECLARATIONS } from '../../../../shared';
import {
  day,
  defineTable,
  longText,
  moment,
  oneOf,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** A use of a file that no entry here shows, recorded by a person. Ended, never deleted. */
export const outsidePlacements = defineTable({
  singularName: 'outside-placement',
  pluralName: 'outside-placements',
  displayName: 'Outside placement',
  attributes: {
    fileDocumentId: requiredText(),
    channel: requiredText(),
    /** null for print and the like. */
    url: longText(),
    placedOn: day(),
    aiDeclaration: oneOf(AI_DECLARATIONS),
    note: longText(),
    recordedByType: oneOf(ACTOR_TYPES),
    recordedById: text(),
    recordedByName: requiredText(),
    recordedAt: requiredMoment(),
    endedByName: text(),
    /** null while it stands. */
    endedAt: moment(),
    endedReason: longText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileDocumentId', 'endedAt'] },
  ],
});

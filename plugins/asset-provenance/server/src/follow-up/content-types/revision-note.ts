import { ACTOR_TYPES, NOTE_OUTCOMES, NOTE_TARGETS } from '../../../../shared';
import {
  day,
  defineTable,
  oneOf,
  optionalOneOf,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** The revision log. Append-only: a note is completed by the next one, which names it. */
export const revisionNotes = defineTable({
  singularName: 'revision-note',
  pluralName: 'revision-notes',
  displayName: 'Revision note',
  attributes: {
    targetType: oneOf(NOTE_TARGETS),
    targetId: requiredText(),
    /** Entries only. */
    targetUid: text(),
    targetLocale: text(),
    /** What the target was called at the time. */
    targetLabel: requiredText(),
    reason: requiredLongText(),
    questionSource: requiredLongText(),
    approvingOwner: requiredText(),
    recheckOn: day(),
    writtenByType: oneOf(ACTOR_TYPES),
    writtenById: text(),
    writtenByName: requiredText(),
    writtenAt: requiredMoment(),
    /** Who is to check again: at first its writer, then whoever it was handed to. */
    responsibleId: text(),
    responsibleName: text(),
    /** The note that this one completes; the database refuses a second completion. */
    completes: text(),
    outcome: optionalOneOf(NOTE_OUTCOMES),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['completes'], isUnique: true },
    { columns: ['targetType', 'targetId'] },
    { columns: ['recheckOn'] },
    { columns: ['responsibleId'] },
    { columns: ['writtenById'] },
  ],
});

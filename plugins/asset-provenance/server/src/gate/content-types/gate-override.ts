import {
  defineTable,
  json,
  moment,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** A person's leave to publish one entry once although the gate refuses it. */
export const gateOverrides = defineTable({
  singularName: 'gate-override',
  pluralName: 'gate-overrides',
  displayName: 'Gate override',
  attributes: {
    entryUid: requiredText(),
    entryDocumentId: requiredText(),
    /** null: the type is not localised. */
    locale: text(),
    reason: requiredLongText(),
    /** The admin user who gave it, and the only one who can use it. */
    actorId: requiredText(),
    actorName: requiredText(),
    until: requiredMoment(),
    /** null while it waits. */
    usedAt: moment(),
    /** What it let pass, `expired <fileDocumentId>`; null while it waits. */
    overridden: json<string[] | null>(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['entryUid', 'entryDocumentId'] },
  ],
});

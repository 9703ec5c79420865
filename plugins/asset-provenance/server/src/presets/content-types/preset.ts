import { defineTable, flag, moment, requiredInteger, requiredText } from '../../kernel';

/** A named set of parameters; what it sets stands in its versions. */
export const presets = defineTable({
  singularName: 'preset',
  pluralName: 'presets',
  displayName: 'Preset',
  attributes: {
    /** Of the newest version, for lists. */
    name: requiredText(),
    version: requiredInteger(1),
    isShared: flag(),
    ownerId: requiredText(),
    ownerName: requiredText(),
    /** A removed one stays for the tasks that were launched from it. */
    removedAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['ownerId', 'name'] },
    { columns: ['isShared'] },
  ],
});

import type { LibraryView } from '../../../../shared';
import { defineTable, flag, json, requiredText } from '../../kernel';

/** Filters of the library under a name; a means of work and no record. */
export const libraryViews = defineTable({
  singularName: 'library-view',
  pluralName: 'library-views',
  displayName: 'Library view',
  attributes: {
    name: requiredText(),
    isShared: flag(),
    ownerId: requiredText(),
    ownerName: requiredText(),
    filters: json<LibraryView['filters']>(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['ownerId', 'name'], isUnique: true },
    { columns: ['isShared'] },
  ],
});

import { personal } from '../kernel';
import { fileDeclarations } from './content-types/file-declaration';
import { fileHolds } from './content-types/file-hold';
import { fileProvenances } from './content-types/file-provenance';
import { fileRemovals } from './content-types/file-removal';

/** Where what is on record about files names people. */
export const personalRows = [
  personal(fileDeclarations, {
    persons: [{ id: 'declaredById', name: 'declaredByName' }],
    words: ['note'],
  }),
  personal(fileHolds, {
    persons: [{ id: 'changedById', name: 'changedByName' }],
    words: ['reason'],
  }),
  personal(fileRemovals, { persons: [{ id: 'decidedById', name: 'decidedByName' }] }),
  personal(fileProvenances, { persons: [{ id: 'ownerId' }] }),
];

import { personal } from '../kernel';
import { revisionNotes } from './content-types/revision-note';

/** Where the revision log names people. */
export const personalRows = [
  personal(revisionNotes, {
    persons: [
      { id: 'writtenById', name: 'writtenByName' },
      { id: 'responsibleId', name: 'responsibleName' },
    ],
    words: ['reason', 'questionSource', 'approvingOwner'],
  }),
];

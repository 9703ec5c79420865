import { personal } from '../kernel';
import { libraryViews } from './content-types/library-view';
import { renditions } from './content-types/rendition';

/** Where views and working copies name people. */
export const personalRows = [
  personal(libraryViews, { persons: [{ id: 'ownerId', name: 'ownerName' }] }),
  personal(renditions, { persons: [{ id: 'madeById', name: 'madeByName' }] }),
];

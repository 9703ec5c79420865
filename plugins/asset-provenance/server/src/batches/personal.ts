import { personal } from '../kernel';
import { batches } from './content-types/batch';

/** Where batches name people. */
export const personalRows = [
  personal(batches, { persons: [{ id: 'ownerId', name: 'ownerName' }] }),
];

import { personal } from '../kernel';
import { outsidePlacements } from './content-types/outside-placement';

/** Where placements name people. */
export const personalRows = [
  personal(outsidePlacements, {
    persons: [
      { id: 'recordedById', name: 'recordedByName' },
      { name: 'endedByName', told: ['placement.ended'] },
    ],
    words: ['note', 'endedReason'],
  }),
];

import { personal } from '../kernel';
import { callbackDeliveries } from './content-types/callback-delivery';

/** Where deliveries name people. */
export const personalRows = [
  personal(callbackDeliveries, { persons: [{ id: 'sentAgainById', name: 'sentAgainByName' }] }),
];

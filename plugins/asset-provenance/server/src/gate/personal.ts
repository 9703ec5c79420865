import { personal } from '../kernel';
import { gateOverrides } from './content-types/gate-override';

/** Where overrides name people. */
export const personalRows = [
  personal(gateOverrides, { persons: [{ id: 'actorId', name: 'actorName' }], words: ['reason'] }),
];

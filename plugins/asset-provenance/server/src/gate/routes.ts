import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  // Whoever may read the entry in the Content Manager may see this; checked by the room.
  adminRoute('GET', api.entry, 'gate.entry'),
];

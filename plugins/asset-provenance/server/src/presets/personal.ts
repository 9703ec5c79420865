import { personal } from '../kernel';
import { presets } from './content-types/preset';
import { presetVersions } from './content-types/preset-version';

/** Where presets name people. */
export const personalRows = [
  personal(presets, { persons: [{ id: 'ownerId', name: 'ownerName' }] }),
  personal(presetVersions, {
    persons: [{ id: 'savedById', name: 'savedByName' }],
    words: ['note'],
  }),
];

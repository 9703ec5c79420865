import { personal } from '../kernel';
import { approvedAssets } from './content-types/approved-asset';
import { licenceTemplates } from './content-types/licence-template';
import { rightsRecords } from './content-types/rights-record';

/** Where assets and authorisations name people. Who holds rights is no admin user, and stays. */
export const personalRows = [
  personal(approvedAssets, {
    persons: [
      { id: 'ownerId', name: 'ownerName' },
      { id: 'reviewerId', name: 'reviewerName' },
      {
        name: 'endedByName',
        told: ['asset.revoked', 'asset.superseded', 'asset.changed'],
      },
    ],
    words: ['endedReason'],
  }),
  personal(licenceTemplates, { persons: [{ id: 'changedById', name: 'changedByName' }] }),
  personal(rightsRecords, {
    persons: [
      { id: 'statedById', name: 'statedByName' },
      { id: 'withdrawnById', name: 'withdrawnByName' },
    ],
    words: ['withdrawnReason'],
  }),
];

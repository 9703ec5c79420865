import { witness } from '../audit/service';
import { outputs } from './content-types/output';

/** Stored results must have the bytes of which the ledger speaks. */
export const outputWitness = witness({
  table: outputs,
  where: { state: 'stored' },
  aggregateType: 'output',
  claimsOf: (row) => [
    {
      about: row.documentId,
      among: ['output.moved'],
      is: 'output.moved',
      says: {
        to: row.state,
        receivedSha256: row.receivedSha256,
        fileDocumentId: row.fileDocumentId,
      },
    },
    {
      about: row.documentId,
      // Other bytes may have been submitted since, and the former ones may be back.
      among: ['output.moved', 'output.submitted'],
      is: null,
      somewhere: { storedSha256: row.storedSha256 },
    },
  ],
});

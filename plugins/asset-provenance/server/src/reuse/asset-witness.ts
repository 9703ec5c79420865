import type { AssetState, EventType } from '../../../shared';
import { witness } from '../audit/service';
import { limitsHashOf } from '../evidence';
import { approvedAssets } from './content-types/approved-asset';
import { rightsRecords } from './content-types/rights-record';

const eventOf: Record<AssetState, EventType> = {
  active: 'asset.approved',
  revoked: 'asset.revoked',
  superseded: 'asset.superseded',
  changed: 'asset.changed',
  expired: 'asset.expired',
};

/** Approved assets must have the limits, the bytes and the standing of which the ledger speaks. */
const assetWitness = witness({
  table: approvedAssets,
  aggregateType: 'asset',
  lasting: 'asset.approved',
  claimsOf: (row) => [
    {
      about: row.documentId,
      among: ['asset.approved'],
      is: 'asset.approved',
      says: {
        outputId: row.outputId,
        verdictId: row.verdictId,
        storedSha256: row.storedSha256,
        limitsHash: limitsHashOf(row.limits),
        validUntil: row.validUntil,
      },
    },
    {
      about: row.documentId,
      among: Object.values(eventOf),
      is: eventOf[row.state],
      // Other ends have words of ours, of which the event holds none.
      note: row.state === 'revoked' || row.state === 'superseded' ? row.endedReason : null,
    },
  ],
});

/** The reviewer whom an asset names must be the one who gave its verdict. */
const approverWitness = witness({
  table: approvedAssets,
  aggregateType: 'verdict',
  claimsOf: (row) => [
    {
      about: row.verdictId,
      among: ['verdict.given'],
      is: 'verdict.given',
      says: { outputId: row.outputId, storedSha256: row.storedSha256, verdict: 'approved' },
      actor: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
    },
  ],
});

const rightsWitness = witness({
  table: rightsRecords,
  aggregateType: 'rights_record',
  lasting: 'rights.recorded',
  claimsOf: (row) => [
    {
      about: row.documentId,
      among: ['rights.recorded'],
      is: 'rights.recorded',
      says: { fileDocumentId: row.fileDocumentId, kind: row.kind, validUntil: row.validUntil },
      actor: { type: row.statedByType, id: row.statedById, name: row.statedByName },
    },
    {
      about: row.documentId,
      among: ['rights.recorded', 'rights.withdrawn'],
      is: row.withdrawnAt ? 'rights.withdrawn' : 'rights.recorded',
      note: row.withdrawnReason,
    },
  ],
});

export const reuseWitnesses = [assetWitness, approverWitness, rightsWitness];

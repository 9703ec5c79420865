import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.ledger, 'audit.standing', 'audit.read'),
  adminRoute('POST', api.verifyLedger, 'audit.verify', 'audit.read'),
  adminRoute('GET', api.ledgerVerification(':verificationId'), 'audit.verification', 'audit.read'),
  adminRoute('GET', api.ledgerProof(':eventId'), 'audit.proof', 'audit.read'),
  adminRoute('GET', api.ledgerConsistency, 'audit.consistency', 'audit.read'),
];

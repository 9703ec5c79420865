import { handle } from '../kernel';
import type { Audit } from './service';

export const auditController = ({ ledger }: Audit) => ({
  standing: handle(() => ledger.standing()),
  verify: handle(({ actor }) => ledger.beginVerification(actor)),
  verification: handle(({ params }) => ledger.verification(params.verificationId ?? '')),
  proof: handle(({ params }) => ledger.proofs.inclusion(params.eventId ?? '')),
  consistency: handle((request) => ledger.proofs.consistency(request)),
});

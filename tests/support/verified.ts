import { api } from '../../plugins/asset-provenance/shared';
import type { LedgerReport, LedgerVerification } from '../../plugins/asset-provenance/shared';
import type { Person } from './people';
import { ok } from './story';
import { until } from './wait';

/** What a verification of the whole ledger says now. */
export const verified = async (person: Person): Promise<LedgerReport> => {
  const { verificationId } = ok(
    await person.api.post<LedgerVerification>(api.verifyLedger, {}),
    'Verify'
  );
  return until(
    async () =>
      ok(
        await person.api.get<LedgerVerification>(api.ledgerVerification(verificationId)),
        'Verification'
      ).report,
    { what: 'the verification', timeoutMs: 60_000 }
  );
};

export const expectIntact = async (person: Person): Promise<LedgerReport> => {
  const report = await verified(person);
  expect(report).toMatchObject({ state: 'intact', findings: [] });
  return report;
};

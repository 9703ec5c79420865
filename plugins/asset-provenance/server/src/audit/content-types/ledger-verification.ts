import type { LedgerReport } from '../../../../shared';
import {
  defineTable,
  json,
  longText,
  moment,
  oneOf,
  requiredInteger,
  requiredMoment,
} from '../../kernel';

export const VERIFICATION_STATES = ['waiting', 'running', 'done', 'failed'] as const;

/** Verifications of the ledger that somebody asked for. */
export const ledgerVerifications = defineTable({
  singularName: 'ledger-verification',
  pluralName: 'ledger-verifications',
  displayName: 'Ledger verification',
  attributes: {
    state: oneOf(VERIFICATION_STATES),
    requestedAt: requiredMoment(),
    finishedAt: moment(),
    checked: requiredInteger(),
    total: requiredInteger(),
    report: json<LedgerReport | null>(),
    problem: longText(),
  },
});

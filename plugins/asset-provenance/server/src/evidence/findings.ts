import { ledgerFindings } from '../../../shared';
import type { LedgerFinding, LedgerState } from '../../../shared';

/** More are counted only: a ledger that is wrong throughout must not fill the memory. */
const MOST_FINDINGS = 100;

const NOWHERE: Omit<LedgerFinding, 'kind'> = {
  sequence: null,
  untilSequence: null,
  eventId: null,
  subject: null,
  field: null,
  expected: null,
  found: null,
};

export type Finding = Pick<LedgerFinding, 'kind'> & Partial<LedgerFinding>;

/** The gravest first: what the whole is called. */
const BY_GRAVITY = [
  'unreadable',
  'unsupported',
  'altered',
  'truncated',
  'forged',
  'unsigned',
] as const satisfies readonly LedgerState[];

export const createFindings = () => {
  const findings: LedgerFinding[] = [];
  const states = new Set<LedgerState>();
  let further = 0;

  return {
    add: (finding: Finding): void => {
      states.add(ledgerFindings[finding.kind].state);
      if (findings.length < MOST_FINDINGS) findings.push({ ...NOWHERE, ...finding });
      else further += 1;
    },
    outcome: () => ({
      state: BY_GRAVITY.find((state) => states.has(state)) ?? ('intact' as const),
      findings,
      furtherFindings: further,
    }),
  };
};
export type Findings = ReturnType<typeof createFindings>;

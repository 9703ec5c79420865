import { recordFindings } from '../../../../shared';
import type { RecordFinding, RecordFindingKind, RecordState } from '../../../../shared';

/** More are counted only. */
const MOST_FINDINGS = 100;
/** Longer values are cut: a report is read by people. */
const LONGEST_VALUE = 200;

/** The gravest first: what the whole is called. What is wrong with a kept checkpoint is not of the record. */
const BY_GRAVITY = [
  'unreadable',
  'unsupported',
  'altered',
  'unsigned',
  'forged',
] as const satisfies RecordState[];

const cut = (text: string | null): string | null =>
  text !== null && text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;

export type FoundInRecord = Pick<RecordFinding, 'kind'> & Partial<RecordFinding>;

/** What is so wrong that reading ends here. */
export class Unreadable extends Error {
  constructor(
    readonly kind: RecordFindingKind,
    readonly entry: string | null = null
  ) {
    super(recordFindings[kind].en);
  }
}

export const createRecordFindings = () => {
  const findings: RecordFinding[] = [];
  const states = new Set<RecordState>();
  let further = 0;

  return {
    add: ({ kind, entry = null, subject = null, field = null, ...values }: FoundInRecord): void => {
      states.add(recordFindings[kind].state);
      if (findings.length >= MOST_FINDINGS) {
        further += 1;
        return;
      }
      findings.push({
        kind,
        entry: cut(entry),
        subject: cut(subject),
        field: cut(field),
        expected: cut(values.expected ?? null),
        found: cut(values.found ?? null),
      });
    },
    outcome: () => ({
      state: BY_GRAVITY.find((state) => states.has(state)) ?? ('intact' as const),
      findings,
      furtherFindings: further,
    }),
  };
};
export type RecordFindings = ReturnType<typeof createRecordFindings>;

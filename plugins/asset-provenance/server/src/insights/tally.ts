import type { SpendFigures } from '../../../shared';
import type { SpendColumn } from '../costs/service';

export const NOTHING = {
  tasks: 0,
  outputs: 0,
  approvedAssets: 0,
  spent: 0n,
  reserved: 0n,
  estimated: 0n,
  actual: 0n,
};
export type Tally = typeof NOTHING;

/** Part of the figures of the tasks that are alike in some columns. */
export type Part = Record<SpendColumn, string> & { personName?: string } & Partial<Tally>;
/** Figures that belong together, and the latest part that says what they are of. */
export type Tallied = { of: Part; tally: Tally };

const sum = (to: Tally, part: Partial<Tally>): Tally => ({
  tasks: to.tasks + (part.tasks ?? 0),
  outputs: to.outputs + (part.outputs ?? 0),
  approvedAssets: to.approvedAssets + (part.approvedAssets ?? 0),
  spent: to.spent + (part.spent ?? 0n),
  reserved: to.reserved + (part.reserved ?? 0n),
  estimated: to.estimated + (part.estimated ?? 0n),
  actual: to.actual + (part.actual ?? 0n),
});

export const total = (parts: Part[]): Tally => parts.reduce<Tally>(sum, NOTHING);

/** Of two parts the one that knows a person's name, and the later name of the two. */
const naming = (one: Part, other: Part): Part => {
  if (other.personName === undefined) return one;
  return one.personName === undefined || one.day < other.day ? other : one;
};

/** Adds up what has the same key. */
export const tallyBy = (parts: Part[], keyOf: (part: Part) => string): Map<string, Tallied> => {
  const found = new Map<string, Tallied>();
  for (const part of parts) {
    const key = keyOf(part);
    const before = found.get(key) ?? { of: part, tally: NOTHING };
    found.set(key, { of: naming(before.of, part), tally: sum(before.tally, part) });
  }
  return found;
};

/** Whole millionths for each asset, rounded down; null without an asset. */
export const perAsset = (spent: bigint, assets: number): number | null =>
  assets === 0 ? null : Number(spent / BigInt(assets));

export const figuresOf = ({
  tasks,
  outputs,
  spent,
  reserved,
  approvedAssets,
}: Tally): SpendFigures => ({
  tasks,
  outputs,
  spent: Number(spent),
  reserved: Number(reserved),
  approvedAssets,
  costPerApprovedAsset: perAsset(spent, approvedAssets),
});

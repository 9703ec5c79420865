import type { Verdict } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { verdicts } from './content-types/verdict';

export type VerdictRow = RowOf<typeof verdicts>;

export const toVerdict = (row: VerdictRow, supersededBy: string | null): Verdict => ({
  verdictId: row.documentId,
  outputId: row.outputId,
  verdict: row.verdict,
  reason: row.reason ?? '',
  reasonChips: row.reasonChips ?? [],
  storedSha256: row.storedSha256,
  reviewer: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
  decisions: {
    storedIn: row.storedIn,
    isReuseAllowed: row.isReuseAllowed,
    shouldRegenerate: row.shouldRegenerate,
    isPublicUseAllowed: row.isPublicUseAllowed,
  },
  limits: row.limits ?? null,
  alternativeText: row.alternativeText,
  alternativeTexts: row.alternativeTexts ?? {},
  restores: row.restores,
  supersedes: row.supersedes,
  supersededBy,
  givenAt: row.givenAt,
});

/** Verdicts of one output in the order in which they were given. */
const toHistory = (rows: VerdictRow[]): Verdict[] =>
  rows.map((row, index) => toVerdict(row, rows[index + 1]?.documentId ?? null));

/** The verdict that holds after a history: where the last was taken back, the one that it restored. */
export const holdingIn = (history: Verdict[]): Verdict | null => {
  const last = history.at(-1);
  if (last?.verdict !== 'withdrawn') return last ?? null;
  return history.find(({ verdictId }) => verdictId === last.restores) ?? null;
};

/** Reading verdicts. */
export const createVerdictRows = ({ store }: Kernel) => {
  /** Verdict rows of these outputs, oldest first, by output. */
  const rowsOf = async (outputIds: string[]): Promise<Map<string, VerdictRow[]>> => {
    const rows = outputIds.length
      ? await store.find(verdicts, {
          where: { outputId: { $in: outputIds } },
          orderBy: { ordinal: 'asc' },
        })
      : [];
    const byOutput = new Map<string, VerdictRow[]>();
    for (const row of rows)
      byOutput.set(row.outputId, [...(byOutput.get(row.outputId) ?? []), row]);
    return byOutput;
  };

  /** Verdicts of one output, oldest first. */
  const verdictsOf = async (outputId: string): Promise<Verdict[]> =>
    toHistory((await rowsOf([outputId])).get(outputId) ?? []);

  return {
    verdictsOf,

    /** The last verdict of each output, also where it takes another one back. */
    latestOf: async (outputIds: string[]): Promise<Map<string, Verdict>> => {
      const latest = new Map<string, Verdict>();
      for (const [outputId, rows] of await rowsOf(outputIds)) {
        const last = toHistory(rows).at(-1);
        if (last) latest.set(outputId, last);
      }
      return latest;
    },

    /** The verdict that holds for each output; none where none does. */
    holdingOf: async (outputIds: string[]): Promise<Map<string, Verdict>> => {
      const holding = new Map<string, Verdict>();
      for (const [outputId, rows] of await rowsOf(outputIds)) {
        const verdict = holdingIn(toHistory(rows));
        if (verdict) holding.set(outputId, verdict);
      }
      return holding;
    },

    row: (verdictId: string): Promise<VerdictRow | null> =>
      store.findOne(verdicts, { documentId: verdictId }),
  };
};
export type VerdictRows = ReturnType<typeof createVerdictRows>;

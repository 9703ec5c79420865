import type { Verdict } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { verdicts } from './content-types/verdict';

export type VerdictRow = RowOf<typeof verdicts>;

const toVerdict = (row: VerdictRow, supersededBy: string | null): Verdict => ({
  verdictId: row.documentId,
  outputId: row.outputId,
  verdict: row.verdict,
  reason: row.reason ?? '',
  reasonChips: row.reasonChips ?? [],
  storedSha256: row.storedSha256,
  reviewer: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
  limits: row.limits,
  alternativeText: row.alternativeText,
  supersedes: row.supersedes,
  supersededBy,
  givenAt: row.givenAt,
});

/** Verdicts of one output in the order in which they were given. */
const toHistory = (rows: VerdictRow[]): Verdict[] =>
  rows.map((row, index) => toVerdict(row, rows[index + 1]?.documentId ?? null));

/** Reading verdicts. */
export const createVerdictRows = ({ store, strapi }: Kernel) => {
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

  return {
    /** Verdicts of one output, oldest first; the last one holds. */
    verdictsOf: async (outputId: string): Promise<Verdict[]> =>
      toHistory((await rowsOf([outputId])).get(outputId) ?? []),

    /** The verdict that holds, by output. */
    latestOf: async (outputIds: string[]): Promise<Map<string, Verdict>> => {
      const latest = new Map<string, Verdict>();
      for (const [outputId, rows] of await rowsOf(outputIds)) {
        const last = toHistory(rows).at(-1);
        if (last) latest.set(outputId, last);
      }
      return latest;
    },

    /** Condition of verdicts that hold, that is: that none supersedes. */
    holding: () => ({
      documentId: {
        $notIn: strapi.db
          .getConnection(verdicts.tableName)
          .select('supersedes')
          .whereNotNull('supersedes'),
      },
    }),
  };
};
export type VerdictRows = ReturnType<typeof createVerdictRows>;

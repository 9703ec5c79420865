import { witness } from '../audit/service';
import { verdictHashOf } from '../evidence';
import { verdicts } from './content-types/verdict';
import type { VerdictRow } from './verdict-rows';

/** SHA-256 over all that a verdict says, as its row has it. */
export const verdictHashOfRow = (row: VerdictRow): string =>
  verdictHashOf({
    outputId: row.outputId,
    taskId: row.taskId,
    ordinal: row.ordinal,
    verdict: row.verdict,
    reasonChips: row.reasonChips ?? [],
    storedSha256: row.storedSha256,
    storedIn: row.storedIn,
    isReuseAllowed: row.isReuseAllowed,
    shouldRegenerate: row.shouldRegenerate,
    isPublicUseAllowed: row.isPublicUseAllowed,
    limits: row.limits ?? null,
    alternativeText: row.alternativeText,
    alternativeTexts: row.alternativeTexts ?? null,
    supersedes: row.supersedes,
    restores: row.restores,
    standingBefore: row.standingBefore,
    givenAt: new Date(row.givenAt).toISOString(),
  });

/** Verdicts must be those of which the ledger speaks. */
export const verdictWitness = witness({
  table: verdicts,
  aggregateType: 'verdict',
  lasting: 'verdict.given',
  claimsOf: (row) => [
    {
      about: row.documentId,
      among: ['verdict.given'],
      is: 'verdict.given',
      says: {
        verdictHash: verdictHashOfRow(row),
        outputId: row.outputId,
        verdict: row.verdict,
        storedSha256: row.storedSha256,
      },
      actor: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
      note: row.reason,
    },
  ],
});

import type { ReasonChip, ReuseLimits } from '../../../../shared';
import { ACTOR_TYPES, APPROVAL_STATUSES, VERDICTS } from '../../../../shared';
import {
  defineTable,
  flag,
  json,
  longText,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** Append-only: what a reviewer decided about the stored bytes of one output. */
export const verdicts = defineTable({
  singularName: 'verdict',
  pluralName: 'verdicts',
  displayName: 'Verdict',
  attributes: {
    outputId: requiredText(),
    taskId: requiredText(),
    /** Within the output, from 0: the database refuses a second verdict in the same place. */
    ordinal: requiredInteger(0),
    verdict: oneOf(VERDICTS),
    reason: longText(),
    reasonChips: json<ReasonChip[]>(),
    storedSha256: requiredText(),
    reviewerType: oneOf(ACTOR_TYPES),
    reviewerId: text(),
    reviewerName: requiredText(),
    /** Folder and name of the file then. */
    storedIn: longText(),
    isReuseAllowed: flag(false),
    shouldRegenerate: flag(false),
    isPublicUseAllowed: flag(false),
    limits: json<ReuseLimits | null>(),
    alternativeText: longText(),
    alternativeTexts: json<Record<string, string> | null>(),
    supersedes: text(),
    /** Of a withdrawn verdict: the earlier one that holds again. */
    restores: text(),
    /** What the output was when the verdict was given: what taking it back returns to. */
    standingBefore: oneOf(APPROVAL_STATUSES),
    givenAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['outputId', 'ordinal'], isUnique: true },
    { columns: ['supersedes'], isUnique: true },
    { columns: ['taskId'] },
    { columns: ['reviewerId', 'verdict'] },
  ],
});

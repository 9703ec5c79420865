import type { ReasonChip, ReuseLimits } from '../../../../shared';
import { ACTOR_TYPES, KINDS, VERDICTS } from '../../../../shared';
import {
  defineTable,
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
    /** Of the task, for the filters of the queue. */
    purpose: requiredText(),
    kind: oneOf(KINDS),
    verdict: oneOf(VERDICTS),
    reason: longText(),
    reasonChips: json<ReasonChip[]>(),
    storedSha256: requiredText(),
    reviewerType: oneOf(ACTOR_TYPES),
    reviewerId: text(),
    reviewerName: requiredText(),
    limits: json<ReuseLimits | null>(),
    alternativeText: longText(),
    supersedes: text(),
    givenAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['outputId', 'ordinal'], isUnique: true },
    { columns: ['supersedes'], isUnique: true },
    { columns: ['verdict'] },
    { columns: ['taskId'] },
  ],
});

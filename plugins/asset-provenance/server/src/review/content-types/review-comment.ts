import type { ReviewComment } from '../../../../shared';
import { ACTOR_TYPES } from '../../../../shared';
import {
  decimal,
  defineTable,
  flag,
  json,
  moment,
  oneOf,
  requiredInteger,
  requiredLongText,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** What people say about one output: about the whole, or about one place of it. */
export const reviewComments = defineTable({
  singularName: 'review-comment',
  pluralName: 'review-comments',
  displayName: 'Review comment',
  attributes: {
    outputId: requiredText(),
    taskId: requiredText(),
    version: requiredInteger(1),
    /** The first comment of the thread; null for that one itself. */
    answersId: text(),
    body: requiredLongText(),
    isPinned: flag(false),
    /** In shares of the sides, from the top left. */
    x: decimal(),
    y: decimal(),
    timeSeconds: decimal(),
    authorType: oneOf(ACTOR_TYPES),
    authorId: text(),
    authorName: requiredText(),
    mentions: json<ReviewComment['mentions']>(),
    /** What the file held then; null when it was gone. */
    storedSha256: text(),
    writtenAt: requiredMoment(),
    resolvedAt: moment(),
    resolvedByName: text(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['outputId'] },
    { columns: ['answersId'] },
  ],
});

import type { ReviewComment } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { reviewComments } from './content-types/review-comment';

export type CommentRow = RowOf<typeof reviewComments>;

/** Most comments that one output shows. */
const MOST = 1000;

export const toComment = (row: CommentRow): ReviewComment => ({
  commentId: row.documentId,
  outputId: row.outputId,
  answersId: row.answersId,
  body: row.body,
  anchor:
    row.isPinned && row.x !== null && row.y !== null
      ? { x: row.x, y: row.y, timeSeconds: row.timeSeconds }
      : null,
  author: { type: row.authorType, id: row.authorId, name: row.authorName },
  mentions: row.mentions ?? [],
  storedSha256: row.storedSha256,
  writtenAt: row.writtenAt,
  resolved: row.resolvedAt ? { by: row.resolvedByName ?? '', at: row.resolvedAt } : null,
});

/** Reading comments. */
export const createCommentRows = ({ store }: Kernel) => ({
  row: (commentId: string): Promise<CommentRow | null> =>
    store.findOne(reviewComments, { documentId: commentId }),

  /** Oldest first; answers name the comment that they answer. */
  commentsOf: async (outputId: string): Promise<ReviewComment[]> => {
    const rows = await store.find(reviewComments, {
      where: { outputId },
      orderBy: { id: 'asc' },
      limit: MOST,
    });
    return rows.map(toComment);
  },

  /** Threads that nobody resolved, by output. */
  openCounts: async (outputIds: string[]): Promise<Map<string, number>> => {
    const counts = new Map<string, number>();
    if (outputIds.length === 0) return counts;
    const open = await store.find(reviewComments, {
      where: { outputId: { $in: outputIds }, answersId: null, resolvedAt: null },
    });
    for (const { outputId } of open) counts.set(outputId, (counts.get(outputId) ?? 0) + 1);
    return counts;
  },
});
export type CommentRows = ReturnType<typeof createCommentRows>;

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
export const createCommentRows = ({ store, strapi }: Kernel) => ({
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
    if (outputIds.length === 0) return new Map();
    const open = (await strapi.db
      .getConnection(reviewComments.tableName)
      .select('output_id')
      .count({ threads: '*' })
      .whereIn('output_id', outputIds)
      .whereNull('answers_id')
      .whereNull('resolved_at')
      .groupBy('output_id')) as unknown as { output_id: string; threads: number | string }[];
    return new Map(open.map(({ output_id, threads }) => [output_id, Number(threads)]));
  },
});
export type CommentRows = ReturnType<typeof createCommentRows>;

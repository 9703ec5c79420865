import type { Anchor, ReviewComment } from '../../../../shared/review';

export type Thread = {
  first: ReviewComment;
  answers: ReviewComment[];
  /** Of a pinned one: what stands on its pin. */
  number: number | null;
};
/** A place that somebody speaks of. */
export type Pin = { commentId: string; number: number; anchor: Anchor; isResolved: boolean };

const byTime = (a: ReviewComment, b: ReviewComment) => a.writtenAt.localeCompare(b.writtenAt);

/** Comments with their answers, oldest first; pins are numbered in that order and keep their number. */
export const threadsOf = (comments: readonly ReviewComment[]): Thread[] => {
  const sorted = [...comments].sort(byTime);
  let pins = 0;
  return sorted
    .filter(({ answersId }) => answersId === null)
    .map((first) => {
      if (first.anchor) pins += 1;
      return {
        first,
        answers: sorted.filter(({ answersId }) => answersId === first.commentId),
        number: first.anchor ? pins : null,
      };
    });
};

export const pinsOf = (threads: readonly Thread[]): Pin[] =>
  threads.flatMap(({ first: { commentId, anchor, resolved }, number }) =>
    anchor && number !== null ? [{ commentId, number, anchor, isResolved: resolved !== null }] : []
  );

import { useState } from 'react';
import type { Anchor, ReviewCase } from '../../../shared/review';
import { useUrlState } from '../ui';
import { pinsOf, threadsOf } from './comments/threads';
import type { Pin } from './comments/threads';
import { caseSpec } from './queueState';
import type { Playback } from './stage/usePlayback';

/** Comments of a case: which one is looked at, and where the next one is pinned. */
export const useCaseComments = (reviewCase: ReviewCase | undefined, playback: Playback) => {
  const { values, set } = useUrlState(caseSpec);
  const [draft, setDraft] = useState<Anchor | null>(null);
  const [isPinning, setIsPinning] = useState(false);
  const threads = threadsOf(reviewCase?.comments ?? []);

  const activate = (commentId: string | null) => {
    const anchor = threads.find(({ first }) => first.commentId === commentId)?.first.anchor;
    if (anchor && anchor.timeSeconds !== null) playback.seek(anchor.timeSeconds);
    set({ comment: commentId }, { replace: true });
  };
  return {
    activeId: values.comment,
    activate,
    draft,
    setDraft,
    isPinning,
    stopPinning: () => {
      setIsPinning(false);
      setDraft(null);
    },
    openCount: threads.filter(({ first }) => !first.resolved).length,
    onStage: {
      pins: pinsOf(threads),
      draft,
      activeId: values.comment,
      isPinning,
      onPinning: () => setIsPinning(!isPinning),
      onPlace: (anchor: Anchor) => {
        if (anchor.timeSeconds !== null) playback.seek(anchor.timeSeconds);
        setDraft(anchor);
        setIsPinning(false);
      },
      onOpen: ({ commentId }: Pin) => activate(commentId === values.comment ? null : commentId),
    },
  };
};

import { useCallback } from 'react';
import { useUndo } from '../decide/useUndo';
import type { Undone } from '../decide/useUndo';
import type { Queue } from './useQueue';

/** Taking back the last decision, and putting what it was about back into the list. */
export const useQueueUndo = (
  { putBack, refresh }: Pick<Queue, 'putBack' | 'refresh'>,
  onUndone?: (undone: readonly Undone[]) => void
) =>
  useUndo(
    useCallback(
      (undone: readonly Undone[]) => {
        undone.forEach(({ result: { verdict, approvalStatus } }) =>
          putBack(verdict.outputId, (item) => ({
            ...item,
            lastVerdict: verdict,
            output: { ...item.output, approvalStatus },
          }))
        );
        void refresh();
        onUndone?.(undone);
      },
      [putBack, refresh, onUndone]
    )
  );

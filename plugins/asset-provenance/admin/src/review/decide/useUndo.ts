import { useCallback, useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import type { UndoResult } from '../../../../shared/review';
import { useRefusal, useUndoVerdictMutation } from '../../api';
import { useMessages } from '../../i18n';
import { useAnnounce } from '../../ui';
import { decisions, useDecisions } from './decisions';
import type { Decided } from './decisions';

export type Undone = { decided: Decided; result: UndoResult };

/** Takes the last decision back: a superseding verdict, never an erased one. */
export const useUndo = (onUndone: (undone: readonly Undone[]) => void) => {
  const { t } = useMessages();
  const { last } = useDecisions();
  const describe = useRefusal();
  const announce = useAnnounce();
  const { toggleNotification } = useNotification();
  const [undoVerdict] = useUndoVerdictMutation();
  const [isUndoing, setIsUndoing] = useState(false);

  const undo = useCallback(async () => {
    if (!last || isUndoing) return;
    setIsUndoing(true);
    const undone: Undone[] = [];
    for (const decided of last) {
      const { taskId, outputId, verdictId } = decided;
      try {
        const result = await undoVerdict({ taskId, outputId, verdictId }).unwrap();
        undone.push({ decided, result });
      } catch (error) {
        const { what, why, next } = describe(error);
        toggleNotification({
          type: 'danger',
          title: `${decided.title}: ${what}`,
          message: [why, next].filter(Boolean).join(' '),
          timeout: 8000,
        });
      }
    }
    setIsUndoing(false);
    const titles = undone.map(({ decided }) => decided.title);
    const publishedMeanwhile = undone.flatMap(({ result }) => result.publishedMeanwhile);
    decisions.drop(last, titles.length > 0 ? { titles, publishedMeanwhile } : null);
    if (undone.length === 0) return;
    announce(t('review.undone', { count: titles.length, title: titles[0] }));
    onUndone(undone);
  }, [last, isUndoing, undoVerdict, describe, toggleNotification, announce, t, onUndone]);

  return { undo, canUndo: last !== null && !isUndoing, isUndoing };
};

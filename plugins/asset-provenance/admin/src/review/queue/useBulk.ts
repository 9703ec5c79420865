import { useState } from 'react';
import type { ReasonChip, ReviewItem } from '../../../../shared/review';
import type { ReuseLimits } from '../../../../shared/reuse';
import { useBulkVerdictsMutation, useRefusal } from '../../api';
import type { Refusal } from '../../api';
import { describeError } from '../../api';
import { useMessages } from '../../i18n';
import { useAnnounce } from '../../ui';
import { caseTitle } from '../caseTitle';
import { decisions } from '../decide/decisions';
import { seenOf } from '../decide/useDecide';
import type { Queue } from './useQueue';
import type { Selection } from './useSelection';

/** What is decided on all that are selected. */
export type BulkDecision =
  | { verdict: 'approved'; limits: ReuseLimits | null }
  | { verdict: 'rejected' | 'regenerate'; reason: string; reasonChips: ReasonChip[] };

export type BulkLine = { item: ReviewItem; refusal: Refusal | null };
export type BulkOutcome = { decision: BulkDecision; lines: BulkLine[] };

type Parts = { queue: Queue; selection: Selection; onDone: () => void };

/** One decision on many outputs; what was refused stays selected and can be tried again. */
export const useBulk = ({ queue, selection, onDone }: Parts) => {
  const { t, say } = useMessages();
  const describe = useRefusal();
  const announce = useAnnounce();
  const [giveVerdicts, { isLoading }] = useBulkVerdictsMutation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);

  const take = (decision: BulkDecision, lines: BulkLine[], verdictIds: Map<string, string>) => {
    const done = lines.filter((line) => line.refusal === null);
    const decided = done.map(({ item: { output, task }, item }) => ({
      taskId: task.taskId,
      outputId: output.outputId,
      verdictId: verdictIds.get(output.outputId) ?? '',
      title: caseTitle(item),
      verdict: decision.verdict,
    }));
    if (decided.length > 0) decisions.push(decided);
    if (decision.verdict !== queue.status) queue.remove(decided.map(({ outputId }) => outputId));
    selection.select(lines.filter((line) => line.refusal).map(({ item }) => item.output.outputId));
    setOutcome({ decision, lines });
    announce(t('review.bulk.outcome', { done: done.length, all: lines.length }));
    void queue.refresh();
  };

  const decide = async (decision: BulkDecision, items: readonly ReviewItem[]) => {
    setRefusal(null);
    const targets = items.map((item) => ({ outputId: item.output.outputId, ...seenOf(item) }));
    try {
      const results = await giveVerdicts({ ...decision, targets }).unwrap();
      const byId = new Map(results.map((result) => [result.id, result]));
      const lines = items.map((item) => {
        const refused = byId.get(item.output.outputId)?.refused ?? null;
        return { item, refusal: refused && describeError(refused, { t, say }) };
      });
      const verdictIds = new Map(
        results.flatMap(({ id, verdict }) => (verdict ? [[id, verdict.verdictId] as const] : []))
      );
      take(decision, lines, verdictIds);
      onDone();
    } catch (error) {
      setRefusal(describe(error));
    }
  };

  return {
    decide,
    isDeciding: isLoading,
    refusal,
    forget: () => setRefusal(null),
    outcome,
    closeOutcome: () => setOutcome(null),
  };
};
export type Bulk = ReturnType<typeof useBulk>;

import { useState } from 'react';
import type { ReviewCase, VerdictInput } from '../../../../shared/review';
import { verdicts } from '../../../../shared/vocabulary';
import { useGiveVerdictMutation, useRefusal } from '../../api';
import type { Refusal } from '../../api';
import { useMessages, useTerm } from '../../i18n';
import { useAnnounce } from '../../ui';
import { caseTitle } from '../caseTitle';
import { decisions } from './decisions';

/** What the reviewer looked at when the form was opened: a verdict is about exactly that. */
export type Seen = { storedSha256: string; supersedes: string | null };

export const seenOf = ({
  output,
  lastVerdict,
}: Pick<ReviewCase, 'output' | 'lastVerdict'>): Seen => ({
  storedSha256: output.storedSha256 ?? '',
  supersedes: lastVerdict?.verdictId ?? null,
});

/** The verdicts that a reviewer gives by a form; taking one back is an act of its own. */
export const GIVEN = ['approved', 'rejected', 'regenerate'] as const;
export type GivenVerdict = (typeof GIVEN)[number];

/** Gives the verdict, tells what became of it, and keeps the refusal for the form. */
export const useDecide = (
  reviewCase: ReviewCase,
  onDecided: (outputId: string, verdict: GivenVerdict) => void
) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const describe = useRefusal();
  const announce = useAnnounce();
  const [giveVerdict, { isLoading }] = useGiveVerdictMutation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { output, task } = reviewCase;

  const decide = async (verdict: VerdictInput) => {
    setRefusal(null);
    try {
      const of = { taskId: task.taskId, outputId: output.outputId };
      const { verdictId } = await giveVerdict({ ...of, verdict }).unwrap();
      const title = caseTitle(reviewCase);
      announce(t('review.decided', { title, verdict: termOf(verdicts, verdict.verdict) }));
      decisions.push([{ ...of, verdictId, title, verdict: verdict.verdict }]);
      onDecided(output.outputId, verdict.verdict);
    } catch (error) {
      setRefusal(describe(error));
    }
  };

  return { decide, isDeciding: isLoading, refusal, forget: () => setRefusal(null) };
};

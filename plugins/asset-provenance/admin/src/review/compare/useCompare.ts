import { useState } from 'react';
import type { ReviewCase } from '../../../../shared/review';
import { referenceRoles } from '../../../../shared/vocabulary';
import { useReviewCaseQuery } from '../../api';
import { useMessages, useTerm } from '../../i18n';
import { useUrlState } from '../../ui';
import { caseSpec, COMPARE_MODES } from '../queueState';
import { asPicture } from '../References';
import type { Side } from './Pane';

/** What a case can be compared with: siblings, the attempt before, and references. */
const useSides = (reviewCase: ReviewCase | undefined) => {
  const { t } = useMessages();
  const termOf = useTerm();
  if (!reviewCase) return { subject: null, candidates: [] };
  const { output, siblings, previous, references } = reviewCase;
  const sideOf = (of: ReviewCase['output'], label: string): Side => ({
    id: of.outputId,
    label,
    media: of,
    alt: of.alternativeText ?? label,
    isOutput: true,
  });
  const resultOf = (of: ReviewCase['output']) =>
    sideOf(of, t('output.name', { ordinal: of.ordinal + 1 }));
  const candidates: Side[] = [
    ...siblings.map(resultOf),
    ...(previous ? [sideOf(previous.output, t('review.attempt'))] : []),
    ...references.map((reference): Side => {
      const label = t('review.reference', { role: termOf(referenceRoles, reference.role) });
      return {
        id: reference.fileDocumentId,
        label,
        media: asPicture(reference),
        alt: label,
        isOutput: false,
      };
    }),
  ];
  return { subject: resultOf(output), candidates };
};

/** The comparison as the address describes it, and which side the keys act on. */
export const useCompare = (reviewCase: ReviewCase | undefined) => {
  const { values, set } = useUrlState(caseSpec);
  const { subject, candidates } = useSides(reviewCase);
  const [isOtherActive, setIsOtherActive] = useState(false);
  const [isSwapped, setIsSwapped] = useState(false);
  const [isFlipped, setIsFlipped] = useState(false);

  const isOn = values.compare !== null && candidates.length > 0;
  const other = isOn
    ? (candidates.find(({ id }) => id === values.compare) ?? candidates[0] ?? null)
    : null;
  const { data: otherCase, refetch } = useReviewCaseQuery(other?.id ?? '', {
    skip: !other?.isOutput,
  });

  const open = (id: string | undefined) => {
    if (!id) return;
    setIsOtherActive(false);
    setIsFlipped(false);
    set({ compare: id }, { replace: true });
  };
  const close = () => {
    setIsOtherActive(false);
    set({ compare: null }, { replace: true });
  };
  const index = COMPARE_MODES.indexOf(values.mode);
  const canSwitch = Boolean(other?.isOutput);
  const isActive = isOn && isOtherActive && canSwitch;

  return {
    isOn,
    isPossible: candidates.length > 0,
    subject,
    other,
    candidates,
    mode: values.mode,
    /** The case of the other side, where it has one. */
    otherCase: other?.isOutput && otherCase?.output.outputId === other.id ? otherCase : undefined,
    refetchOther: () => void refetch(),
    isOtherActive: isActive,
    canSwitch,
    isSwapped,
    isFlipped,
    setFlipped: setIsFlipped,
    setMode: (mode: (typeof COMPARE_MODES)[number]) => set({ mode }, { replace: true }),
    nextMode: () =>
      set({ mode: COMPARE_MODES[(index + 1) % COMPARE_MODES.length] }, { replace: true }),
    swap: () => setIsSwapped(!isSwapped),
    /** The keys act on the other side from now on. */
    activate: (isOther: boolean) => setIsOtherActive(isOther && canSwitch),
    open,
    close,
    toggle: () => (isOn ? close() : open(candidates[0]?.id)),
  };
};
export type Comparison = ReturnType<typeof useCompare>;

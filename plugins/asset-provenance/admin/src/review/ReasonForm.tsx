import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Flex } from '@strapi/design-system';
import { reasonChips } from '../../../shared/review';
import type { ReasonChip, ReviewCase, VerdictInput } from '../../../shared/review';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { ChipGroup, TextField, useFieldError } from '../ui';
import { seenOf } from './useDecide';
import { VerdictForm } from './VerdictForm';

type ReasonFormProps = {
  verdict: 'rejected' | 'regenerate';
  reviewCase: ReviewCase;
  refusal: Refusal | null;
  isDeciding: boolean;
  onDecide: (verdict: VerdictInput) => void;
  onCancel: () => void;
};

/** Keys of a record are typed as text by the language; these are the record's own. */
const CHIPS = Object.keys(reasonChips) as ReasonChip[];

/** Why not: chips and words. The words go to whoever makes it anew. */
export const ReasonForm = ({ verdict, reviewCase, refusal, ...form }: ReasonFormProps) => {
  const { t, say } = useMessages();
  const errorOf = useFieldError(refusal);
  const [seen] = useState(() => seenOf(reviewCase));
  const [chips, setChips] = useState<ReasonChip[]>([]);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);

  const decide = () => {
    setIsTried(true);
    if (reason.trim()) form.onDecide({ verdict, ...seen, reason, reasonChips: chips });
  };
  const confirmOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    decide();
  };

  return (
    <VerdictForm
      verdict={verdict}
      isDeciding={form.isDeciding}
      onSubmit={decide}
      onCancel={form.onCancel}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <ChipGroup
          label={t('review.reasons')}
          options={CHIPS.map((key) => ({ key, label: say(reasonChips[key]) }))}
          value={chips}
          onChange={setChips}
          error={errorOf('reasonChips')}
        />
        <TextField
          ref={first}
          isLong
          isRequired
          label={t(verdict === 'rejected' ? 'review.reason.rejected' : 'review.reason.regenerate')}
          hint={t('review.reason.hint')}
          value={reason}
          error={isTried && !reason.trim() ? t('common.required') : errorOf('reason')}
          onChange={setReason}
          onKeyDown={confirmOnEnter}
        />
      </Flex>
    </VerdictForm>
  );
};

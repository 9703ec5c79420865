import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import { reasonChips } from '../../../../shared/review';
import type { ReasonChip } from '../../../../shared/review';
import type { Refusal } from '../../api';
import { useMessages } from '../../i18n';
import { ChipGroup, TextField, useFieldError } from '../../ui';
import { VerdictForm } from './VerdictForm';

const Start = styled(Box)`
  &:focus {
    outline: none;
  }
`;

type ReasonFormProps = {
  verdict: 'rejected' | 'regenerate';
  refusal: Refusal | null;
  isDeciding: boolean;
  hint: string;
  onDecide: (reason: string, chips: ReasonChip[]) => void;
  onCancel: () => void;
};

/** Keys of a record are typed as text by the language; these are the record's own. */
const CHIPS = Object.keys(reasonChips) as ReasonChip[];

const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => !ctrlKey && !metaKey && !altKey;

/** Why not: chips by number and words. The words go to whoever makes it anew. */
export const ReasonForm = ({ verdict, refusal, onDecide, ...form }: ReasonFormProps) => {
  const { t, say } = useMessages();
  const errorOf = useFieldError(refusal);
  const [chips, setChips] = useState<ReasonChip[]>([]);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const start = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => start.current?.focus(), []);

  const isMissing = !reason.trim() && chips.length === 0;
  /** Chips alone are a reason: they are put into words, in the reviewer's language. */
  const decide = () => {
    setIsTried(true);
    if (isMissing) return;
    const said = reason.trim() || chips.map((chip) => say(reasonChips[chip])).join(', ');
    onDecide(said, chips);
  };

  /** Numbers press chips; the first letter begins the text. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLTextAreaElement || !isPlain(event)) return;
    const chip = /^[1-9]$/.test(event.key) ? CHIPS[Number(event.key) - 1] : undefined;
    if (chip) {
      event.preventDefault();
      setChips(chips.includes(chip) ? chips.filter((one) => one !== chip) : [...chips, chip]);
    } else if (event.key.length === 1 && event.key !== ' ') {
      words.current?.focus();
    }
  };

  return (
    <VerdictForm verdict={verdict} onSubmit={decide} onKeyDown={onKeyDown} {...form}>
      <Start ref={start} tabIndex={-1}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          <ChipGroup
            label={t('review.reasons')}
            options={CHIPS.map((key, index) => ({
              key,
              label: `${index + 1} · ${say(reasonChips[key])}`,
            }))}
            value={chips}
            onChange={setChips}
            error={errorOf('reasonChips')}
          />
          <TextField
            ref={words}
            isLong
            label={t(
              verdict === 'rejected' ? 'review.reason.rejected' : 'review.reason.regenerate'
            )}
            hint={t('review.reason.hint')}
            value={reason}
            error={isTried && isMissing ? t('review.reason.missing') : errorOf('reason')}
            onChange={setReason}
          />
        </Flex>
      </Start>
    </VerdictForm>
  );
};

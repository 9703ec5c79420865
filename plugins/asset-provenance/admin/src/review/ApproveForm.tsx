import { useEffect, useRef, useState } from 'react';
import { Flex, Grid, TextButton } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import type { ReviewCase, VerdictInput } from '../../../shared/review';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { TextField, useFieldError } from '../ui';
import { RareLimits, UsualLimits } from './LimitsFields';
import { seenOf } from './useDecide';
import { VerdictForm } from './VerdictForm';

type ApproveFormProps = {
  reviewCase: ReviewCase;
  refusal: Refusal | null;
  isDeciding: boolean;
  onDecide: (verdict: VerdictInput) => void;
  onCancel: () => void;
};

const trimmed = (values: string[]) => values.map((value) => value.trim()).filter(Boolean);

/** Alternative text and reuse limits, prefilled; Enter confirms. */
export const ApproveForm = ({ reviewCase, refusal, ...form }: ApproveFormProps) => {
  const { t } = useMessages();
  const errorOf = useFieldError(refusal);
  const [seen] = useState(() => seenOf(reviewCase));
  const [limits, setLimits] = useState(reviewCase.suggestedLimits);
  const [alternativeText, setAlternativeText] = useState(reviewCase.output.alternativeText ?? '');
  const [reason, setReason] = useState('');
  const [isMore, setIsMore] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const decide = () => {
    setIsTried(true);
    if (!alternativeText.trim()) return;
    form.onDecide({
      verdict: 'approved',
      ...seen,
      reason,
      alternativeText,
      limits: { ...limits, regions: trimmed(limits.regions), languages: trimmed(limits.languages) },
    });
  };
  const fields = { limits, onChange: setLimits, errorOf };
  const missing = isTried && !alternativeText.trim() ? t('common.required') : undefined;

  return (
    <VerdictForm
      verdict="approved"
      isDeciding={form.isDeciding}
      onSubmit={decide}
      onCancel={form.onCancel}
    >
      <Grid.Root gap={4}>
        <Grid.Item col={6} m={12} xs={12} direction="column" alignItems="stretch">
          <TextField
            ref={first}
            isRequired
            name="alternativeText"
            label={t('review.alternative')}
            hint={t('review.alternative.hint')}
            value={alternativeText}
            error={missing ?? errorOf('alternativeText')}
            onChange={setAlternativeText}
          />
        </Grid.Item>
        <UsualLimits {...fields} />
        {isMore ? (
          <>
            <RareLimits {...fields} />
            <Grid.Item col={6} m={12} xs={12} direction="column" alignItems="stretch">
              <TextField
                label={t('review.remark')}
                value={reason}
                error={errorOf('reason')}
                onChange={setReason}
              />
            </Grid.Item>
          </>
        ) : null}
      </Grid.Root>
      <Flex paddingTop={2}>
        <TextButton
          type="button"
          aria-expanded={isMore}
          endIcon={isMore ? <CaretUp aria-hidden /> : <CaretDown aria-hidden />}
          onClick={() => setIsMore(!isMore)}
        >
          {t(isMore ? 'review.less' : 'review.more')}
        </TextButton>
      </Flex>
    </VerdictForm>
  );
};

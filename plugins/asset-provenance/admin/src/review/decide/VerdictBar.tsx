import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { Box, Button, Flex } from '@strapi/design-system';
import { SquaresFour } from '@strapi/icons';
import type { ReviewCase, VerdictInput } from '../../../../shared/review';
import { useMessages } from '../../i18n';
import { KeyHint } from '../KeyHint';
import { ActButtons } from './ActButtons';
import { ApproveForm } from './ApproveForm';
import { BottomBar } from './BottomBar';
import { ReasonForm } from './ReasonForm';
import { RefusalNotice } from './RefusalNotice';
import { Closed, Standing } from './Standing';
import { seenOf, useDecide } from './useDecide';
import type { GivenVerdict } from './useDecide';

type VerdictBarProps = {
  reviewCase: ReviewCase;
  /** Which of two sides it is about, in compare. */
  about: ReactNode;
  /** The form that is open. */
  form: GivenVerdict | null;
  onForm: (form: GivenVerdict | null) => void;
  onDecided: (outputId: string, verdict: GivenVerdict) => void;
  /** Fetches the case anew after a conflict. */
  onLoad: () => void;
  compare: { isOn: boolean; isPossible: boolean; toggle: () => void };
};

/** What the forms show beside their inputs. */
const FORM_FIELDS = /^(alternativeText|alternativeTexts|folderId|limits|reason|reasonChips)/;

type WhyNotProps = Omit<ComponentProps<typeof ReasonForm>, 'onDecide'> & {
  reviewCase: ReviewCase;
  onDecide: (verdict: VerdictInput) => void;
};

/** The reason form of one case; what was looked at is what it was when the form opened. */
const WhyNot = ({ reviewCase, onDecide, ...form }: WhyNotProps) => {
  const [seen] = useState(() => seenOf(reviewCase));
  return (
    <ReasonForm
      {...form}
      onDecide={(reason, reasonChips) =>
        onDecide({ verdict: form.verdict, ...seen, reason, reasonChips })
      }
    />
  );
};

/** Verdicts, at the bottom of the window; the form of the chosen one opens above the buttons. */
export const VerdictBar = (props: VerdictBarProps) => {
  const { reviewCase, about, form, onForm, onDecided, onLoad, compare } = props;
  const { t } = useMessages();
  const { decide, isDeciding, refusal, forget } = useDecide(reviewCase, onDecided);
  const shared = {
    refusal,
    isDeciding,
    hint: t('review.then-next'),
    onCancel: () => {
      forget();
      onForm(null);
    },
  };

  return (
    <BottomBar aria-label={t('review.bar')}>
      {about}
      <RefusalNotice
        refusal={refusal}
        fields={FORM_FIELDS}
        onLoad={() => {
          forget();
          onLoad();
        }}
      />
      {reviewCase.canDecide ? null : (
        <Box padding={3}>
          <Closed reviewCase={reviewCase} />
        </Box>
      )}
      {form === 'approved' ? (
        <ApproveForm
          reviewCase={reviewCase}
          onDecide={(verdict) => void decide(verdict)}
          {...shared}
        />
      ) : null}
      {form === 'rejected' || form === 'regenerate' ? (
        <WhyNot
          key={form}
          verdict={form}
          reviewCase={reviewCase}
          onDecide={(verdict) => void decide(verdict)}
          {...shared}
        />
      ) : null}
      {form ? null : (
        <Flex justifyContent="space-between" gap={4} padding={3} wrap="wrap">
          <Standing reviewCase={reviewCase} />
          <Flex gap={2} wrap="wrap">
            <Button
              variant="tertiary"
              startIcon={<SquaresFour aria-hidden />}
              endIcon={<KeyHint>C</KeyHint>}
              disabled={!compare.isPossible}
              aria-pressed={compare.isOn}
              onClick={compare.toggle}
            >
              {t('review.act.compare')}
            </Button>
            <ActButtons isDisabled={!reviewCase.canDecide} onAct={onForm} />
          </Flex>
        </Flex>
      )}
    </BottomBar>
  );
};

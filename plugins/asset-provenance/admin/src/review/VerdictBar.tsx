import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, SquaresFour, ThumbDown, ThumbUp } from '@strapi/icons';
import { styled } from 'styled-components';
import { permissionActions } from '../../../shared/permissions';
import type { ReviewCase } from '../../../shared/review';
import { verdicts } from '../../../shared/vocabulary';
import type { VerdictKind } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Notice, RelativeTime } from '../ui';
import { ApproveForm } from './ApproveForm';
import { KeyHint } from './KeyHint';
import { ReasonForm } from './ReasonForm';
import { RefusalNotice } from './RefusalNotice';
import type { Decided } from './decided';
import { useDecide } from './useDecide';

const Bar = styled(Box)`
  position: sticky;
  z-index: 2;
  bottom: 0;

  /* Wide pages scroll in a box with padding at its end, into which the bar may reach. */
  ${({ theme }) => theme.breakpoints.large} {
    bottom: ${({ theme }) => `-${theme.spaces[8]}`};
  }
`;

type VerdictBarProps = {
  reviewCase: ReviewCase;
  /** The form that is open. */
  form: VerdictKind | null;
  onForm: (form: VerdictKind | null) => void;
  onDecided: (decided: Decided) => void;
  /** Fetches the case anew after a conflict. */
  onLoad: () => void;
  compare: { isOn: boolean; isPossible: boolean; toggle: () => void };
};

/** Why this reader cannot decide, and who can. */
const Closed = ({ reviewCase }: { reviewCase: ReviewCase }) => {
  const { t, say } = useMessages();
  if (reviewCase.canDecide || !reviewCase.whyNot) return null;
  return (
    <Notice of="warning" title={say(reviewCase.whyNot)}>
      {reviewCase.isOwnWork
        ? t('review.own-work.who', { permission: say(permissionActions['review.decide']) })
        : t('review.not-now.who', { owner: reviewCase.task.owner.name })}
    </Notice>
  );
};

const Standing = ({ reviewCase }: { reviewCase: ReviewCase }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { lastVerdict, submittedAt, submittedBy, canDecide, output } = reviewCase;
  return (
    <Typography variant="pi" textColor="neutral600" tag="p" flex="1 1 20rem" minWidth={0}>
      {lastVerdict ? (
        <>
          {t('review.standing.decided', {
            reviewer: lastVerdict.reviewer.name,
            verdict: termOf(verdicts, lastVerdict.verdict),
          })}{' '}
          <RelativeTime at={lastVerdict.givenAt} />
          {canDecide ? `. ${t('review.standing.supersedes')}` : null}
        </>
      ) : output.approvalStatus === 'unsubmitted' ? (
        t('review.standing.unsubmitted')
      ) : (
        <>
          {t('review.standing.submitted', { name: submittedBy.name })}{' '}
          <RelativeTime at={submittedAt} />
        </>
      )}
    </Typography>
  );
};

/** What the forms show beside their inputs; any other refusal is shown above them. */
const FORM_FIELDS = /^(alternativeText|limits|reason|reasonChips)/;

const acts = [
  { verdict: 'approved', key: 'A', icon: ThumbUp, variant: 'success-light' },
  { verdict: 'rejected', key: 'R', icon: ThumbDown, variant: 'danger-light' },
  { verdict: 'regenerate', key: 'G', icon: ArrowClockwise, variant: 'secondary' },
] as const;

/** Verdicts, at the bottom of the window; the form of the chosen one opens above the buttons. */
export const VerdictBar = ({
  reviewCase,
  form,
  onForm,
  onDecided,
  onLoad,
  compare,
}: VerdictBarProps) => {
  const { t } = useMessages();
  const { decide, isDeciding, refusal, forget } = useDecide(reviewCase, onDecided);
  const shared = {
    reviewCase,
    refusal,
    isDeciding,
    onDecide: (verdict: Parameters<typeof decide>[0]) => void decide(verdict),
    onCancel: () => {
      forget();
      onForm(null);
    },
  };
  const isRefusedAsAWhole =
    refusal !== null && !Object.keys(refusal.fields).some((path) => FORM_FIELDS.test(path));

  return (
    <Bar
      tag="section"
      aria-label={t('review.bar')}
      background="neutral0"
      shadow="popupShadow"
      borderColor="neutral200"
      hasRadius
      marginTop={4}
    >
      {isRefusedAsAWhole || !reviewCase.canDecide ? (
        <Box padding={3}>
          {isRefusedAsAWhole ? (
            <RefusalNotice
              refusal={refusal}
              onLoad={() => {
                forget();
                onLoad();
              }}
            />
          ) : (
            <Closed reviewCase={reviewCase} />
          )}
        </Box>
      ) : null}
      {form === 'approved' ? <ApproveForm {...shared} /> : null}
      {form === 'rejected' || form === 'regenerate' ? (
        <ReasonForm key={form} verdict={form} {...shared} />
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
            {acts.map(({ verdict, key, icon: Icon, variant }) => (
              <Button
                key={verdict}
                variant={variant}
                startIcon={<Icon aria-hidden />}
                endIcon={<KeyHint>{key}</KeyHint>}
                disabled={!reviewCase.canDecide}
                onClick={() => onForm(verdict)}
              >
                {t(`review.act.${verdict}`)}
              </Button>
            ))}
          </Flex>
        </Flex>
      )}
    </Bar>
  );
};

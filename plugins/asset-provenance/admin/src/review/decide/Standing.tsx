import { Typography } from '@strapi/design-system';
import { permissionActions } from '../../../../shared/permissions';
import type { ReviewCase } from '../../../../shared/review';
import { verdicts } from '../../../../shared/vocabulary';
import { useMessages, useTerm } from '../../i18n';
import { Notice, RelativeTime } from '../../ui';

/** Why this reader cannot decide, and who can. */
export const Closed = ({ reviewCase }: { reviewCase: ReviewCase }) => {
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

/** How the case stands: who submitted it, or who decided what. */
export const Standing = ({ reviewCase }: { reviewCase: ReviewCase }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { lastVerdict, submittedAt, submittedBy, canDecide, output } = reviewCase;
  const holds = lastVerdict && lastVerdict.verdict !== 'withdrawn' ? lastVerdict : null;
  return (
    <Typography variant="pi" textColor="neutral600" tag="p" flex="1 1 20rem" minWidth={0}>
      {holds ? (
        <>
          {t('review.standing.decided', {
            reviewer: holds.reviewer.name,
            verdict: termOf(verdicts, holds.verdict),
          })}{' '}
          <RelativeTime at={holds.givenAt} />
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

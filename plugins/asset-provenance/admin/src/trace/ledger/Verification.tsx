import { Flex, ProgressBar, Typography } from '@strapi/design-system';
import { ledgerFindings, ledgerStates } from '../../../../shared/ledger';
import type { LedgerFinding, LedgerReport, LedgerVerification } from '../../../../shared/ledger';
import { useFormat, useMessages } from '../../i18n';
import { LiveRegion, Notice, RelativeTime } from '../../ui';

/** Where it is: the number of the event, and which thing, row, line or checkpoint. */
const placeOf = (
  { sequence, untilSequence, subject, field }: LedgerFinding,
  t: ReturnType<typeof useMessages>['t']
): string =>
  [
    sequence === null
      ? null
      : untilSequence === null || untilSequence === sequence
        ? t('ledger.event', { sequence })
        : t('ledger.events', { sequence, until: untilSequence }),
    subject,
    field,
  ]
    .filter(Boolean)
    .join(' · ');

const Findings = ({ report }: { report: LedgerReport }) => {
  const { t, say } = useMessages();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {report.findings.map((finding, index) => (
        <li key={index}>
          <Typography fontWeight="bold" textColor="danger700">
            {placeOf(finding, t)}
          </Typography>{' '}
          <Typography>{say(ledgerFindings[finding.kind])}</Typography>
        </li>
      ))}
      {report.furtherFindings > 0 ? (
        <li>
          <Typography>{t('ledger.further', { count: report.furtherFindings })}</Typography>
        </li>
      ) : null}
    </Flex>
  );
};

const Report = ({ report, at }: { report: LedgerReport; at: string | null }) => {
  const { t, say } = useMessages();
  const isIntact = report.state === 'intact';
  const { covered, exported } = report.checkpoints;
  const waiting = report.size - covered + report.unsealed;
  return (
    <Notice
      of={isIntact ? 'success' : 'danger'}
      role={isIntact ? 'status' : 'alert'}
      title={say(ledgerStates[report.state])}
    >
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Typography>
          {t('ledger.verified', { size: report.size, rows: report.rows })}
          {at ? (
            <>
              {' · '}
              <RelativeTime at={at} />
            </>
          ) : null}
        </Typography>
        <Typography>
          {exported > 0 ? t('ledger.covered', { covered }) : t('ledger.covered.none')}
        </Typography>
        {waiting > 0 ? <Typography>{t('ledger.uncovered', { count: waiting })}</Typography> : null}
        {isIntact ? null : <Findings report={report} />}
      </Flex>
    </Notice>
  );
};

/** What the last verification found, or how far it is. */
export const Verification = ({ verification }: { verification: LedgerVerification | null }) => {
  const { t, say } = useMessages();
  const { number } = useFormat();
  if (!verification)
    return <Typography textColor="neutral600">{t('ledger.never-verified')}</Typography>;
  const { state, report, problem, checked, of, finishedAt } = verification;
  if (state === 'failed')
    return (
      <Notice of="warning" title={t('ledger.failed')}>
        {problem}
      </Notice>
    );
  if (report)
    return (
      <>
        <LiveRegion message={say(ledgerStates[report.state])} />
        <Report report={report} at={finishedAt} />
      </>
    );
  const progress = of > 0 ? Math.min(100, Math.round((100 * checked) / of)) : 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography>{t('ledger.verifying', { checked: number(checked), of: number(of) })}</Typography>
      <ProgressBar value={progress} aria-label={t('ledger.verify')} />
    </Flex>
  );
};

import { Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import type { LedgerStanding } from '../../../../shared/ledger';
import { POLL, useLedgerQuery, usePolling, useVerifyLedgerMutation } from '../../api';
import { saveFile } from '../../api/saveFile';
import { useFormat, useMessages } from '../../i18n';
import {
  CopyId,
  DescriptionList,
  ErrorState,
  FieldRow,
  LoadingDetail,
  Notice,
  Panel,
  RelativeTime,
} from '../../ui';
import { Verification } from './Verification';

const SHOWN = 24;

const isGoing = (standing: LedgerStanding | undefined): boolean =>
  standing?.verification?.state === 'waiting' || standing?.verification?.state === 'running';

/** By whom checkpoints are signed, and whether that says anything to others. */
const Signer = ({ standing }: { standing: LedgerStanding }) => {
  const { t, say } = useMessages();
  const { key, keyProblem } = standing;
  if (keyProblem)
    return (
      <Notice of="warning" title={t('ledger.unsigned')}>
        {say(keyProblem)}
      </Notice>
    );
  return key?.isDevelopment ? (
    <Notice of="warning" title={t('ledger.development')}>
      {t('ledger.development.next')}
    </Notice>
  ) : null;
};

const Facts = ({ standing }: { standing: LedgerStanding }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { checkpoint, key, exports, size, unsealed } = standing;
  return (
    <DescriptionList>
      <FieldRow label={t('ledger.sealed')}>{number(size)}</FieldRow>
      <FieldRow label={t('ledger.unsealed')}>{number(unsealed)}</FieldRow>
      <FieldRow label={t('ledger.checkpoint')}>
        {checkpoint ? (
          <Flex direction="column" alignItems="stretch" gap={2}>
            <Typography>
              {t('ledger.checkpoint.covers', { size: checkpoint.size })}
              {' · '}
              <RelativeTime at={checkpoint.time} />
            </Typography>
            <CopyId value={checkpoint.root} label={t('ledger.root')} shown={SHOWN} />
          </Flex>
        ) : (
          t('ledger.checkpoint.none')
        )}
      </FieldRow>
      {key ? (
        <FieldRow label={t('ledger.key')}>
          <CopyId value={key.verifierKey} label={t('ledger.key')} shown={SHOWN} />
        </FieldRow>
      ) : null}
      <FieldRow label={t('ledger.exports')}>
        {exports.length === 0
          ? t('ledger.exports.none')
          : exports.map(({ exportId, size: exported, at, problem }) => (
              <Typography key={exportId} tag="p" textColor={problem ? 'danger700' : undefined}>
                {problem
                  ? t('ledger.exports.failed', { name: exportId, problem })
                  : t('ledger.exports.upTo', { name: exportId, size: exported })}
                {at ? (
                  <>
                    {' · '}
                    <RelativeTime at={at} />
                  </>
                ) : null}
              </Typography>
            ))}
      </FieldRow>
    </DescriptionList>
  );
};

/** How the ledger stands, and whether it is what was sealed. */
export const LedgerPanel = () => {
  const { t } = useMessages();
  const idle = usePolling(POLL.idle);
  const live = usePolling(POLL.live);
  const known = useLedgerQuery(undefined, idle);
  // Twice the same question: it is asked once, as often as the more eager of the two wants.
  useLedgerQuery(undefined, { ...live, skip: !isGoing(known.data) });
  const [verify, { isLoading, error: refusal }] = useVerifyLedgerMutation();
  const standing = known.data;
  const checkpoint = standing?.checkpoint;

  const content = () => {
    if (known.error && !standing)
      return <ErrorState error={known.error} onRetry={() => void known.refetch()} />;
    if (!standing) return <LoadingDetail />;
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('ledger.what')}</Typography>
        <Signer standing={standing} />
        {refusal ? <ErrorState error={refusal} onRetry={() => void verify()} /> : null}
        <Verification verification={standing.verification} />
        <Facts standing={standing} />
      </Flex>
    );
  };

  return (
    <Panel
      title={t('ledger.title')}
      actions={
        <>
          {checkpoint ? (
            <Button
              variant="tertiary"
              startIcon={<Download aria-hidden />}
              onClick={() =>
                saveFile(
                  new Blob([checkpoint.note], { type: 'text/plain' }),
                  `checkpoint-${checkpoint.size}.txt`
                )
              }
            >
              {t('ledger.checkpoint.save')}
            </Button>
          ) : null}
          <Button
            variant="secondary"
            loading={isLoading || isGoing(standing)}
            onClick={() => void verify()}
          >
            {t('ledger.verify')}
          </Button>
        </>
      }
    >
      {content()}
    </Panel>
  );
};

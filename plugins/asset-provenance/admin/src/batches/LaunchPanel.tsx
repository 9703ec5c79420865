import { useId } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { styled } from 'styled-components';
import type { BatchCheck } from '../../../shared/batches';
import { hasSpendNotice, isUnaffordable } from '../launch/money';
import { SpendDetails } from '../launch/SpendDetails';
import { SpendNotices } from '../launch/SpendNotices';
import { useMessages } from '../i18n';
import { Notice, Panel, TextField, useCostWords } from '../ui';
import { LaunchRefused } from './LaunchRefused';
import type { NewBatch } from './useNewBatch';

/** Where the panel stands beside the form and is longer than the window, the button and what stands against it stay in sight. */
const Foot = styled(Flex)`
  padding-block: ${({ theme }) => theme.spaces[3]};
  background: ${({ theme }) => theme.colors.neutral0};

  @container (min-width: 84rem) {
    position: sticky;
    bottom: 0;
    z-index: 1;
  }
`;

const wrongRows = ({ rows }: BatchCheck) => rows.filter(({ problems }) => problems.length > 0);

/** Why nothing can be launched now; null where something can. */
const useObstacle = (batch: NewBatch): string | null => {
  const { t } = useMessages();
  const { check, isCurrent, isChecking, spend, unread } = batch;
  if (unread) return t('batch.unread');
  if (isChecking) return t('batch.why.checking');
  if (!check || !isCurrent) return t('batch.why.empty');
  const wrong = wrongRows(check).length;
  if (wrong > 0) return t('batch.why.problems', { count: wrong });
  if (check.tasks === 0) return t('batch.why.repeats');
  return isUnaffordable(spend) ? t('batch.why.budget') : null;
};

/** *Launch 50 tasks · 1.00 USD*; without a price where it is free or not known. */
const useLabel = ({ check, spend: { preview, isCurrent, amount } }: NewBatch): string => {
  const { t } = useMessages();
  const { estimated } = useCostWords();
  if (!check) return t('launch.title');
  const words = t('batch.launch', { count: check.tasks });
  return preview && isCurrent && amount && amount.microUnits > 0
    ? `${words} · ${estimated(amount, preview.estimate.certainty)}`
    : words;
};

/** Rows that are answered with what is there already, and why they might be wanted all the same. */
const Repeats = ({ batch }: { batch: NewBatch }) => {
  const { t } = useMessages();
  const { check, draft, change } = batch;
  const count =
    check?.rows.filter(({ repeatOf, sameAsRow }) => repeatOf !== null || sameAsRow !== null)
      .length ?? 0;
  if (count === 0 && draft.repeatReason === '') return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {count > 0 ? <Notice role="status">{t('batch.repeats', { count })}</Notice> : null}
      <TextField
        isLong
        name="repeatReason"
        label={t('batch.repeats.reason')}
        hint={t('batch.repeats.reason.hint')}
        value={draft.repeatReason}
        onChange={(repeatReason) => change({ repeatReason })}
      />
    </Flex>
  );
};

/** What would be launched, what it costs, and the button. */
export const LaunchPanel = ({ batch, onLaunch }: { batch: NewBatch; onLaunch: () => void }) => {
  const { t } = useMessages();
  const id = useId();
  const { check, spend, isChecking, isLaunching } = batch;
  const obstacle = useObstacle(batch);
  const label = useLabel(batch);
  return (
    <Panel title={t('launch.summary.title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Box aria-live="polite" aria-busy={isChecking}>
          {check ? (
            <Typography variant="delta" tag="p">
              {t('batch.totals', { tasks: check.tasks, outputs: check.outputs })}
            </Typography>
          ) : (
            <Typography textColor="neutral600">{t('batch.totals.none')}</Typography>
          )}
        </Box>
        {check?.spend ? <SpendDetails spend={spend} priceHint={t('batch.price.unknown')} /> : null}
        <Repeats batch={batch} />
        <Foot direction="column" alignItems="stretch" gap={3}>
          <LaunchRefused batch={batch} />
          <SpendNotices id={`${id}-spend`} spend={spend} onCheckAgain={batch.checkAgain} />
          <Button
            size="L"
            fullWidth
            startIcon={<Magic aria-hidden />}
            loading={isLaunching}
            disabled={obstacle !== null}
            aria-describedby={[obstacle && `${id}-why`, hasSpendNotice(spend) && `${id}-spend`]
              .filter(Boolean)
              .join(' ')}
            onClick={onLaunch}
          >
            {label}
          </Button>
          {obstacle ? (
            <Typography
              id={`${id}-why`}
              variant="pi"
              textColor="neutral600"
              textAlign="center"
              role="status"
            >
              {obstacle}
            </Typography>
          ) : (
            <Typography variant="pi" textColor="neutral600" textAlign="center">
              {t('batch.all-or-nothing')}
            </Typography>
          )}
        </Foot>
      </Flex>
    </Panel>
  );
};

import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReviewCase } from '../../../shared/review';
import { derivations } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, TextLink } from '../ui';
import { caseParameters } from './differenceRows';
import type { CaseParameter } from './differenceRows';

const Value = ({ row }: { row: CaseParameter }) => {
  const { t } = useMessages();
  const value = row.value ?? t('common.none');
  if (row.isLong) return <Ellipsis lines={3}>{value}</Ellipsis>;
  return <Typography style={{ overflowWrap: 'anywhere' }}>{value}</Typography>;
};

type RowProps = { row: CaseParameter; nameOf: (outputId: string) => string };

const Row = ({ row, nameOf }: RowProps) => {
  const { t } = useMessages();
  const isChanged = row.before !== undefined;
  return (
    // One element around term and value: a description list allows no more.
    <Flex
      background={isChanged ? 'warning100' : row.siblings.length > 0 ? 'primary100' : undefined}
      hasRadius
      padding={2}
      gap={3}
      alignItems="baseline"
      wrap={row.isLong ? 'wrap' : 'nowrap'}
      data-changed={isChanged || undefined}
    >
      <Typography tag="dt" variant="pi" textColor="neutral600" minWidth="12rem" shrink={0}>
        {row.label}
      </Typography>
      <Box tag="dd" minWidth={0} flex="1">
        <Value row={row} />
        {isChanged ? (
          <Typography variant="pi" textColor="neutral800" tag="p">
            {t('review.before', { value: row.before ?? t('common.none') })}
          </Typography>
        ) : null}
        {row.siblings.map(({ outputId, value }) => (
          <Typography key={outputId} variant="pi" textColor="primary700" tag="p">
            {t('review.sibling-has', {
              name: nameOf(outputId),
              value: value ?? t('common.none'),
            })}
          </Typography>
        ))}
      </Box>
    </Flex>
  );
};

/** What was really used, read-only; what differs from the task that this one came from is marked. */
export const CaseParameters = ({ reviewCase }: { reviewCase: ReviewCase }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  const { effective, differences, siblingDifferences, siblings, task } = reviewCase;
  const words = { t, termOf, number, duration };
  const rows = caseParameters({ effective, differences, siblingDifferences, words });
  const nameOf = (outputId: string) => {
    const sibling = siblings.find((one) => one.outputId === outputId);
    return sibling ? t('output.name', { ordinal: sibling.ordinal + 1 }) : outputId;
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" textColor="neutral600">
        {task.modelId} · <TextLink to={paths.task(task.taskId)}>{t('review.open-task')}</TextLink>
      </Typography>
      {task.derivedFrom ? (
        <Typography variant="pi" textColor="neutral600">
          {termOf(derivations, task.derivedFrom.derivation)} ·{' '}
          <TextLink to={paths.task(task.derivedFrom.taskId)}>{t('review.parent-task')}</TextLink>
        </Typography>
      ) : null}
      <Box tag="dl">
        {rows.map((row) => (
          <Row key={row.field} row={row} nameOf={nameOf} />
        ))}
      </Box>
    </Flex>
  );
};

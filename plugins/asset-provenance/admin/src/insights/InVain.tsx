import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SpendReport } from '../../../shared/insights';
import { failureClasses, taskStates, verdicts } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Panel } from '../ui';

const Grid = styled(Box)`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[6]};
  align-items: start;
`;

type PartProps = { title: string; none: string; isNone: boolean; children: ReactNode };

const Part = ({ title, none, isNone, children }: PartProps) => (
  <Box tag="section" aria-label={title}>
    <Typography tag="h3" variant="omega" fontWeight="bold">
      {title}
    </Typography>
    <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
      {isNone ? <Typography textColor="neutral600">{none}</Typography> : children}
    </Flex>
  </Box>
);

type Line = { key: string; name: string; count: string; spent: string };

const Lines = ({ lines }: { lines: Line[] }) => (
  <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
    {lines.map(({ key, name, count, spent }) => (
      <Flex tag="li" key={key} justifyContent="space-between" gap={4}>
        <Typography>{name}</Typography>
        <Typography textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
          {count} · {spent}
        </Typography>
      </Flex>
    ))}
  </Flex>
);

const sum = (parts: { spent: number }[]): number => parts.reduce((so, { spent }) => so + spent, 0);
/** A cancelled job has no failure. */
const endings = { ...failureClasses, cancelled: taskStates.cancelled };

/** Duplicates, failures and rejected results: what they cost, and what was not spent twice. */
export const InVain = ({ report }: { report: SpendReport }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { cost } = useFormat();
  const { duplicates, failures, rejections, currency } = report;
  const { repeats, outputsNotMade, saved, launchedAgain, launchedAgainSpent } = duplicates;
  const money = (microUnits: number) => cost({ microUnits, currency });
  return (
    <Panel title={t('insights.vain')}>
      <Grid>
        <Part
          title={t('insights.duplicates')}
          none={t('insights.duplicates.none')}
          isNone={repeats + launchedAgain === 0}
        >
          <Typography fontWeight="bold">
            {t('insights.duplicates.saved', { cost: money(saved) })}
          </Typography>
          <Typography>
            {t('insights.duplicates.repeats', { count: repeats, outputs: outputsNotMade })}
          </Typography>
          {launchedAgain > 0 ? (
            <Typography>
              {t('insights.duplicates.again', {
                count: launchedAgain,
                cost: money(launchedAgainSpent),
              })}
            </Typography>
          ) : null}
        </Part>
        <Part
          title={t('insights.failures')}
          none={t('insights.failures.none')}
          isNone={failures.length === 0}
        >
          <Typography fontWeight="bold">
            {t('insights.failures.total', { cost: money(sum(failures)) })}
          </Typography>
          <Lines
            lines={failures.map(({ key, jobs, spent }) => ({
              key,
              name: termOf(endings, key),
              count: t('insights.jobs', { count: jobs }),
              spent: money(spent),
            }))}
          />
        </Part>
        <Part
          title={t('insights.rejections')}
          none={t('insights.rejections.none')}
          isNone={rejections.length === 0}
        >
          <Typography fontWeight="bold">
            {t('insights.rejections.total', { cost: money(sum(rejections)) })}
          </Typography>
          <Lines
            lines={rejections.map(({ verdict, outputs, spent }) => ({
              key: verdict,
              name: termOf(verdicts, verdict),
              count: t('insights.results', { count: outputs }),
              spent: money(spent),
            }))}
          />
        </Part>
      </Grid>
    </Panel>
  );
};

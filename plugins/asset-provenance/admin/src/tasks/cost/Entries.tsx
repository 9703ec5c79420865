import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { CostEntry } from '../../../../shared/costs';
import type { JobSummary } from '../../../../shared/tasks';
import { costBases, costEntryKinds } from '../../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../../i18n';
import { RelativeTime, useCostWords } from '../../ui';
import { isWithoutRate } from './money';

const COLUMNS = 4;

/** Why an entry says what it says. */
const Grounds = ({ entry }: { entry: CostEntry }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { cost } = useFormat();
  const { inOwnCurrency } = useCostWords();
  const lines = isWithoutRate(entry)
    ? [t('tasks.cost.no-rate', { cost: entry.cost ? cost(entry.cost) : '' })]
    : [
        termOf(costBases, entry.basis),
        inOwnCurrency(entry.cost, entry.rate, entry.currency),
        entry.note,
      ];
  return lines
    .filter((line) => line !== null && line !== '')
    .map((line) => (
      <Typography key={line} variant="pi" textColor="neutral600" tag="p" style={wrapping}>
        {line}
      </Typography>
    ));
};

/** The table's cells keep to one line by themselves. */
const wrapping = { whiteSpace: 'normal', overflowWrap: 'anywhere' } as const;

type EntriesProps = { jobs: readonly JobSummary[]; entries: readonly CostEntry[] };

/** Every change of what was reserved and spent, oldest first; none is ever changed. */
export const Entries = ({ jobs, entries }: EntriesProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { costChange } = useFormat();
  const jobName = (jobId: string) => {
    const job = jobs.find((one) => one.jobId === jobId);
    return job ? t('tasks.job.name', { ordinal: job.ordinal + 1 }) : '';
  };
  const heads = [
    t('tasks.cost.entry'),
    t('cost.reserved'),
    t('cost.spent'),
    t('tasks.cost.entry.at'),
  ];
  return (
    <Box tag="section" aria-label={t('tasks.cost.entries')}>
      <Typography tag="h3" variant="delta">
        {t('tasks.cost.entries')}
      </Typography>
      <Box paddingTop={3}>
        <Table colCount={COLUMNS} rowCount={entries.length + 1}>
          <Thead>
            <Tr>
              {heads.map((head) => (
                <Th key={head}>
                  <Typography variant="sigma">{head}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {entries.map((entry, index) => {
              const changes = [entry.reservedChange, entry.spentChange];
              return (
                // Entries are only ever added at the end.
                <Tr key={index}>
                  <Td>
                    <Typography>
                      {[jobName(entry.jobId), termOf(costEntryKinds, entry.kind)]
                        .filter(Boolean)
                        .join(' · ')}
                    </Typography>
                    <Grounds entry={entry} />
                  </Td>
                  {changes.map((microUnits, column) => (
                    <Td key={heads[column + 1]}>
                      <Typography textColor={microUnits === 0 ? 'neutral500' : 'neutral800'}>
                        {microUnits === 0
                          ? '—'
                          : costChange({ microUnits, currency: entry.currency })}
                      </Typography>
                    </Td>
                  ))}
                  <Td>
                    <Typography variant="pi" textColor="neutral600">
                      <RelativeTime at={entry.at} />
                    </Typography>
                  </Td>
                </Tr>
              );
            })}
          </Tbody>
        </Table>
      </Box>
    </Box>
  );
};

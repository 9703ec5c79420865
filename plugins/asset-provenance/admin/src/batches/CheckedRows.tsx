import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CheckedRow } from '../../../shared/batches';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { Choices, Ellipsis, flag, Panel, TextLink, useUrlState } from '../ui';
import { useProblemWords } from './useProblemWords';

const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  text-align: left;

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]} ${theme.spaces[2]} 0`};
    vertical-align: top;
    font-weight: inherit;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  thead th {
    white-space: nowrap;
  }

  tr[data-wrong] {
    background: ${({ theme }) => theme.colors.danger100};
  }
`;

const columns = [
  { id: 'row', label: 'batch.row' },
  { id: 'what', label: 'batch.what' },
  { id: 'outputs', label: 'tasks.column.results' },
  { id: 'cost', label: 'tasks.column.cost' },
  { id: 'remarks', label: 'batch.remarks' },
] as const;

const spec = { wrong: flag() };

/** What stands against a row, or has to be known of it. */
const Remarks = ({ row: { problems, repeatOf, sameAsRow } }: { row: CheckedRow }) => {
  const { t } = useMessages();
  const wordsOf = useProblemWords();
  if (problems.length === 0 && !repeatOf && sameAsRow === null)
    return <Typography textColor="neutral600">{t('batch.row.fine')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {problems.map(({ path, message, zh }) => (
        <Typography
          key={`${path} ${message}`}
          textColor="danger600"
          style={{ overflowWrap: 'anywhere' }}
        >
          {wordsOf(path, { en: message, zh: zh ?? message })}
        </Typography>
      ))}
      {repeatOf ? (
        <Typography tag="div">
          {t('batch.row.repeat')} <TextLink to={paths.task(repeatOf)}>{t('tasks.open')}</TextLink>
        </Typography>
      ) : null}
      {sameAsRow === null ? null : (
        <Typography>{t('batch.row.same', { row: sameAsRow })}</Typography>
      )}
    </Flex>
  );
};

const What = ({ row: { subject, prompt, parameterSummary } }: { row: CheckedRow }) => (
  <Flex direction="column" alignItems="stretch" gap={1} minWidth={0}>
    {subject ? (
      <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
        {subject}
      </Typography>
    ) : null}
    {prompt ? <Ellipsis lines={2}>{prompt}</Ellipsis> : null}
    {parameterSummary ? (
      <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
        {parameterSummary}
      </Typography>
    ) : null}
  </Flex>
);

const Row = ({ row }: { row: CheckedRow }) => {
  const { number, cost } = useFormat();
  return (
    <tr data-wrong={row.problems.length > 0 || undefined}>
      <th scope="row">
        <Box paddingLeft={2}>
          <Typography>{number(row.row)}</Typography>
        </Box>
      </th>
      <td>
        <What row={row} />
      </td>
      <td>
        <Typography>{number(row.outputs)}</Typography>
      </td>
      <td>
        <Typography style={{ whiteSpace: 'nowrap' }}>{row.cost ? cost(row.cost) : '—'}</Typography>
      </td>
      <td>
        <Remarks row={row} />
      </td>
    </tr>
  );
};

type CheckedRowsProps = {
  rows: readonly CheckedRow[];
  /** Whether the table was changed since. */
  isStale: boolean;
};

/** The rows as they were understood, each with what it would make and what is wrong with it. */
export const CheckedRows = ({ rows, isStale }: CheckedRowsProps) => {
  const { t } = useMessages();
  const { values, set } = useUrlState(spec);
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  const isFiltered = values.wrong && wrong.length > 0;
  const shown = isFiltered ? wrong : rows;
  return (
    <Panel
      title={t('batch.rows', { count: rows.length })}
      actions={
        wrong.length > 0 ? (
          <Choices
            look="segments"
            label={t('batch.rows.filter')}
            isLabelHidden
            value={isFiltered ? 'wrong' : 'all'}
            onChange={(value) => set({ wrong: value === 'wrong' }, { replace: true })}
            options={[
              { value: 'all', label: t('batch.rows.all') },
              { value: 'wrong', label: t('batch.rows.wrong', { count: wrong.length }) },
            ]}
          />
        ) : null
      }
    >
      <Box style={{ opacity: isStale ? 0.5 : 1 }} aria-busy={isStale}>
        <Table>
          <thead>
            <tr>
              {columns.map(({ id, label }) => (
                <th key={id} scope="col">
                  <Box paddingLeft={id === 'row' ? 2 : 0}>
                    <Typography variant="sigma" textColor="neutral600">
                      {t(label)}
                    </Typography>
                  </Box>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.row} row={row} />
            ))}
          </tbody>
        </Table>
      </Box>
    </Panel>
  );
};

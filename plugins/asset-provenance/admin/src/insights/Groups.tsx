import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SpendGroup, SpendGroupKind, SpendReport } from '../../../shared/insights';
import { spendFigures, spendGroupings } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Choices, Ellipsis, Panel } from '../ui';
import { ExportButton } from './ExportButton';
import { FigureTable } from './FigureTable';
import type { Column } from './FigureTable';

export const GROUP_KINDS = ['stage', 'provider', 'model', 'purpose', 'person'] as const;

const Track = styled.span`
  display: block;
  width: 10rem;
  height: 0.8rem;
  overflow: hidden;
  border-radius: 0.8rem;
  background: ${({ theme }) => theme.colors.neutral150};
`;
const Fill = styled.span`
  display: block;
  height: 100%;
  background: ${({ theme }) => theme.colors.primary600};
`;

type GroupTableProps = {
  groups: SpendGroup[];
  by: SpendGroupKind;
  total: number;
  currency: string;
};

const GroupTable = ({ groups, by, total, currency }: GroupTableProps) => {
  const { say } = useMessages();
  const termOf = useTerm();
  const { cost, number, percent } = useFormat();
  const money = (microUnits: number) => cost({ microUnits, currency });
  const shareOf = (spent: number) => (total > 0 ? (100 * spent) / total : 0);
  const columns: Column<SpendGroup>[] = [
    { label: termOf(spendGroupings, by), cell: ({ name }) => <Ellipsis>{say(name)}</Ellipsis> },
    {
      label: termOf(spendFigures, 'spent'),
      cell: ({ spent }) => (
        <Flex gap={3}>
          <Track aria-hidden>
            <Fill style={{ width: `${shareOf(spent)}%` }} />
          </Track>
          <Typography>{money(spent)}</Typography>
          <Typography textColor="neutral600">{percent(shareOf(spent))}</Typography>
        </Flex>
      ),
    },
    {
      label: termOf(spendFigures, 'reserved'),
      isFigure: true,
      cell: ({ reserved }) => money(reserved),
    },
    { label: termOf(spendFigures, 'tasks'), isFigure: true, cell: ({ tasks }) => number(tasks) },
    {
      label: termOf(spendFigures, 'outputs'),
      isFigure: true,
      cell: ({ outputs }) => number(outputs),
    },
    {
      label: termOf(spendFigures, 'approvedAssets'),
      isFigure: true,
      cell: ({ approvedAssets }) => number(approvedAssets),
    },
    {
      label: termOf(spendFigures, 'costPerApprovedAsset'),
      isFigure: true,
      cell: ({ costPerApprovedAsset: each }) => (each === null ? '–' : money(each)),
    },
  ];
  return (
    <FigureTable
      label={termOf(spendGroupings, by)}
      // A draft serves finals of other tasks: what one asset costs by stage stands above.
      columns={by === 'stage' ? columns.slice(0, -1) : columns}
      rows={groups}
      keyOf={({ key }) => key}
    />
  );
};

type GroupsProps = {
  report: SpendReport;
  by: SpendGroupKind;
  onBy: (by: SpendGroupKind) => void;
};

/** Where the money went. */
export const Groups = ({ report, by, onBy }: GroupsProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { groups, totals, currency, from, to } = report;
  return (
    <Panel
      title={t('insights.groups')}
      actions={
        <ExportButton by={by} days={{ from, to }}>
          {t('insights.export.groups')}
        </ExportButton>
      }
    >
      <Box paddingBottom={4}>
        <Choices
          look="segments"
          label={t('insights.by')}
          isLabelHidden
          value={by}
          options={GROUP_KINDS.map((value) => ({ value, label: termOf(spendGroupings, value) }))}
          onChange={onBy}
        />
      </Box>
      <GroupTable groups={groups[by]} by={by} total={totals.spent} currency={currency} />
    </Panel>
  );
};

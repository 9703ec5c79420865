import { Box, Flex, Tooltip, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { EffectiveParameters, Parameters } from '../../../shared/parameters';
import { useFormat, useMessages, useTerm } from '../i18n';
import { CopyButton } from './CopyId';
import { Ellipsis } from './Ellipsis';
import { parameterRows } from './parameterRows';
import type { ParameterField, ParameterRow } from './parameterRows';

const Table = styled(Box)`
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

  tr[data-marked] {
    background: ${({ theme }) => theme.colors.warning100};
  }
`;

type ParameterTableProps = {
  /** null for readers who may not see prompts. */
  requested: Parameters | null;
  /** What the provider really used for one job; null before it answered. */
  effective?: EffectiveParameters | null;
  /** Fields to highlight: what differs from another task. */
  marked?: readonly string[];
  only?: readonly ParameterField[];
};

const Value = ({
  text,
  isLong,
  lines,
}: {
  text: string | null;
  isLong: boolean;
  lines: number;
}) => {
  const { t } = useMessages();
  if (text === null) return <Typography textColor="neutral500">—</Typography>;
  if (!isLong) return <Typography style={{ overflowWrap: 'anywhere' }}>{text}</Typography>;
  return (
    <Flex alignItems="flex-start" gap={1}>
      <Ellipsis lines={lines}>{text}</Ellipsis>
      <CopyButton value={text} label={t('common.copy')} />
    </Flex>
  );
};

const Row = ({
  row,
  hasEffective,
  isMarked,
}: {
  row: ParameterRow;
  hasEffective: boolean;
  isMarked: boolean;
}) => {
  const { t } = useMessages();
  return (
    <tr data-marked={isMarked || undefined}>
      <th scope="row">
        <Typography variant="pi" textColor="neutral600">
          {row.label}
        </Typography>
      </th>
      <td>
        <Value text={row.requested} isLong={row.isLong} lines={4} />
      </td>
      {hasEffective ? (
        <td>
          <Flex alignItems="flex-start" gap={1}>
            <Value text={row.effective} isLong={row.isLong} lines={4} />
            {row.differs ? (
              <Tooltip label={t('parameter.differs')}>
                <WarningCircle fill="warning600" aria-label={t('parameter.differs')} />
              </Tooltip>
            ) : null}
          </Flex>
        </td>
      ) : null}
    </tr>
  );
};

/** Requested parameters beside the effective ones; where they differ, it says so. */
export const ParameterTable = ({
  requested,
  effective = null,
  marked = [],
  only,
}: ParameterTableProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { number, duration } = useFormat();
  const rows = parameterRows({
    requested,
    effective,
    words: { t, termOf, number, duration },
  }).filter(({ field }) => !only || only.includes(field));
  const hasEffective = effective !== null;

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {requested === null ? (
        <Typography textColor="neutral600">{t('parameter.hidden')}</Typography>
      ) : null}
      <Table tag="table">
        <thead>
          <tr>
            {[
              t('parameter.name'),
              t('parameter.requested'),
              ...(hasEffective ? [t('parameter.effective')] : []),
            ].map((head) => (
              <th key={head} scope="col">
                <Typography variant="sigma" textColor="neutral600">
                  {head}
                </Typography>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.field}
              row={row}
              hasEffective={hasEffective}
              isMarked={marked.includes(row.field)}
            />
          ))}
        </tbody>
      </Table>
    </Flex>
  );
};

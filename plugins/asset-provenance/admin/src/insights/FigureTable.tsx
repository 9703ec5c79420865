import type { ReactNode } from 'react';
import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

/** `isFigure`: written so that digits stand below each other. */
export type Column<Row> = {
  label: string;
  cell: (row: Row) => ReactNode;
  isFigure?: boolean;
};

type FigureTableProps<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
};

const figure = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const;

/** Rows of figures; the first column names the row. */
export const FigureTable = <Row,>({ label, columns, rows, keyOf }: FigureTableProps<Row>) => (
  <Table colCount={columns.length} rowCount={rows.length + 1} aria-label={label}>
    <Thead>
      <Tr>
        {columns.map(({ label: head, isFigure }) => (
          <Th key={head} style={isFigure ? { textAlign: 'right' } : undefined}>
            <Typography
              variant="sigma"
              textColor="neutral600"
              style={isFigure ? { width: '100%' } : undefined}
            >
              {head}
            </Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
    <Tbody>
      {rows.map((row) => (
        <Tr key={keyOf(row)}>
          {columns.map(({ label: head, cell, isFigure }) => (
            <Td key={head} style={isFigure ? figure : undefined}>
              <Typography textColor="neutral800">{cell(row)}</Typography>
            </Td>
          ))}
        </Tr>
      ))}
    </Tbody>
  </Table>
);

import { batchColumns, launchSchema } from '../../../shared';
import type { FieldProblem, LaunchRequest } from '../../../shared';
import { Refusal, parse } from '../kernel';
import { extraOf } from './cells';
import type { CellReader } from './cells';
import { isExtra } from './table';
import type { Column, TableRow } from './table';

/** One row as a launch; `request` is null where its cells make none. */
export type RowRequest = { request: LaunchRequest | null; problems: FieldProblem[] };

type Launch = Record<string, unknown> & { parameters: Record<string, unknown> };

/** What is of one launch alone is not taken over. */
const OF_ONE = ['idempotencyKey', 'derivedFrom', 'callbackUrl'];

const baseOf = (common: Record<string, unknown>): Launch => ({
  ...Object.fromEntries(Object.entries(common).filter(([key]) => !OF_ONE.includes(key))),
  parameters: { ...Object(common.parameters) },
});

const place = (launch: Launch, path: string, value: unknown): void => {
  const [first = '', second] = path.split('.');
  if (second === undefined) launch[first] = value;
  else launch.parameters[second] = value;
};

/** A row is what all have in common with its own cells put over it. */
export const createRowReader =
  (read: CellReader) =>
  (common: Record<string, unknown>, row: TableRow, repeatReason: string | null): RowRequest => {
    const launch = baseOf(common);
    launch.repeatReason = repeatReason;
    const problems: FieldProblem[] = [];
    for (const [name, cell] of Object.entries(row) as [Column, string][]) {
      if (isExtra(name)) {
        const extras: object = Object(launch.parameters.extras);
        launch.parameters.extras = { ...extras, [name.slice('extras.'.length)]: extraOf(cell) };
        continue;
      }
      const found = read(name, cell);
      if ('problem' in found) problems.push(found.problem);
      else place(launch, batchColumns[name].path, found.value);
    }
    if (problems.length > 0) return { request: null, problems };
    try {
      return { request: parse(launchSchema, launch), problems };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { request: null, problems: error.details.fields ?? [] };
    }
  };
export type RowReader = ReturnType<typeof createRowReader>;

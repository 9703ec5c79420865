import { Readable } from 'node:stream';
import {
  SPEND_GROUPINGS,
  spendCsvQuerySchema,
  spendFigures,
  spendGroupings,
} from '../../../shared';
import type { SpendFigures, SpendGroupKind } from '../../../shared';
import { amountText } from '../costs/service';
import { Download, csvHead, csvLine, parse } from '../kernel';
import type { Cell, Request } from '../kernel';
import { REPORT_COLUMNS, daysOfReport } from './groups';
import { daysOf, periodOf } from './period';
import type { Period } from './period';
import { createParts } from './spend';
import type { SpendPorts } from './spend';
import { figuresOf } from './tally';

type Language = 'en' | 'zh';

const FIGURES = [
  'tasks',
  'outputs',
  'approvedAssets',
  'spent',
  'reserved',
  'costPerApprovedAsset',
  'currency',
] as const;

const decimal = (microUnits: number | null): string | null =>
  microUnits === null ? null : amountText(BigInt(microUnits));

/** Figures of spending for spreadsheets: never a prompt, an address or a key. */
export const createSpendCsv = (ports: SpendPorts) => {
  const { costs, reuse, groups } = ports;
  const partsOf = createParts(ports);

  const cellsOf = (figures: SpendFigures): Cell[] => [
    figures.tasks,
    figures.outputs,
    figures.approvedAssets,
    decimal(figures.spent),
    decimal(figures.reserved),
    decimal(figures.costPerApprovedAsset),
    costs.currency,
  ];
  const headOf = (first: string[], language: Language): string =>
    csvHead([...first, ...FIGURES.map((figure) => spendFigures[figure][language])]);

  /** A day at a time, so that no period is too long to hold. */
  async function* byTask(period: Period, language: Language) {
    yield headOf(
      SPEND_GROUPINGS.map((grouping) => spendGroupings[grouping][language]),
      language
    );
    for (const day of daysOf(period)) {
      const parts = await partsOf({ startsOn: day, endsOn: day }, ['task_id', ...REPORT_COLUMNS]);
      for (const { of, tally } of groups.tasksOf(parts))
        yield csvLine([
          ...SPEND_GROUPINGS.map((grouping) => groups.names[grouping](of)[language]),
          ...cellsOf(figuresOf(tally)),
        ]);
    }
  }

  async function* byDay(period: Period, language: Language) {
    yield headOf([spendGroupings.day[language]], language);
    for (const { day, ...figures } of daysOfReport(
      await partsOf(period, REPORT_COLUMNS),
      daysOf(period)
    ))
      yield csvLine([day, ...cellsOf(figures)]);
  }

  async function* byGroup(period: Period, by: SpendGroupKind, language: Language) {
    yield headOf([spendFigures.key[language], spendGroupings[by][language]], language);
    for (const { key, name, ...figures } of groups.groupsOf(
      await partsOf(period, REPORT_COLUMNS),
      by
    ))
      yield csvLine([key, name[language], ...cellsOf(figures)]);
  }

  return async (request: Request): Promise<Download> => {
    const { by, language, ...days } = parse(spendCsvQuerySchema, request.query);
    const period = periodOf(days, reuse.todayOf(new Date()));
    const lines = () => {
      if (by === 'task') return byTask(period, language);
      return by === 'day' ? byDay(period, language) : byGroup(period, by, language);
    };
    return new Download(Readable.from(lines()), {
      name: `spend-by-${by}-${period.startsOn}-${period.endsOn}.csv`,
      mime: 'text/csv; charset=utf-8',
    });
  };
};

import type { Knex } from 'knex';
import type { Kernel } from '../kernel';
import { jobCosts } from './content-types/job-cost';
import { stored } from './money';
import type { Span } from './period';

/** What a task has one of each of, so that the groups by any of them add up to the whole. */
export const SPEND_COLUMNS = [
  'task_id',
  'day',
  'stage',
  'provider_id',
  'model_id',
  'purpose',
  'person',
] as const;
export type SpendColumn = (typeof SPEND_COLUMNS)[number];

/** Jobs launched in a period, as part of a statement to which other rooms join rows of their own. */
export type Launched = {
  /** One row a job: `job_id`, `spent` and the columns of `SPEND_COLUMNS`. */
  jobs: Knex.QueryBuilder;
  /** One row a task: `spent` and the columns of `SPEND_COLUMNS`. */
  tasks: Knex.QueryBuilder;
};

type SpentRow = Record<SpendColumn, string> & { personName: string } & Record<
    'tasks' | 'spent' | 'reserved' | 'estimated' | 'actual',
    string | number | null
  >;
type OtherRow = { currency: string } & Record<
  'tasks' | 'spent' | 'reserved',
  string | number | null
>;

/** The figure of a job says something about its estimate: both are known, and neither from the other. */
const IS_COMPARABLE = "basis in ('reported', 'computed') and certainty <> 'unknown'";

/** What was spent in a period, in the accounting currency, by the day of the launch. */
export const createSpending = ({ strapi, store }: Kernel, currency: string) => {
  const rows = ({ startsOn, endsOn }: Span): Knex.QueryBuilder =>
    strapi.db.connection(store.tableOf(jobCosts)).whereBetween('day', [startsOn, endsOn]);
  const raw = (sql: string) => strapi.db.connection.raw(sql);

  const jobs = (span: Span): Knex.QueryBuilder =>
    rows(span)
      .where('currency', currency)
      .select(
        ...SPEND_COLUMNS.filter((column) => column !== 'person'),
        raw('coalesce(owner_id, owner_name) as person'),
        'job_id',
        'owner_name',
        'spent',
        'reserved',
        raw(`case when ${IS_COMPARABLE} then estimate else 0 end as estimated`),
        raw(`case when ${IS_COMPARABLE} then spent - spent_before else 0 end as actual`)
      );

  const tasks = (span: Span): Knex.QueryBuilder =>
    strapi.db.connection
      .from(jobs(span).as('job'))
      .select(...SPEND_COLUMNS, raw('cast(sum(spent) as bigint) as spent'))
      .groupBy([...SPEND_COLUMNS]);

  return {
    launched: (span: Span): Launched => ({ jobs: jobs(span), tasks: tasks(span) }),

    /** Sums of the jobs that are alike in these columns. */
    by: async (span: Span, columns: readonly SpendColumn[]) => {
      const found = (await strapi.db.connection
        .from(jobs(span).as('job'))
        .select(...columns)
        .max({ personName: 'owner_name' })
        .countDistinct({ tasks: 'task_id' })
        .sum({ spent: 'spent', reserved: 'reserved', estimated: 'estimated', actual: 'actual' })
        .groupBy([...columns])) as SpentRow[];
      return found.map((row) => ({
        ...row,
        tasks: Number(row.tasks),
        spent: stored(row.spent),
        reserved: stored(row.reserved),
        estimated: stored(row.estimated),
        actual: stored(row.actual),
      }));
    },

    /** Money that was kept in another currency before the accounting currency was changed. */
    inOtherCurrencies: async (span: Span) => {
      const found = (await rows(span)
        .whereNot('currency', currency)
        .select('currency')
        .countDistinct({ tasks: 'task_id' })
        .sum({ spent: 'spent', reserved: 'reserved' })
        .groupBy('currency')
        .orderBy('currency')) as OtherRow[];
      return found.map((row) => ({
        currency: row.currency,
        tasks: Number(row.tasks),
        spent: Number(row.spent),
        reserved: Number(row.reserved),
      }));
    },
  };
};
export type Spending = ReturnType<typeof createSpending>;

import type { FailureClass, SpendReport } from '../../../shared';
import { stored } from '../costs/service';
import type { Launched, SpendColumn } from '../costs/service';
import type { Kernel } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';

type Figure = string | number | null;
type OutputsRow = Record<SpendColumn, string> & { outputs: Figure };
type FailureRow = { key: FailureClass | 'cancelled' } & Record<'tasks' | 'jobs' | 'spent', Figure>;
type RejectionRow = { verdict: 'rejected' | 'regenerate' } & Record<'outputs' | 'spent', Figure>;
type DuplicateRow = Record<keyof SpendReport['duplicates'], Figure>;

/** What came of the money: files, failures, rejected results, and launches that were not made twice. */
export const createSpendOutcomes = ({ strapi, store }: Kernel) => {
  const raw = (sql: string) => strapi.db.connection.raw(sql);
  const tasks = `${store.tableOf(generationTasks)} as task`;
  const jobs = `${store.tableOf(providerJobs)} as provider_job`;
  const files = `${store.tableOf(outputs)} as output`;

  return {
    /** Stored files of the jobs that are alike in these columns. */
    outputsBy: async (launched: Launched, columns: readonly SpendColumn[]) => {
      const found = (await strapi.db.connection
        .from(launched.jobs.as('job'))
        .join(files, 'output.job_id', 'job.job_id')
        .where('output.state', 'stored')
        .select(columns.map((column) => `job.${column}`))
        .count({ outputs: '*' })
        .groupBy(columns.map((column) => `job.${column}`))) as OutputsRow[];
      return found.map((row) => ({ ...row, outputs: Number(row.outputs) }));
    },

    /** What the duplicate guard answered with the first task, and what was launched in spite of it. */
    duplicates: async (launched: Launched): Promise<SpendReport['duplicates']> => {
      const [row] = (await strapi.db.connection
        .from(launched.tasks.as('launched'))
        .join(tasks, 'task.document_id', 'launched.task_id')
        .sum({ repeats: 'task.repeats' })
        .sum({ outputsNotMade: raw('task.repeats * task.outputs_expected') })
        .sum({ saved: raw('task.repeats * launched.spent') })
        .count({ launchedAgain: 'task.repeat_of' })
        .sum({
          launchedAgainSpent: raw(
            'case when task.repeat_of is null then 0 else launched.spent end'
          ),
        })) as DuplicateRow[];
      return {
        repeats: Number(row?.repeats ?? 0),
        outputsNotMade: Number(row?.outputsNotMade ?? 0),
        saved: Number(row?.saved ?? 0),
        launchedAgain: Number(row?.launchedAgain ?? 0),
        launchedAgainSpent: Number(row?.launchedAgainSpent ?? 0),
      };
    },

    /** Jobs without a result, of tasks that have ended; what they are taken to have cost. */
    failures: async (launched: Launched): Promise<SpendReport['failures']> => {
      const found = (await strapi.db.connection
        .from(launched.jobs.as('job'))
        .join(jobs, 'provider_job.document_id', 'job.job_id')
        .join(tasks, 'task.document_id', 'job.task_id')
        .whereIn('provider_job.state', ['failed', 'cancelled'])
        .whereNotNull('task.finished_at')
        .select({
          key: raw(
            "case when provider_job.state = 'cancelled' then 'cancelled' else task.failure_class end"
          ),
        })
        .countDistinct({ tasks: 'job.task_id' })
        .count({ jobs: '*' })
        .sum({ spent: 'job.spent' })
        .groupBy('key')) as FailureRow[];
      return found
        .map(({ key, ...row }) => ({
          key,
          tasks: Number(row.tasks),
          jobs: Number(row.jobs),
          spent: Number(row.spent),
        }))
        .sort((a, b) => b.spent - a.spent || b.jobs - a.jobs);
    },

    /** Stored files that a reviewer sent back; each costs its share of what its job spent. */
    rejections: async (launched: Launched): Promise<SpendReport['rejections']> => {
      const found = (await strapi.db.connection
        .from(launched.jobs.as('job'))
        .join(jobs, 'provider_job.document_id', 'job.job_id')
        .join(files, 'output.job_id', 'job.job_id')
        .where('output.state', 'stored')
        .whereIn('output.verdict', ['rejected', 'regenerate'])
        .select('output.verdict')
        .count({ outputs: '*' })
        .sum({ spent: raw('job.spent / provider_job.outputs_expected') })
        .groupBy('output.verdict')
        .orderBy('output.verdict', 'desc')) as RejectionRow[];
      return found.map(({ verdict, ...row }) => ({
        verdict,
        outputs: Number(row.outputs),
        spent: Number(stored(row.spent)),
      }));
    },
  };
};

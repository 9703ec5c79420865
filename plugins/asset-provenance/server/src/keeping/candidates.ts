import type { Knex } from 'knex';
import { ELSEWHERE } from '../../../shared';
import type { FileRule, RetentionRule, TextRule } from '../../../shared';
import { outputsTable, tasksTable } from '../generation/service';
import type { Kernel } from '../kernel';
import { removalsTable } from '../media/service';

/** Something whose time is over by the calendar; what else is true of it is not asked yet. */
export type Candidate = {
  /** Of the row by which the list is ordered. */
  id: number;
  taskId: string;
  /** null: the rule is about the task. */
  outputId: string | null;
  fileDocumentId: string | null;
  bytes: number | null;
  since: Date;
};
type RawCandidate = Omit<Candidate, 'since' | 'bytes'> & {
  bytes: number | string | null;
  since: Date | string | number;
};

const REMOVED_AT: Record<TextRule, string> = {
  raw_answers: 'task.raw_answers_removed_at',
  prompts: 'task.prompts_removed_at',
  records: 'task.record_removed_at',
};

const isFileRule = (rule: RetentionRule): rule is FileRule =>
  rule === 'unsubmitted' || rule === 'rejected';

/** Finds what is past its time, page by page, the oldest row first. */
export const createCandidates = ({ strapi, store }: Kernel) => {
  const from = (table: typeof outputsTable | typeof tasksTable, alias: string): Knex.QueryBuilder =>
    strapi.db.connection(`${store.tableOf(table)} as ${alias}`);

  const files = (rule: FileRule, cutoff: Date): Knex.QueryBuilder => {
    const since = rule === 'unsubmitted' ? 'task.finished_at' : 'output.decided_at';
    return from(outputsTable, 'output')
      .join(`${store.tableOf(tasksTable)} as task`, 'task.document_id', 'output.task_id')
      .where({ 'output.state': 'stored', 'output.approval_status': rule })
      .whereNotNull('output.file_document_id')
      .where(since, '<=', cutoff)
      .whereNotExists(
        strapi.db
          .connection(`${store.tableOf(removalsTable)} as removal`)
          .whereRaw('removal.file_document_id = output.file_document_id')
          .whereIn('removal.state', ['decided', 'done'])
      )
      .select({
        id: 'output.id',
        taskId: 'output.task_id',
        outputId: 'output.document_id',
        fileDocumentId: 'output.file_document_id',
        bytes: 'output.bytes',
        since,
      });
  };

  const texts = (rule: TextRule, cutoff: Date): Knex.QueryBuilder => {
    const query = from(tasksTable, 'task')
      .whereNull(REMOVED_AT[rule])
      .where('task.finished_at', '<=', cutoff)
      .select({ id: 'task.id', taskId: 'task.document_id', since: 'task.finished_at' });
    if (rule === 'prompts') void query.whereNotNull('task.prompt');
    if (rule === 'raw_answers') void query.whereNot('task.provider_id', ELSEWHERE);
    return query;
  };

  return {
    /** @param after row id of the last one of the page before. */
    page: async (
      rule: RetentionRule,
      cutoff: Date,
      after: number,
      limit: number
    ): Promise<Candidate[]> => {
      const query = isFileRule(rule) ? files(rule, cutoff) : texts(rule, cutoff);
      const id = isFileRule(rule) ? 'output.id' : 'task.id';
      const rows = (await query
        .where(id, '>', after)
        .orderBy(id)
        .limit(limit)) as unknown as RawCandidate[];
      return rows.map((row) => ({
        id: row.id,
        taskId: row.taskId,
        outputId: row.outputId ?? null,
        fileDocumentId: row.fileDocumentId ?? null,
        bytes: row.bytes === null || row.bytes === undefined ? null : Number(row.bytes),
        since: new Date(row.since),
      }));
    },
  };
};
export type Candidates = ReturnType<typeof createCandidates>;

import { decisionsSchema } from '../../../shared';
import type { Decider, Decision, Page } from '../../../shared';
import type { Generation } from '../generation/service';
import { decodeCursor, parse, toPage } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { verdicts } from './content-types/verdict';

/** From people to what they decided, also of those who are gone. */
export const createDecisions = (
  { strapi, store }: Kernel,
  { generation }: { generation: Generation }
) => ({
  list: async (request: Request): Promise<Page<Decision>> => {
    const { reviewerId, verdict, cursor, limit } = parse(decisionsSchema, request.query);
    const last = decodeCursor(cursor);
    const rows = await store.find(verdicts, {
      where: {
        ...(reviewerId && { reviewerId }),
        ...(verdict && { verdict }),
        ...(last !== null && { id: { $lt: last } }),
      },
      orderBy: { id: 'desc' },
      limit: limit + 1,
    });
    const page = toPage(rows, limit);
    const ids = page.results.map(({ documentId }) => documentId);
    const [tasks, outputs, later] = await Promise.all([
      generation.tasksByIds([...new Set(page.results.map(({ taskId }) => taskId))]),
      generation.findOutputs(
        { documentId: { $in: page.results.map(({ outputId }) => outputId) } },
        { limit }
      ),
      ids.length > 0 ? store.find(verdicts, { where: { supersedes: { $in: ids } } }) : [],
    ]);
    const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
    const outputOf = new Map(outputs.map((output) => [output.documentId, output]));
    const superseded = new Set(later.map(({ supersedes }) => supersedes));
    return {
      ...page,
      results: page.results.flatMap((row): Decision[] => {
        const [task, output] = [taskOf.get(row.taskId), outputOf.get(row.outputId)];
        if (!task || !output) return [];
        return [
          {
            verdictId: row.documentId,
            verdict: row.verdict,
            reason: row.reason ?? '',
            reviewer: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
            givenAt: row.givenAt,
            storedSha256: row.storedSha256,
            isSuperseded: superseded.has(row.documentId),
            outputId: row.outputId,
            taskId: row.taskId,
            subject: task.subject,
            purpose: task.purpose,
            channel: task.channel,
            approvalStatus: output.approvalStatus,
          },
        ];
      }),
    };
  },

  /** Names as they were at the last verdict. */
  deciders: async (): Promise<Decider[]> => {
    const table = store.tableOf(verdicts);
    const newest = strapi.db
      .connection(table)
      .whereNotNull('reviewer_id')
      .groupBy('reviewer_id')
      .max('id');
    const rows = (await strapi.db
      .connection(table)
      .whereIn('id', newest)
      .select({ id: 'reviewer_id', name: 'reviewer_name' })) as Decider[];
    return rows.sort((one, other) => one.name.localeCompare(other.name));
  },
});

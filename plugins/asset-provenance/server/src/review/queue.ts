import { reviewListSchema } from '../../../shared';
import type { Page, ReviewItem } from '../../../shared';
import type { z } from 'zod';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, Reader } from '../generation/service';
import { after, before, decodePlace, parse, toPlacedPage } from '../kernel';
import type { AdminUser, Request } from '../kernel';
import type { CommentRows } from './comment-rows';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  config: PluginConfig;
  rows: VerdictRows;
  comments: CommentRows;
};
type Query = z.output<typeof reviewListSchema>;
type Where = Record<string, unknown>;

const equalOrAny = (column: string, value: string | undefined): Where =>
  value === undefined ? {} : { [column]: value };

const assignedTo = (assignee: string | undefined, userId: string): Where => {
  if (assignee === undefined) return {};
  if (assignee === 'nobody') return { assigneeId: null };
  return { assigneeId: assignee === 'me' ? userId : assignee };
};

const notOwnedBy = (userId: string): Where => ({
  $or: [{ ownerId: null }, { ownerId: { $ne: userId } }],
});

/** What waits: oldest submission first. What was decided: newest verdict first. */
const orderOf = (query: Query) =>
  query.status === 'pending'
    ? ({ column: 'submittedAt', direction: 'asc', beyond: after } as const)
    : ({ column: 'decidedAt', direction: 'desc', beyond: before } as const);

/** The work list of reviewers. */
export const createQueue = ({ generation, config, rows, comments }: Dependencies) => {
  const mayOnlyDecideOnOthers = !config.mayDecideOnOwnWork;

  /** Review items of these outputs, in their order. */
  const itemsOf = async (outputs: OutputRow[], reader: Reader): Promise<ReviewItem[]> => {
    const outputIds = outputs.map(({ documentId }) => documentId);
    const tasks = await generation.tasksByIds([...new Set(outputs.map(({ taskId }) => taskId))]);
    const [outputSummaries, taskSummaries, latest, openComments] = await Promise.all([
      generation.outputSummaries(outputs, tasks),
      generation.taskSummaries(tasks, reader),
      rows.latestOf(outputIds),
      comments.openCounts(outputIds),
    ]);
    const summaryOf = new Map(outputSummaries.map((summary) => [summary.outputId, summary]));
    const taskSummaryOf = new Map(taskSummaries.map((summary) => [summary.taskId, summary]));

    return outputs.flatMap((row): ReviewItem[] => {
      const [output, task] = [summaryOf.get(row.documentId), taskSummaryOf.get(row.taskId)];
      if (!output || !task) return [];
      return [
        {
          output,
          task,
          submittedBy: { type: 'admin', id: row.submittedById, name: row.submittedByName ?? '' },
          submittedAt: row.submittedAt ?? row.createdAt,
          submissionNote: row.submissionNote,
          lastVerdict: latest.get(row.documentId) ?? null,
          isOwnWork: task.owner.id === reader.userId,
          assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
          openComments: openComments.get(row.documentId) ?? 0,
        },
      ];
    });
  };

  const whereOf = (query: Query, userId: string): Where => {
    const { column, beyond } = orderOf(query);
    const place = decodePlace(query.cursor);
    return {
      ...(query.status === 'pending' ? { approvalStatus: 'pending' } : { verdict: query.status }),
      ...equalOrAny('purpose', query.purpose),
      ...equalOrAny('channel', query.channel),
      ...equalOrAny('kind', query.kind),
      ...equalOrAny('ownerId', query.ownerId),
      ...assignedTo(query.assignee, userId),
      $and: [
        ...(query.decidable && mayOnlyDecideOnOthers ? [notOwnedBy(userId)] : []),
        ...(place ? [beyond(column, place)] : []),
      ],
    };
  };

  return {
    itemsOf,

    /** One page, by indexed columns of the outputs themselves. */
    list: async (request: Request): Promise<Page<ReviewItem>> => {
      const query = parse(reviewListSchema, request.query);
      const { column, direction } = orderOf(query);
      const found = await generation.findOutputs(whereOf(query, request.user.documentId), {
        limit: query.limit + 1,
        orderBy: { [column]: direction, id: direction },
      });
      const page = toPlacedPage(found, query.limit, (row) => ({
        at: row[column] ?? row.createdAt,
        id: row.id,
      }));
      return {
        ...page,
        results: await itemsOf(page.results, await generation.readerOf(request)),
      };
    },

    /** How many outputs wait that this person may decide on. */
    waiting: async (user: Pick<AdminUser, 'documentId'>): Promise<number> =>
      generation.countOutputs({
        approvalStatus: 'pending',
        ...(mayOnlyDecideOnOthers ? notOwnedBy(user.documentId) : {}),
      }),
  };
};
export type Queue = ReturnType<typeof createQueue>;

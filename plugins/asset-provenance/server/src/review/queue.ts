import { reviewListSchema } from '../../../shared';
import type { Page, ReviewItem, ReviewListQuery, Verdict } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, Reader, TaskRow } from '../generation/service';
import { decodeCursor, parse, toPage, after, decodePlace, encodePlace } from '../kernel';
import type { AdminUser, Kernel, Request } from '../kernel';
import { verdicts } from './content-types/verdict';
import type { VerdictRows } from './verdict-rows';

/** Outputs that are looked at in one go when the purpose, which only tasks know, is asked for. */
const BATCH = 100;
/** Most batches for one page: a page may be short, its cursor says whether more follows. */
const MAX_BATCHES = 10;

type Dependencies = { generation: Generation; config: PluginConfig; rows: VerdictRows };
type Query = Required<Pick<ReviewListQuery, 'limit'>> & ReviewListQuery & { limit: number };

/** The work list of reviewers. */
export const createQueue = ({ store }: Kernel, { generation, config, rows }: Dependencies) => {
  const tasksOf = async (outputs: OutputRow[]): Promise<Map<string, TaskRow>> => {
    const tasks = await generation.tasksByIds([...new Set(outputs.map(({ taskId }) => taskId))]);
    return new Map(tasks.map((task) => [task.documentId, task]));
  };

  /** Review items of these outputs, in their order. */
  const itemsOf = async (outputs: OutputRow[], reader: Reader): Promise<ReviewItem[]> => {
    const tasks = await tasksOf(outputs);
    const [outputSummaries, taskSummaries, latest] = await Promise.all([
      generation.outputSummaries(outputs),
      generation.taskSummaries([...tasks.values()], reader),
      rows.latestOf(outputs.map(({ documentId }) => documentId)),
    ]);
    const summaryOf = new Map(outputSummaries.map((summary) => [summary.outputId, summary]));
    const taskSummaryOf = new Map(taskSummaries.map((summary) => [summary.taskId, summary]));

    return outputs.flatMap((row) => {
      const [output, task] = [summaryOf.get(row.documentId), taskSummaryOf.get(row.taskId)];
      if (!output || !task) return [];
      return {
        output,
        task,
        submittedBy: {
          type: 'admin' as const,
          id: row.submittedById,
          name: row.submittedByName ?? '',
        },
        submittedAt: row.submittedAt ?? row.createdAt,
        submissionNote: row.submissionNote,
        lastVerdict: latest.get(row.documentId) ?? null,
        isOwnWork: tasks.get(row.taskId)?.ownerId === reader.userId,
      };
    });
  };

  const ofKind = (kind: Query['kind']) => (kind ? { mime: { $startsWith: `${kind}/` } } : {});

  const nextPending = (query: Query, cursor: string | undefined, limit: number) => {
    const place = decodePlace(cursor);
    return generation.findOutputs(
      {
        approvalStatus: 'pending',
        ...ofKind(query.kind),
        ...(place ? after('submittedAt', place) : {}),
      },
      { limit, orderBy: { submittedAt: 'asc', id: 'asc' } }
    );
  };

  const cursorOf = (row: OutputRow) =>
    encodePlace({ at: row.submittedAt ?? row.createdAt, id: row.id });

  const pending = async (
    query: Query
  ): Promise<{ results: OutputRow[]; nextCursor: string | null }> => {
    const results: OutputRow[] = [];
    let cursor = query.cursor;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const size = query.purpose ? BATCH : query.limit + 1;
      const found = await nextPending(query, cursor, size);
      const tasks = query.purpose ? await tasksOf(found) : null;
      for (const row of found) {
        if (tasks && tasks.get(row.taskId)?.purpose !== query.purpose) continue;
        const last = results.at(-1);
        if (results.length === query.limit && last) return { results, nextCursor: cursorOf(last) };
        results.push(row);
      }
      const last = found.at(-1);
      if (!last || found.length < size) return { results, nextCursor: null };
      cursor = cursorOf(last);
    }
    return { results, nextCursor: cursor ?? null };
  };

  const decided = async (query: Query, verdict: Verdict['verdict']) => {
    const before = decodeCursor(query.cursor);
    const found = await store.find(verdicts, {
      where: {
        verdict,
        ...rows.holding(),
        ...(query.purpose ? { purpose: query.purpose } : {}),
        ...(query.kind ? { kind: query.kind } : {}),
        ...(before === null ? {} : { id: { $lt: before } }),
      },
      orderBy: { id: 'desc' },
      limit: query.limit + 1,
    });
    const page = toPage(found, query.limit);
    const ids = page.results.map(({ outputId }) => outputId);
    const outputs = ids.length
      ? await generation.findOutputs({ documentId: { $in: ids } }, { limit: ids.length })
      : [];
    const byId = new Map(outputs.map((row) => [row.documentId, row]));
    return { results: ids.flatMap((id) => byId.get(id) ?? []), nextCursor: page.nextCursor };
  };

  return {
    itemsOf,

    /** What waits: oldest submission first. What was decided: newest verdict first. */
    list: async (request: Request): Promise<Page<ReviewItem>> => {
      const query = parse(reviewListSchema, request.query);
      const page =
        query.status === 'pending' ? await pending(query) : await decided(query, query.status);
      return { ...page, results: await itemsOf(page.results, await generation.readerOf(request)) };
    },

    /** How many outputs wait that this person may decide on. */
    waiting: async (user: Pick<AdminUser, 'documentId'>): Promise<number> => {
      const all = await generation.countOutputs({ approvalStatus: 'pending' });
      if (config.mayDecideOnOwnWork) return all;
      return (
        all -
        (await generation.countOutputs({
          approvalStatus: 'pending',
          submittedById: user.documentId,
        }))
      );
    },
  };
};
export type Queue = ReturnType<typeof createQueue>;

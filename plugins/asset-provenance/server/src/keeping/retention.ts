import { setImmediate as others } from 'node:timers/promises';
import { FILE_RULES, RETENTION_RULES, goingSchema } from '../../../shared';
import type {
  FileRule,
  Going,
  Page,
  RetentionRule,
  RetentionRun,
  RetentionStanding,
  RuleFigures,
} from '../../../shared';
import type { RetentionConfig } from '../config-retention';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import { decodeCursor, encodeCursor, nextSiteDay, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import { REMOVE_WORK } from './applying';
import type { Applying } from './applying';
import type { Candidate, Candidates } from './candidates';
import { retentionRuns } from './content-types/retention-run';
import { cutoffOf, decide } from './decide';
import type { Decision } from './decide';
import type { ReadFacts } from './facts';

type Dependencies = {
  config: RetentionConfig;
  siteTimeZone: string;
  dispatch: Dispatch;
  generation: Generation;
  media: Media;
  candidates: Candidates;
  factsOf: ReadFacts;
  applying: Applying;
};
type Judged = { candidate: Candidate; decision: Decision };

const PAGE = 50;
/** Of each rule, when people ask what would go. */
const MOST_COUNTED = 2000;
/** After so long nobody is carrying out a deletion any more, in milliseconds. */
const PATIENCE_MS = 600_000;

const isFileRule = (rule: RetentionRule): rule is FileRule =>
  (FILE_RULES as readonly RetentionRule[]).includes(rule);

/** What goes when its time is over: shown before, done once a day, told afterwards. */
export const createRetention = ({ store, transact, log }: Kernel, dependencies: Dependencies) => {
  const { config, siteTimeZone, dispatch, generation, media, candidates, factsOf, applying } =
    dependencies;

  /** Everything past its time, with what becomes of it. */
  const judged = async function* (
    rule: RetentionRule,
    now: Date,
    { after = 0, signal }: { after?: number; signal?: AbortSignal } = {}
  ): AsyncGenerator<Judged> {
    const cutoff = cutoffOf(config.days[rule], now);
    if (!cutoff) return;
    for (let last = after; ;) {
      signal?.throwIfAborted();
      const page = await candidates.page(rule, cutoff, last, PAGE);
      const of = await factsOf(page);
      for (const candidate of page)
        yield { candidate, decision: decide(rule, config.days[rule], of(candidate), now) };
      last = page.at(-1)?.id ?? last;
      if (page.length < PAGE) return;
      await others();
    }
  };

  const newFigures = (rule: RetentionRule): RuleFigures => ({
    rule,
    days: config.days[rule],
    going: 0,
    bytes: isFileRule(rule) ? 0 : null,
    kept: {},
  });

  const count = (figures: RuleFigures, { candidate, decision }: Judged): void => {
    if (decision.act === 'keep') figures.kept[decision.why] = (figures.kept[decision.why] ?? 0) + 1;
    if (decision.act !== 'remove') return;
    figures.going += 1;
    if (figures.bytes !== null) figures.bytes += candidate.bytes ?? 0;
  };

  /** Nothing is changed. */
  const preview = async (now: Date): Promise<RetentionStanding['today']> => {
    const rules: RuleFigures[] = [];
    let isWhole = true;
    for (const rule of RETENTION_RULES) {
      const figures = newFigures(rule);
      let seen = 0;
      for await (const each of judged(rule, now)) {
        if (seen === MOST_COUNTED) {
          isWhole = false;
          break;
        }
        seen += 1;
        count(figures, each);
      }
      rules.push(figures);
    }
    return { rules, isWhole };
  };

  const applyRule = async (
    rule: RetentionRule,
    now: Date,
    signal: AbortSignal
  ): Promise<RuleFigures> => {
    const figures = newFigures(rule);
    for await (const each of judged(rule, now, { signal })) {
      signal.throwIfAborted();
      const { candidate, decision } = each;
      const isGone =
        decision.act === 'remove' &&
        (isFileRule(rule)
          ? await applying.file(rule, candidate, now)
          : await applying.text(rule, candidate, now));
      if (isGone || decision.act === 'keep') count(figures, each);
    }
    return figures;
  };

  /** Deletions whose process died, also those that people asked for. */
  const takeUpRemovals = async (now: Date): Promise<void> => {
    const before = new Date(now.getTime() - PATIENCE_MS).toISOString();
    const overdue = await media.removals.overdue(before, 1000);
    if (overdue.length === 0) return;
    await transact({ type: 'system', id: null, name: 'System' }, async (tx) => {
      for (const { documentId } of overdue) await dispatch.enqueue(tx, REMOVE_WORK, documentId);
    });
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const now = new Date();
    await takeUpRemovals(now);
    if (!config.isEnabled || RETENTION_RULES.every((rule) => config.days[rule] === null)) return;
    const begun = await store.insert(retentionRuns, { startedAt: now.toISOString(), rules: [] });
    const rules: RuleFigures[] = [];
    for (const rule of RETENTION_RULES) rules.push(await applyRule(rule, now, signal));
    await store.compareAndSet(
      retentionRuns,
      { documentId: begun.documentId },
      { finishedAt: new Date().toISOString(), rules }
    );
    const gone = rules.reduce((sum, { going }) => sum + going, 0);
    if (gone > 0) log.info(`The time of ${gone} files and records was over.`);
    dispatch.wake();
  };

  dispatch.recur('keeping.retain', async (signal) => {
    await run(signal);
    return nextSiteDay(new Date(), siteTimeZone);
  });

  dispatch.handle(REMOVE_WORK, async (removalId) => {
    const removal = await media.removals.byId(removalId);
    if (removal?.state === 'decided') await media.carryOutRemoval(removal);
    return 'done';
  });

  const lastRun = async (): Promise<RetentionRun | null> => {
    const [row] = await store.find(retentionRuns, { orderBy: { id: 'desc' }, limit: 1 });
    return row
      ? { at: row.startedAt, isFinished: row.finishedAt !== null, rules: row.rules }
      : null;
  };

  const toGoing = async (page: Judged[]): Promise<Going[]> => {
    const tasks = await generation.tasksByIds([
      ...new Set(page.map(({ candidate }) => candidate.taskId)),
    ]);
    const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
    return page.map(({ candidate, decision }) => {
      const task = taskOf.get(candidate.taskId);
      return {
        taskId: candidate.taskId,
        outputId: candidate.outputId,
        fileDocumentId: candidate.fileDocumentId,
        name: task?.subject ?? task?.series ?? task?.brand ?? task?.parameterSummary ?? '',
        since: candidate.since.toISOString(),
        kept: decision.act === 'keep' ? decision.why : null,
      };
    });
  };

  return {
    standing: async (): Promise<RetentionStanding> => ({
      isEnabled: config.isEnabled,
      today: await preview(new Date()),
      lastRun: await lastRun(),
    }),

    /** One page of what a rule would let go today, and of what it keeps although its time is over. */
    going: async ({ query }: Request): Promise<Page<Going>> => {
      const { rule, cursor, limit } = parse(goingSchema, query);
      const after = decodeCursor(cursor) ?? 0;
      const found: Judged[] = [];
      for await (const each of judged(rule, new Date(), { after })) {
        found.push(each);
        if (found.length > limit) break;
      }
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        results: await toGoing(page),
        nextCursor: found.length > limit && last ? encodeCursor(last.candidate.id) : null,
      };
    },
  };
};
export type Retention = ReturnType<typeof createRetention>;

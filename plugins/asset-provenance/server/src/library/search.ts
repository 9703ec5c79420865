import type { Core } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { Bilingual } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Generation, TaskRow } from '../generation/service';
import { canonicalText, sha256 } from '../kernel';
import type { Kernel } from '../kernel';
import { FILE_UID } from '../media/service';
import type { Media } from '../media/service';
import type { IdLists } from './id-lists';
import { createSearchRepair } from './search-repair';
import { searchEngineOf } from './search-engines';
import { tokensOf } from './search-tokens';

const DAY_MS = 86_400_000;
/** Changes whenever the same texts would give other tokens. */
const TOKENS_VERSION = 1;

type FileTexts = {
  id: number;
  name: string;
  alternativeText: string | null;
  caption: string | null;
};
const SEARCHED = ['name', 'alternativeText', 'caption'] as const;

type Dependencies = {
  generation: Generation;
  media: Media;
  dispatch: Dispatch;
  lists: IdLists;
  /** Labels of the purposes, in both languages. */
  purposes: Record<string, Bilingual>;
};
type Where = Record<string, unknown>;
type FileEvent = { params: { where?: Where; data?: Where }; result?: { id?: number } | null };

/** Text search over files: their names and descriptions and what is on record, never prompts. */
export const createSearch = (
  kernel: Kernel,
  { generation, media, dispatch, lists, purposes }: Dependencies
) => {
  const { strapi, transact, log } = kernel;
  const engine = searchEngineOf(strapi);

  const textsOf = (file: FileTexts, task: TaskRow | null) => {
    const purpose = task ? purposes[task.purpose] : undefined;
    return [
      file.name,
      file.alternativeText,
      file.caption,
      task?.subject,
      task?.brand,
      task?.series,
      purpose?.en,
      purpose?.zh,
      task?.parameterSummary,
    ];
  };

  /** Reads what files say now, under their locks so that the last change is the one that stays. */
  const index = (where: Where): Promise<void> =>
    transact(systemActor, async ({ trx }) => {
      await strapi.db
        .queryBuilder(FILE_UID)
        .where(where)
        .select('id')
        .orderBy({ id: 'asc' })
        .forUpdate()
        .execute();
      const files = (await strapi.db
        .query(FILE_UID)
        .findMany({ where, select: ['id', ...SEARCHED] })) as FileTexts[];
      const taskIdOf = await media.tasksOf(files.map(({ id }) => id));
      const tasks = new Map(
        (await generation.tasksByIds([...new Set(taskIdOf.values())])).map((task) => [
          task.documentId,
          task,
        ])
      );
      await engine.put(
        trx,
        files.map((file) => ({
          id: file.id,
          tokens: tokensOf(textsOf(file, tasks.get(taskIdOf.get(file.id) ?? '') ?? null)),
        }))
      );
    });

  const remove = (ids: number[]): Promise<void> =>
    transact(systemActor, ({ trx }) => engine.remove(trx, ids));

  /** A file is not refused because it could not be indexed: the next repair finds it. */
  const unlessBroken = async (work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => {
      log.error(`The search index missed a change of a file: ${String(error)}`);
    });
  };

  const isSearched = ({ data = {} }: FileEvent['params']) => SEARCHED.some((name) => name in data);

  const repair = createSearchRepair(kernel, {
    engine,
    lists,
    index,
    version: `${TOKENS_VERSION}:${sha256(canonicalText(purposes))}`,
  });

  return {
    matching: engine.matching,
    among: engine.among,
    idColumn: engine.idColumn,

    /** Once, while the server starts: from then on the index follows every change of a file. */
    install: async (): Promise<void> => {
      await transact(systemActor, async (tx) => {
        // Two servers that start at once would both find it missing.
        await kernel.serialise(tx, 'library-search');
        await engine.create(tx.trx);
      });
      const changed = async ({ params, result }: FileEvent) => {
        if (result?.id && isSearched(params)) await unlessBroken(index({ id: result.id }));
      };
      strapi.db.lifecycles.subscribe({
        models: [FILE_UID],
        afterCreate: changed,
        afterUpdate: changed,
        afterUpdateMany: async ({ params }: FileEvent) => {
          if (isSearched(params)) await unlessBroken(index(params.where ?? {}));
        },
        afterDelete: async ({ result }: FileEvent) => {
          if (result?.id) await unlessBroken(remove([result.id]));
        },
      } as Parameters<Core.Strapi['db']['lifecycles']['subscribe']>[0]);
      media.afterTaskKnown((fileIds) => unlessBroken(index({ id: { $in: fileIds } })));
    },

    /** In the background at every start and once a day: fills, and finds what passed it by. */
    keepRepaired: () =>
      dispatch.recur('library.search', async (signal) => {
        await repair(signal);
        return new Date(Date.now() + DAY_MS);
      }),
  };
};
export type Search = ReturnType<typeof createSearch>;

import { PLUGIN_ID, systemActor } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Effect, Kernel } from '../kernel';
import type { Media } from '../media/service';
import type { Around } from './around';
import type { Kept } from './kept';
import type { Models } from './models';
import type { Rebuild, RebuildReport } from './rebuild';
import type { Follow } from './publications';

type Dependencies = {
  dispatch: Dispatch;
  media: Pick<Media, 'afterAttachment'>;
  models: Models;
  kept: Kept;
  around: Around;
  follow: Follow;
  rebuild: Rebuild;
};

const WORK = 'usage.rebuild';
const BUILT_FOR = { type: 'plugin', name: PLUGIN_ID, key: 'usages_built_for' };
/** Where Strapi notes the tables that it has made. */
const SCHEMA_TABLE = 'strapi_database_schema';

/** What keeps the usages right beside the writes of entries. */
export const createUpkeep = (
  { strapi, transact, log }: Kernel,
  { dispatch, media, models, kept, around, follow, rebuild }: Dependencies
) => {
  /**
   * Another one when content types changed, and after a start without the plugin, in which Strapi
   * notes a schema without our tables: nobody kept the usages meanwhile.
   */
  const mark = async (): Promise<string> => {
    const noted = (await strapi.db
      .getConnection(SCHEMA_TABLE)
      .orderBy('time', 'desc')
      .first('id', 'time')) as { id: number; time: Date | number | string } | undefined;
    return `${models.fingerprint()} ${noted?.id} ${noted && new Date(noted.time).getTime()}`;
  };

  const rebuildAll = async (signal?: AbortSignal): Promise<RebuildReport> => {
    const builtFor = await mark();
    const report = await rebuild(signal);
    await strapi.store.set({ ...BUILT_FOR, value: builtFor });
    return report;
  };

  dispatch.handle(WORK, async (_subject, { signal }) => {
    try {
      const { entries, added, removed } = await rebuildAll(signal);
      log.info(`Usages of files in ${entries} entries: ${added} added, ${removed} removed.`);
      return 'done';
    } catch (error) {
      if (signal.aborted) return { againAt: new Date() };
      throw error;
    }
  });

  /** In the background: a site that had no such table, or not all the time, gets it without an act. */
  const rebuildIfNeeded = async (): Promise<void> => {
    if ((await strapi.store.get(BUILT_FOR)) === (await mark())) return;
    await transact(systemActor, (tx) => dispatch.enqueue(tx, WORK, 'site'));
  };

  /** The i18n plugin deletes the entries of a language past the document service. */
  const followLocales = (): void => {
    strapi.db.lifecycles.subscribe({
      models: ['plugin::i18n.locale'],
      afterDelete: async ({ result }) => {
        const { code } = (result ?? {}) as { code?: string };
        if (code) await transact(systemActor, (tx) => kept.remove(tx, { locale: code }));
      },
    });
  };

  const onEvent: Effect = async (event, tx) => {
    if (event.type === 'file.deleted') await kept.remove(tx, { fileDocumentId: event.aggregateId });
  };

  return {
    rebuild: rebuildAll,
    onEvent,

    /** Once, after the gate: an upload that it refuses shows nothing. */
    install: async (): Promise<void> => {
      // Uploads with `ref`, `refId` and `field` pass every document middleware.
      media.afterAttachment(async (_files, { ref, refId }) => {
        if (!models.canHoldMedia(ref)) return;
        await transact(systemActor, async (tx) => {
          for (const { uid, documentId } of await around(ref, [Number(refId)]))
            await follow(tx, uid, documentId);
        });
      });
      followLocales();
      await rebuildIfNeeded();
    },
  };
};
export type Upkeep = ReturnType<typeof createUpkeep>;

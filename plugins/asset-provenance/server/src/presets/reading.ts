import type { Page, Preset, PresetVersion } from '../../../shared';
import { presetListSchema, presetVersionListSchema } from '../../../shared';
import { decodeCursor, parse, toPage } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { presets } from './content-types/preset';
import { presetVersions } from './content-types/preset-version';
import { toVersion } from './rows';
import type { Rows } from './rows';

/** Lists of presets and of their versions. */
export const createReading = ({ store }: Kernel, rows: Rows) => ({
  /** One's own and those that others share, without removed ones. */
  list: async (request: Request): Promise<Page<Preset>> => {
    const { owner, q, cursor, limit } = parse(presetListSchema, request.query);
    const before = decodeCursor(cursor);
    const own = { ownerId: request.user.documentId };
    const found = await store.find(presets, {
      where: {
        removedAt: null,
        $and: [
          owner === 'mine' ? own : { $or: [own, { isShared: true }] },
          q ? { $or: [{ name: { $containsi: q } }, { ownerName: { $containsi: q } }] } : {},
          before === null ? {} : { id: { $lt: before } },
        ],
      },
      orderBy: { id: 'desc' },
      limit: limit + 1,
    });
    const { results, nextCursor } = toPage(found, limit);
    return { results: await rows.present(results, request), nextCursor };
  },

  detail: async (request: Request): Promise<Preset> =>
    rows.presentOne(await rows.visible(request), request),

  versions: async (request: Request): Promise<Page<PresetVersion>> => {
    const { documentId } = await rows.visible(request);
    const { cursor, limit } = parse(presetVersionListSchema, request.query);
    const before = decodeCursor(cursor);
    const found = await store.find(presetVersions, {
      where: { presetId: documentId, ...(before === null ? {} : { id: { $lt: before } }) },
      orderBy: { id: 'desc' },
      limit: limit + 1,
    });
    const { results, nextCursor } = toPage(found, limit);
    return { results: results.map(toVersion), nextCursor };
  },
});

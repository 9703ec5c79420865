import { assetListSchema } from '../../../shared';
import type { ApprovedAsset, Page } from '../../../shared';
import {
  after,
  decodeCursor,
  decodePlace,
  everyOf,
  notFound,
  parse,
  toPage,
  toPlacedPage,
} from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';

/** Expiring assets that are read at once. */
const PAGE = 100;

type Dependencies = {
  rows: AssetRows;
  /** The day in the site's time zone. */
  todayOf: (moment: Date) => string;
};

/** Reading approved assets. */
export const createAssets = ({ store }: Kernel, { rows, todayOf }: Dependencies) => {
  const usableOn = (today: string) => ({
    state: 'active',
    $and: [
      { $or: [{ validFrom: null }, { validFrom: { $lte: today } }] },
      { $or: [{ validUntil: null }, { validUntil: { $gte: today } }] },
    ],
  });

  return {
    /** Newest first; without `usableNow=false` only those that may be used today. */
    list: async (request: Request): Promise<Page<ApprovedAsset>> => {
      const query = parse(assetListSchema, request.query);
      const today = todayOf(new Date());
      const before = decodeCursor(query.cursor);
      const found = await store.find(approvedAssets, {
        where: {
          ...(query.usableNow ? usableOn(today) : {}),
          ...(query.purpose ? { purpose: query.purpose } : {}),
          ...(query.kind ? { kind: query.kind } : {}),
          ...(query.subject ? { subject: { $containsi: query.subject } } : {}),
          ...(query.fileDocumentId ? { fileDocumentId: query.fileDocumentId } : {}),
          ...(query.channel
            ? { $or: [{ channelKeys: '*' }, { channelKeys: { $contains: `|${query.channel}|` } }] }
            : {}),
          ...(before === null ? {} : { id: { $lt: before } }),
        },
        orderBy: { id: 'desc' },
        limit: query.limit + 1,
      });
      const { results, nextCursor } = toPage(found, query.limit);
      return { results: await rows.present(results, today), nextCursor };
    },

    presentOne: async (asset: AssetRow): Promise<ApprovedAsset> => {
      const [presented] = await rows.present([asset], todayOf(new Date()));
      if (!presented) throw notFound('approved asset', 'assetId');
      return presented;
    },

    /** Active assets whose last day is today or later, up to and with `lastDay`; soonest first. */
    expiringUntil: (lastDay: string): AsyncGenerator<AssetRow> => {
      const expiring = {
        state: 'active',
        validUntil: { $gte: todayOf(new Date()), $lte: lastDay },
      };
      return everyOf(async (cursor) => {
        const place = decodePlace(cursor);
        const found = await store.find(approvedAssets, {
          where: { $and: [expiring, place ? after('validUntil', place) : {}] },
          orderBy: [{ validUntil: 'asc' }, { id: 'asc' }],
          limit: PAGE + 1,
        });
        return toPlacedPage(found, PAGE, ({ validUntil, id }) => ({ at: validUntil ?? '', id }));
      });
    },
  };
};
export type Assets = ReturnType<typeof createAssets>;

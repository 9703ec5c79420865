import { assetListSchema, revokeSchema } from '../../../shared';
import type { ApprovedAsset, Page } from '../../../shared';
import type { Generation } from '../generation/service';
import { conflict, decodeCursor, notFound, parse, toPage } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';

type Dependencies = {
  generation: Generation;
  rows: AssetRows;
  revokeRow: (tx: Transaction, asset: AssetRow, reason: string) => Promise<void>;
  /** The day in the site's time zone. */
  todayOf: (moment: Date) => string;
};

/** What people do with approved assets. */
export const createAssets = (
  kernel: Kernel,
  { generation, rows, revokeRow, todayOf }: Dependencies
) => {
  const { store, transact, refuseSecrets } = kernel;

  const usableOn = (today: string) => ({
    state: 'active',
    $and: [
      { $or: [{ validFrom: null }, { validFrom: { $lte: today } }] },
      { $or: [{ validUntil: null }, { validUntil: { $gte: today } }] },
    ],
  });

  const presentOne = async (asset: AssetRow): Promise<ApprovedAsset> => {
    const [presented] = await rows.present([asset], todayOf(new Date()));
    if (!presented) throw notFound('approved asset', 'assetId');
    return presented;
  };

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

    /**
     * Ends the use of an asset: entries that show it cannot be published any more.
     * @throws Refusal 404 for unknown assets, 409 when it was revoked before.
     */
    revoke: async (request: Request): Promise<ApprovedAsset> => {
      const { reason } = parse(revokeSchema, request.body);
      await refuseSecrets(request.actor, { reason });
      const found = await rows.byId(request.params.assetId ?? '');
      if (!found) throw notFound('approved asset', 'assetId');

      await transact(request.actor, async (tx) => {
        await generation.lockTask(tx, found.taskId);
        await rows.lockOfOutputs(tx, [found.outputId]);
        const asset = await rows.byId(found.documentId);
        const output = await generation.outputRow(found.outputId);
        if (!asset || !output) throw notFound('approved asset', 'assetId');
        if (asset.state === 'revoked') {
          throw conflict(
            {
              en: `${asset.revokedByName ?? 'Somebody'} revoked this asset before.`,
              zh: `${asset.revokedByName ?? '他人'}已撤销该素材。`,
            },
            {
              code: 'already_revoked',
              reason: asset.revokedReason,
              revokedAt: asset.revokedAt,
            }
          );
        }
        if (!(await generation.setApproval(tx, output, 'revoked'))) {
          throw conflict({
            en: 'This asset changed meanwhile. Load it again.',
            zh: '该素材已发生变化，请重新加载。',
          });
        }
        await revokeRow(tx, asset, reason);
      });

      const revoked = await rows.byId(found.documentId);
      if (!revoked) throw notFound('approved asset', 'assetId');
      return presentOne(revoked);
    },

    presentOne,
  };
};

import { revokeSchema, supersedeSchema, systemActor } from '../../../shared';
import type { ApprovedAsset } from '../../../shared';
import type { Generation, OutputRow } from '../generation/service';
import { conflict, invalid, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { AssetLife } from './asset-life';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';

/** Expired assets that are read at once. */
const PAGE = 100;

type Dependencies = {
  generation: Generation;
  rows: AssetRows;
  life: AssetLife;
  presentOne: (asset: AssetRow) => Promise<ApprovedAsset>;
};

const changedMeanwhile = () =>
  conflict({
    en: 'This asset changed meanwhile. Load it again.',
    zh: '该素材已发生变化，请重新加载。',
  });

const assertActive = (asset: AssetRow, path: string): void => {
  if (asset.state === 'active') return;
  throw conflict(
    {
      en: `The asset ${asset.documentId} is not active: it is ${asset.state}.`,
      zh: `素材 ${asset.documentId} 当前并非有效状态。`,
    },
    {
      code: 'not_active',
      state: asset.state,
      fields: [{ path, message: 'is not active', zh: '不是有效素材' }],
    },
    {
      en: 'Choose two active assets, or have this one approved again first.',
      zh: '请选择两个有效素材，或先重新通过审核。',
    }
  );
};

/** How people and the calendar end the use of assets. */
export const createAssetEnding = (
  kernel: Kernel,
  { generation, rows, life, presentOne }: Dependencies
) => {
  const { store, transact, refuseSecrets } = kernel;

  const byId = async (assetId: string, path: string): Promise<AssetRow> => {
    const asset = await rows.byId(assetId);
    if (!asset) throw notFound('approved asset', path);
    return asset;
  };

  /** Locks tasks, then assets, each in the order of their row ids: the one order for all. */
  const lock = async (tx: Transaction, assets: AssetRow[]): Promise<void> => {
    const tasks = await generation.tasksByIds([...new Set(assets.map(({ taskId }) => taskId))]);
    for (const { documentId } of tasks.sort((a, b) => a.id - b.id))
      await generation.lockTask(tx, documentId);
    await rows.lockOfOutputs(
      tx,
      assets.map(({ outputId }) => outputId)
    );
  };

  const outputOf = async (asset: AssetRow): Promise<OutputRow> => {
    const output = await generation.outputRow(asset.outputId);
    if (!output) throw notFound('output', 'assetId');
    return output;
  };

  const expireOne = (found: AssetRow, today: string): Promise<void> =>
    transact(systemActor, async (tx) => {
      await lock(tx, [found]);
      const asset = await rows.byId(found.documentId);
      if (asset?.state !== 'active' || asset.validUntil === null || asset.validUntil >= today)
        return;
      await life.expire(tx, asset, asset.validUntil);
    });

  return {
    /**
     * Ends the use of an asset: entries that show it cannot be published any more.
     * @throws Refusal 404 for unknown assets, 409 when it was revoked before.
     */
    revoke: async (request: Request): Promise<ApprovedAsset> => {
      const { reason } = parse(revokeSchema, request.body);
      await refuseSecrets(request.actor, { reason });
      const found = await byId(request.params.assetId ?? '', 'assetId');

      await transact(request.actor, async (tx) => {
        await lock(tx, [found]);
        const asset = await byId(found.documentId, 'assetId');
        if (asset.state === 'revoked') {
          throw conflict(
            {
              en: `${asset.endedByName ?? 'Somebody'} revoked this asset before.`,
              zh: `${asset.endedByName ?? '他人'}已撤销该素材。`,
            },
            { code: 'already_revoked', reason: asset.endedReason, revokedAt: asset.endedAt }
          );
        }
        if (!(await generation.setApproval(tx, await outputOf(asset), 'revoked')))
          throw changedMeanwhile();
        await life.revoke(tx, asset, reason);
      });
      return presentOne(await byId(found.documentId, 'assetId'));
    },

    /**
     * Another asset takes the place of this one. Chains are possible, circles are not: what was
     * superseded is not active, so it cannot take a place.
     * @throws Refusal 400 for an asset and itself, 404 for unknown ones, 409 unless both are active.
     */
    supersede: async (request: Request): Promise<ApprovedAsset> => {
      const { byAssetId, reason } = parse(supersedeSchema, request.body);
      await refuseSecrets(request.actor, { reason });
      const found = await byId(request.params.assetId ?? '', 'assetId');
      if (found.documentId === byAssetId) {
        throw invalid([
          {
            path: 'byAssetId',
            message: 'is this very asset; choose another',
            zh: '不能是素材自身',
          },
        ]);
      }
      const successor = await byId(byAssetId, 'byAssetId');

      await transact(request.actor, async (tx) => {
        await lock(tx, [found, successor]);
        const asset = await byId(found.documentId, 'assetId');
        assertActive(asset, 'assetId');
        assertActive(await byId(byAssetId, 'byAssetId'), 'byAssetId');
        if (!(await generation.setApproval(tx, await outputOf(asset), 'superseded')))
          throw changedMeanwhile();
        await life.supersede(tx, asset, byAssetId, reason);
      });
      return presentOne(await byId(found.documentId, 'assetId'));
    },

    /**
     * Ends active assets whose last day is over; each in a transaction of its own, once.
     * @param signal stops between two assets.
     */
    expireAll: async (today: string, signal: AbortSignal): Promise<void> => {
      let after = 0;
      while (!signal.aborted) {
        const over = await store.find(approvedAssets, {
          where: { state: 'active', validUntil: { $lt: today }, id: { $gt: after } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        for (const asset of over) {
          if (signal.aborted) return;
          await expireOne(asset, today);
          after = asset.id;
        }
        if (over.length < PAGE) return;
      }
    },
  };
};

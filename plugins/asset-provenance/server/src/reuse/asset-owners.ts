import type { Kernel, Transaction } from '../kernel';
import { approvedAssets } from './content-types/approved-asset';

/** Who holds approved assets. */
export const createAssetOwners = ({ store }: Kernel) => ({
  countOf: (personId: string): Promise<number> =>
    store.count(approvedAssets, { ownerType: 'admin', ownerId: personId }),

  /** @returns how many assets changed hands. */
  handOver: async (
    tx: Transaction,
    fromId: string,
    to: { id: string; name: string }
  ): Promise<number> => {
    const theirs = () =>
      tx.trx(store.tableOf(approvedAssets)).where({ owner_type: 'admin', owner_id: fromId });
    // In the order of their ids, like everybody who locks more than one.
    await theirs().select('id').orderBy('id').forUpdate();
    return Number(await theirs().update({ owner_id: to.id, owner_name: to.name }));
  },
});

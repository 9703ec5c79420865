import type { Kernel, Transaction } from '../kernel';
import { presets } from './content-types/preset';

type Named = { id: string; name: string };

/** Presets in use, by the person who owns them. */
export const createHoldings = ({ store, strapi }: Kernel) => ({
  countOf: (personId: string): Promise<number> =>
    store.count(presets, { ownerId: personId, removedAt: null }),

  /** Who owns a preset, other than these; with the names that were copied. */
  holders: async (withoutIds: string[]): Promise<Named[]> =>
    (await strapi.db
      .getConnection(presets.tableName)
      .distinct({ id: 'owner_id', name: 'owner_name' })
      .whereNull('removed_at')
      .whereNotIn('owner_id', withoutIds)) as unknown as Named[],

  /** @returns how many presets changed hands. */
  handOver: async (tx: Transaction, fromId: string, to: Named): Promise<number> => {
    const held = await store.find(presets, {
      select: ['documentId'],
      where: { ownerId: fromId, removedAt: null },
    });
    for (const { documentId } of held)
      await store.compareAndSet(
        presets,
        { documentId, ownerId: fromId },
        { ownerId: to.id, ownerName: to.name }
      );
    await tx.emitAll(
      held.map(({ documentId }) => ({
        type: 'preset.handed_over',
        aggregateType: 'preset',
        aggregateId: documentId,
        aggregateVersion: null,
        taskId: null,
        data: { from: fromId, to: to.id },
      }))
    );
    return held.length;
  },
});

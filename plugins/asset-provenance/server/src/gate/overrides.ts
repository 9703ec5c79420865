import type { GateReason } from '../../../shared';
import { actionUid } from '../../../shared';
import type { Actor } from '../../../shared';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { gateOverrides } from './content-types/gate-override';

export type OverrideRow = RowOf<typeof gateOverrides>;
/** One language of one entry. */
export type EntryVersion = { uid: string; documentId: string; locale: string | null };

const MINUTES = 15;
/** More that wait for one entry than people give in a quarter of an hour. */
const MOST = 100;

/** How an override remembers what it let pass. */
export const keyOfReason = ({ code, fileDocumentId }: GateReason): string =>
  `${code} ${fileDocumentId}`;

const ofVersion = ({ uid, documentId, locale }: EntryVersion) => ({
  entryUid: uid,
  entryDocumentId: documentId,
  locale,
});

/** What nobody may let pass. */
export const cannotBeOverridden = (reasons: GateReason[]): boolean =>
  reasons.some(({ code }) => code === 'draft_stage');

/** Leaves to publish one entry once although the gate refuses it. */
export const createOverrides = ({ strapi, store }: Kernel) => {
  const waiting = (version: EntryVersion, at: Date): Promise<OverrideRow[]> =>
    store.find(gateOverrides, {
      where: { ...ofVersion(version), usedAt: null, until: { $gt: at.toISOString() } },
      orderBy: { id: 'desc' },
      limit: MOST,
    });

  return {
    waiting,

    /** Whether the person behind the request that runs now may override refusals. */
    mayNow: (): boolean => {
      const state = strapi.requestContext.get()?.state as
        { userAbility?: { can: (action: string) => boolean } } | undefined;
      return state?.userAbility?.can(actionUid('gate.override')) ?? false;
    },

    /** Holds for a quarter of an hour, for the one who gives it. */
    give: (tx: Transaction, version: EntryVersion, reason: string): Promise<OverrideRow> =>
      store.insert(gateOverrides, {
        ...ofVersion(version),
        reason,
        actorId: tx.actor.id ?? '',
        actorName: tx.actor.name,
        until: new Date(tx.at.getTime() + MINUTES * 60_000).toISOString(),
      }),

    /** The newest that this person may use now. */
    usable: async (version: EntryVersion, actor: Actor, at: Date): Promise<OverrideRow | null> =>
      actor.type === 'admin' && actor.id
        ? ((await waiting(version, at)).find(({ actorId }) => actorId === actor.id) ?? null)
        : null,

    /** @returns false when it was used meanwhile. */
    use: async (tx: Transaction, row: OverrideRow, reasons: GateReason[]): Promise<boolean> => {
      const isMine = await store.compareAndSet(
        gateOverrides,
        { documentId: row.documentId, usedAt: null },
        { usedAt: tx.at.toISOString(), overridden: [...new Set(reasons.map(keyOfReason))] }
      );
      if (!isMine) return false;
      await tx.emit({
        type: 'gate.overridden',
        aggregateType: 'entry',
        aggregateId: `${row.entryUid}/${row.entryDocumentId}`,
        aggregateVersion: null,
        taskId: null,
        note: row.reason,
        data: {
          reasons: [...new Set(reasons.map(({ code }) => code))],
          files: [...new Set(reasons.map(({ fileDocumentId }) => fileDocumentId))],
        },
      });
      return true;
    },

    /** What people have let pass of these entries, by version. */
    usedOf: async (uid: string, documentIds: string[]): Promise<OverrideRow[]> =>
      documentIds.length > 0
        ? store.find(gateOverrides, {
            where: {
              entryUid: uid,
              entryDocumentId: { $in: documentIds },
              usedAt: { $notNull: true },
            },
          })
        : [],
  };
};
export type Overrides = ReturnType<typeof createOverrides>;

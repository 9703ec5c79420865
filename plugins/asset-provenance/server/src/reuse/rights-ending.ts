import { systemActor, withdrawRightsSchema } from '../../../shared';
import type { RightsRecord } from '../../../shared';
import { conflict, forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { rightsRecords } from './content-types/rights-record';
import { toRightsRecord } from './rights-rows';
import type { RightsRows } from './rights-rows';

/** Records whose end is written down in one transaction. */
const PAGE = 100;

/** How an authorisation ends: somebody withdraws it, or its last day passes. */
export const createRightsEnding = (
  { store, transact, refuseSecrets }: Kernel,
  { rows, todayOf }: { rows: RightsRows; todayOf: (moment: Date) => string }
) => ({
  /**
   * @throws Refusal 404 for unknown records, 403 for people who neither stated it nor manage assets,
   * 409 when it was withdrawn before.
   */
  withdraw: async (request: Request): Promise<RightsRecord> => {
    const { reason } = parse(withdrawRightsSchema, request.body);
    await refuseSecrets(request.actor, { reason });
    const id = request.params.rightsRecordId ?? '';
    const found = await rows.byId(id);
    if (!found) throw notFound('rights record', 'rightsRecordId');
    if (!request.can('asset.manage') && found.statedById !== request.actor.id) {
      throw forbidden(
        {
          en: 'Only the person who stated this authorisation, or somebody who manages assets, may withdraw it.',
          zh: '只有登记该授权的人或素材管理者可以撤回授权。',
        },
        { en: `Ask ${found.statedByName}.`, zh: `请联系 ${found.statedByName}。` },
        'rightsRecordId'
      );
    }
    return transact(request.actor, async (tx) => {
      const withdrawal = {
        withdrawnAt: tx.at.toISOString(),
        withdrawnByType: tx.actor.type,
        withdrawnById: tx.actor.id,
        withdrawnByName: tx.actor.name,
        withdrawnReason: reason,
      };
      const isMine = await store.compareAndSet(
        rightsRecords,
        { documentId: id, withdrawnAt: null },
        withdrawal
      );
      if (!isMine) {
        const earlier = await rows.byId(id);
        throw conflict(
          {
            en: `${earlier?.withdrawnByName ?? 'Somebody'} withdrew this authorisation before.`,
            zh: `${earlier?.withdrawnByName ?? '他人'}已撤回该授权。`,
          },
          { code: 'already_withdrawn', withdrawnAt: earlier?.withdrawnAt ?? null }
        );
      }
      await tx.emit({
        type: 'rights.withdrawn',
        aggregateType: 'rights_record',
        aggregateId: id,
        aggregateVersion: null,
        taskId: null,
        note: reason,
        data: { fileDocumentId: found.fileDocumentId },
      });
      return toRightsRecord({ ...found, ...withdrawal }, todayOf(tx.at));
    });
  },

  /**
   * Writes the end of records whose last day is over into the ledger, once each.
   * @param signal stops between two pages.
   */
  recordExpiry: async (today: string, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const over = await store.find(rightsRecords, {
        where: { validUntil: { $lt: today }, withdrawnAt: null, expiryRecordedAt: null },
        orderBy: { id: 'asc' },
        limit: PAGE,
      });
      if (over.length === 0) return;
      await transact(systemActor, async (tx) => {
        for (const { documentId, fileDocumentId, validUntil } of over) {
          const isMine = await store.compareAndSet(
            rightsRecords,
            { documentId, withdrawnAt: null, expiryRecordedAt: null },
            { expiryRecordedAt: tx.at.toISOString() }
          );
          if (!isMine || validUntil === null) continue;
          await tx.emit({
            type: 'rights.expired',
            aggregateType: 'rights_record',
            aggregateId: documentId,
            aggregateVersion: null,
            taskId: null,
            data: { fileDocumentId, validUntil },
          });
        }
      });
    }
  },
});

import type { RightsRecord } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { rightsRecords } from './content-types/rights-record';

export type RightsRow = RowOf<typeof rightsRecords>;

export const isOver = ({ validUntil }: RightsRow, today: string): boolean =>
  validUntil !== null && validUntil < today;

const withdrawalOf = (row: RightsRow): RightsRecord['withdrawn'] =>
  row.withdrawnAt === null
    ? null
    : {
        by: {
          type: row.withdrawnByType ?? 'system',
          id: row.withdrawnById,
          name: row.withdrawnByName ?? '',
        },
        at: row.withdrawnAt,
        reason: row.withdrawnReason ?? '',
      };

export const toRightsRecord = (row: RightsRow, today: string): RightsRecord => ({
  rightsRecordId: row.documentId,
  fileDocumentId: row.fileDocumentId,
  kind: row.kind,
  holder: row.holder,
  scope: row.scope,
  validUntil: row.validUntil,
  evidenceFileDocumentId: row.evidenceFileDocumentId,
  statedBy: { type: row.statedByType, id: row.statedById, name: row.statedByName },
  statedAt: row.statedAt,
  isValid: row.withdrawnAt === null && !isOver(row, today),
  withdrawn: withdrawalOf(row),
});

/** Reading rights records. */
export const createRightsRows = ({ store }: Kernel) => {
  const byIds = async (ids: string[]): Promise<RightsRow[]> =>
    ids.length
      ? store.find(rightsRecords, { where: { documentId: { $in: ids } }, limit: ids.length })
      : [];

  return {
    byIds,

    /** Records that stand on a file, as the picture that is authorised or as the evidence of it. */
    standingOn: async (
      fileDocumentId: string
    ): Promise<{ asPicture: RightsRow[]; asEvidence: RightsRow[] }> => {
      const find = (where: Partial<RightsRow>) =>
        store.find(rightsRecords, { where: { ...where, withdrawnAt: null }, limit: 20 });
      return {
        asPicture: await find({ fileDocumentId }),
        asEvidence: await find({ evidenceFileDocumentId: fileDocumentId }),
      };
    },

    /** Which of these files are the evidence of an authorisation that was not withdrawn. */
    evidenceAmong: async (fileDocumentIds: string[]): Promise<Set<string>> => {
      const found = fileDocumentIds.length
        ? await store.find(rightsRecords, {
            where: { evidenceFileDocumentId: { $in: fileDocumentIds }, withdrawnAt: null },
            select: ['evidenceFileDocumentId'],
          })
        : [];
      return new Set(found.map(({ evidenceFileDocumentId }) => evidenceFileDocumentId ?? ''));
    },

    byId: async (id: string): Promise<RightsRow | null> => (await byIds([id]))[0] ?? null,

    /** Records of these files that hold on a day, newest first. */
    holdingOf: async (fileDocumentIds: string[], today: string): Promise<RightsRow[]> =>
      fileDocumentIds.length
        ? store.find(rightsRecords, {
            where: {
              fileDocumentId: { $in: fileDocumentIds },
              withdrawnAt: null,
              $or: [{ validUntil: null }, { validUntil: { $gte: today } }],
            },
            orderBy: { id: 'desc' },
          })
        : [],
  };
};
export type RightsRows = ReturnType<typeof createRightsRows>;

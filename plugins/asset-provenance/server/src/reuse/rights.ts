import { rightsListSchema, rightsRecordSchema } from '../../../shared';
import type { Page, Reference, RightsRecord } from '../../../shared';
import { invalid, notFound, parse } from '../kernel';
import type { Kernel, Request, RowOf } from '../kernel';
import type { Media } from '../media/service';
import { rightsRecords } from './content-types/rights-record';

type RightsRow = RowOf<typeof rightsRecords>;
type Dependencies = { media: Media; todayOf: (moment: Date) => string };

/** More statements about one picture than anybody reads. */
const MOST = 100;

const isValidOn = (row: RightsRow, today: string): boolean =>
  row.validUntil === null || row.validUntil >= today;

const toRecord = (row: RightsRow, today: string): RightsRecord => ({
  rightsRecordId: row.documentId,
  fileDocumentId: row.fileDocumentId,
  kind: row.kind,
  holder: row.holder,
  scope: row.scope,
  validUntil: row.validUntil,
  evidenceFileDocumentId: row.evidenceFileDocumentId,
  statedBy: { type: row.statedByType, id: row.statedById, name: row.statedByName },
  statedAt: row.statedAt,
  isValid: isValidOn(row, today),
});

const problemOf = (
  { fileDocumentId }: Reference,
  row: RightsRow | undefined,
  today: string
): { message: string; zh: string } | null => {
  if (!row)
    return {
      message: 'names no rights record; state the authorisation of this picture first',
      zh: '没有对应的授权记录，请先登记该参考图的授权',
    };
  if (row.fileDocumentId !== fileDocumentId)
    return { message: 'belongs to another picture', zh: '授权记录属于另一张图片' };
  if (!isValidOn(row, today))
    return {
      message: `ended on ${row.validUntil}; state a new authorisation`,
      zh: `授权已于 ${row.validUntil} 到期，请登记新的授权`,
    };
  return null;
};

/** Authorisations of input pictures. */
export const createRights = (
  { store, transact, refuseSecrets }: Kernel,
  { media, todayOf }: Dependencies
) => {
  const rowsById = async (ids: string[]): Promise<Map<string, RightsRow>> => {
    const rows = ids.length
      ? await store.find(rightsRecords, { where: { documentId: { $in: ids } } })
      : [];
    return new Map(rows.map((row) => [row.documentId, row]));
  };

  const assertFile = async (fileDocumentId: string, path: string): Promise<void> => {
    if (!(await media.file(fileDocumentId))) throw notFound('file', path);
  };

  return {
    /** Records by id, unknown ones left out. */
    byIds: async (ids: string[]): Promise<RightsRecord[]> => {
      const today = todayOf(new Date());
      return [...(await rowsById(ids)).values()].map((row) => toRecord(row, today));
    },

    /** Records of one file, newest first. */
    list: async (request: Request): Promise<Page<RightsRecord>> => {
      const { fileDocumentId } = parse(rightsListSchema, request.query);
      const rows = await store.find(rightsRecords, {
        where: { fileDocumentId },
        orderBy: { id: 'desc' },
        limit: MOST,
      });
      const today = todayOf(new Date());
      return { results: rows.map((row) => toRecord(row, today)), nextCursor: null };
    },

    /** @throws Refusal 404 when the file or the file of evidence is not in the media library. */
    record: async (request: Request): Promise<RightsRecord> => {
      const input = parse(rightsRecordSchema, request.body);
      await refuseSecrets(request.actor, input);
      await assertFile(input.fileDocumentId, 'fileDocumentId');
      if (input.evidenceFileDocumentId)
        await assertFile(input.evidenceFileDocumentId, 'evidenceFileDocumentId');
      return transact(request.actor, async (tx) => {
        const row = await store.insert(rightsRecords, {
          ...input,
          statedByType: tx.actor.type,
          statedById: tx.actor.id,
          statedByName: tx.actor.name,
          statedAt: tx.at.toISOString(),
        });
        await tx.emit({
          type: 'rights.recorded',
          aggregateType: 'rights_record',
          aggregateId: row.documentId,
          aggregateVersion: null,
          taskId: null,
          data: { fileDocumentId: row.fileDocumentId, kind: row.kind, validUntil: row.validUntil },
        });
        return toRecord(row, todayOf(tx.at));
      });
    },

    /**
     * An input picture needs a stated authorisation that holds today.
     * @throws Refusal 400 that names every reference without one.
     */
    authorise: async (references: Reference[]): Promise<void> => {
      if (references.length === 0) return;
      const rows = await rowsById(references.map(({ rightsRecordId }) => rightsRecordId));
      const today = todayOf(new Date());
      const problems = references.flatMap((reference, index) => {
        const problem = problemOf(reference, rows.get(reference.rightsRecordId), today);
        return problem
          ? [{ path: `parameters.references.${index}.rightsRecordId`, ...problem }]
          : [];
      });
      if (problems.length > 0) {
        throw invalid(
          problems,
          {
            en: 'Say who allows the use of the picture and how far, then launch again.',
            zh: '请先登记该参考图的授权方与授权范围，再重新发起。',
          },
          'reference_not_authorised'
        );
      }
    },
  };
};

import { rightsListSchema, rightsRecordSchema } from '../../../shared';
import type { Page, Reference, RightsListQuery, RightsRecord } from '../../../shared';
import {
  after,
  daysAfter,
  decodeCursor,
  decodePlace,
  invalid,
  notFound,
  parse,
  toPage,
  toPlacedPage,
} from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import { rightsRecords } from './content-types/rights-record';
import { isOver, toRightsRecord } from './rights-rows';
import type { RightsRow, RightsRows } from './rights-rows';

type Dependencies = {
  media: Media;
  rows: RightsRows;
  todayOf: (moment: Date) => string;
  /** Days before the end of a record from which it counts as ending. */
  endingDays: number;
};
type Where = Record<string, unknown>;

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
  if (row.withdrawnAt !== null)
    return {
      message: `was withdrawn by ${row.withdrawnByName}; use another picture or state a new authorisation`,
      zh: `授权已被 ${row.withdrawnByName} 撤回，请更换图片或登记新的授权`,
    };
  if (isOver(row, today))
    return {
      message: `ended on ${row.validUntil}; state a new authorisation`,
      zh: `授权已于 ${row.validUntil} 到期，请登记新的授权`,
    };
  return null;
};

/** Authorisations of input pictures. */
export const createRights = (
  { store, transact, refuseSecrets }: Kernel,
  { media, rows, todayOf, endingDays }: Dependencies
) => {
  const assertFile = async (fileDocumentId: string, path: string): Promise<void> => {
    if (!(await media.file(fileDocumentId))) throw notFound('file', path);
  };

  const byStatus = (status: RightsListQuery['status'], today: string): Where => {
    const lastEnding = daysAfter(today, endingDays);
    switch (status) {
      case 'valid':
        return { withdrawnAt: null, $or: [{ validUntil: null }, { validUntil: { $gte: today } }] };
      case 'ending':
        return { withdrawnAt: null, validUntil: { $gte: today, $lte: lastEnding } };
      case 'ended':
        return { withdrawnAt: null, validUntil: { $lt: today } };
      case 'withdrawn':
        return { withdrawnAt: { $notNull: true } };
      default:
        return {};
    }
  };

  const newestFirst = async (where: Where, cursor: string | undefined, limit: number) => {
    const before = decodeCursor(cursor);
    return toPage(
      await store.find(rightsRecords, {
        where: { $and: [where, before === null ? {} : { id: { $lt: before } }] },
        orderBy: { id: 'desc' },
        limit: limit + 1,
      }),
      limit
    );
  };

  const firstEndingFirst = async (where: Where, cursor: string | undefined, limit: number) => {
    const place = decodePlace(cursor);
    return toPlacedPage(
      await store.find(rightsRecords, {
        where: { $and: [where, place ? after('validUntil', place) : {}] },
        orderBy: [{ validUntil: 'asc' }, { id: 'asc' }],
        limit: limit + 1,
      }),
      limit,
      ({ validUntil, id }) => ({ at: validUntil ?? '', id })
    );
  };

  return {
    /** Records by id, unknown ones left out. */
    byIds: async (ids: string[]): Promise<RightsRecord[]> => {
      const today = todayOf(new Date());
      return (await rows.byIds(ids)).map((row) => toRightsRecord(row, today));
    },

    /** Of one file or of all; newest first, ending ones by their last day. */
    list: async (request: Request): Promise<Page<RightsRecord>> => {
      const { fileDocumentId, status, cursor, limit } = parse(rightsListSchema, request.query);
      const today = todayOf(new Date());
      const where = { ...byStatus(status, today), ...(fileDocumentId ? { fileDocumentId } : {}) };
      const { results, nextCursor } = await (status === 'ending' ? firstEndingFirst : newestFirst)(
        where,
        cursor,
        limit
      );
      return { results: results.map((row) => toRightsRecord(row, today)), nextCursor };
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
        return toRightsRecord(row, todayOf(tx.at));
      });
    },

    /**
     * An input picture needs a stated authorisation that holds today.
     * @throws Refusal 400 that names every reference without one.
     */
    authorise: async (references: Reference[]): Promise<void> => {
      if (references.length === 0) return;
      const found = await rows.byIds([
        ...new Set(references.map(({ rightsRecordId }) => rightsRecordId)),
      ]);
      const rowOf = new Map(found.map((row) => [row.documentId, row]));
      const today = todayOf(new Date());
      const problems = references.flatMap((reference, index) => {
        const problem = problemOf(reference, rowOf.get(reference.rightsRecordId), today);
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

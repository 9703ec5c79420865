import { noteListSchema } from '../../../shared';
import type { EntryProvenance, Page, RevisionNote } from '../../../shared';
import { after, decodeCursor, decodePlace, everyOf, parse, toPage, toPlacedPage } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { revisionNotes } from './content-types/revision-note';
import type { NoteRows, NoteTargetId } from './note-rows';

/** Most notes about one thing that are shown at once. */
const MOST = 200;
/** Due notes that are read at once. */
const PAGE = 100;

type Where = Record<string, unknown>;

/** Reads the revision log. */
export const createReading = ({ store }: Kernel, { rows }: { rows: NoteRows }) => {
  const longestDueFirst = async (where: Where, cursor: string | undefined, limit: number) => {
    const place = decodePlace(cursor);
    const found = await store.find(revisionNotes, {
      where: {
        $and: [where, rows.due(), place ? after('recheckOn', place) : {}],
      },
      orderBy: [{ recheckOn: 'asc' }, { id: 'asc' }],
      limit: limit + 1,
    });
    return toPlacedPage(found, limit, ({ recheckOn, id }) => ({ at: recheckOn ?? '', id }));
  };

  const newestFirst = async (where: Where, cursor: string | undefined, limit: number) => {
    const before = decodeCursor(cursor);
    const found = await store.find(revisionNotes, {
      where: { $and: [where, before === null ? {} : { id: { $lt: before } }] },
      orderBy: { id: 'desc' },
      limit: limit + 1,
    });
    return toPage(found, limit);
  };

  return {
    /** What is due: longest due first. Everything else: newest first. */
    list: async (request: Request): Promise<Page<RevisionNote>> => {
      const { status, targetType, targetId, cursor, limit } = parse(noteListSchema, request.query);
      const where = { ...(targetType ? { targetType } : {}), ...(targetId ? { targetId } : {}) };
      const page =
        status === 'due'
          ? await longestDueFirst(where, cursor, limit)
          : await newestFirst(
              status === 'open' ? { $and: [where, rows.notCompleted()] } : where,
              cursor,
              limit
            );
      return { ...page, results: await rows.present(page.results) };
    },

    /** Notes about any of these things, newest first. */
    notesOf: async (targets: NoteTargetId[]): Promise<RevisionNote[]> =>
      rows.present(
        await store.find(revisionNotes, {
          where: { $or: targets.map(rows.aboutTarget) },
          orderBy: { id: 'desc' },
          limit: MOST * targets.length,
        })
      ),

    /** For the entry panel: how many notes, and the next day to look again. */
    notesOfEntry: async (
      uid: string,
      documentId: string
    ): Promise<Pick<EntryProvenance, 'nextRecheckOn' | 'noteCount'>> => {
      const about = rows.aboutTarget({ type: 'entry', id: documentId, uid });
      const [noteCount, [next]] = await Promise.all([
        store.count(revisionNotes, about),
        store.find(revisionNotes, {
          where: { $and: [about, rows.notCompleted(), { recheckOn: { $notNull: true } }] },
          orderBy: { recheckOn: 'asc' },
          limit: 1,
        }),
      ]);
      return { noteCount, nextRecheckOn: next?.recheckOn ?? null };
    },

    /** What is due, longest due first, and who is to check again. */
    dueNotes: () =>
      everyOf(async (cursor) => {
        const { results, nextCursor } = await longestDueFirst({}, cursor, PAGE);
        return {
          nextCursor,
          results: results.map(({ documentId, responsibleId, writtenById, targetLabel }) => ({
            noteId: documentId,
            responsibleId: responsibleId ?? writtenById,
            label: targetLabel,
          })),
        };
      }),

    dueCount: (): Promise<number> => store.count(revisionNotes, rows.due()),
  };
};

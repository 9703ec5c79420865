import type { NoteTarget, RevisionNote } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { revisionNotes } from './content-types/revision-note';

export type NoteRow = RowOf<typeof revisionNotes>;
export type NoteTargetId = { type: NoteTarget; id: string; uid?: string | null };

const toNote = (row: NoteRow, completedBy: string | null, today: string): RevisionNote => ({
  noteId: row.documentId,
  target: {
    type: row.targetType,
    id: row.targetId,
    uid: row.targetUid,
    locale: row.targetLocale,
    label: row.targetLabel,
  },
  reason: row.reason,
  questionSource: row.questionSource,
  approvingOwner: row.approvingOwner,
  recheckOn: row.recheckOn,
  writtenBy: { type: row.writtenByType, id: row.writtenById, name: row.writtenByName },
  writtenAt: row.writtenAt,
  responsible: row.responsibleName ?? row.writtenByName,
  completes: row.completes,
  outcome: row.outcome,
  completedBy,
  isDue: row.recheckOn !== null && row.recheckOn <= today && completedBy === null,
});

/** Reading notes. */
export const createNoteRows = (
  { store, strapi }: Kernel,
  { todayOf }: { todayOf: (moment: Date) => string }
) => {
  const today = () => todayOf(new Date());

  /** Condition of notes that no other note completes. */
  const notCompleted = () => ({
    documentId: {
      $notIn: strapi.db
        .getConnection(revisionNotes.tableName)
        .select('completes')
        .whereNotNull('completes'),
    },
  });

  const aboutTarget = ({ type, id, uid }: NoteTargetId) => ({
    targetType: type,
    targetId: id,
    ...(uid ? { targetUid: uid } : {}),
  });

  return {
    notCompleted,
    aboutTarget,
    due: () => ({ ...notCompleted(), recheckOn: { $notNull: true, $lte: today() } }),

    byId: (noteId: string): Promise<NoteRow | null> =>
      store.findOne(revisionNotes, { documentId: noteId }),

    /** The note that completes this one. */
    completionOf: (noteId: string): Promise<NoteRow | null> =>
      store.findOne(revisionNotes, { completes: noteId }),

    /** Notes as others see them; what completes them in one query. */
    present: async (rows: NoteRow[]): Promise<RevisionNote[]> => {
      const ids = rows.map(({ documentId }) => documentId);
      const completions = ids.length
        ? await store.find(revisionNotes, { where: { completes: { $in: ids } }, limit: ids.length })
        : [];
      const completedBy = new Map(
        completions.map(({ completes, documentId }) => [completes, documentId])
      );
      const day = today();
      return rows.map((row) => toNote(row, completedBy.get(row.documentId) ?? null, day));
    },
  };
};
export type NoteRows = ReturnType<typeof createNoteRows>;

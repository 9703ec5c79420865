import { completeNoteSchema, revisionNoteSchema } from '../../../shared';
import type { NoteOutcome, RevisionNote } from '../../../shared';
import { conflict, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import { revisionNotes } from './content-types/revision-note';
import type { NoteRow, NoteRows } from './note-rows';
import type { Target, Targets } from './targets';

type Body = {
  reason: string;
  questionSource: string;
  approvingOwner: string;
  recheckOn: string | null;
};
type Completion = { completes: string | null; outcome: NoteOutcome | null };
type Dependencies = {
  rows: NoteRows;
  targets: Targets;
  /** The task that a target belongs to, if any. */
  taskIdOf: (note: NoteRow) => Promise<string | null>;
};

/** Adds to the revision log. */
export const createWriting = (kernel: Kernel, { rows, targets, taskIdOf }: Dependencies) => {
  const { store, transact, refuseSecrets } = kernel;

  const insert = async (
    tx: Transaction,
    target: Target,
    body: Body,
    { completes, outcome }: Completion
  ): Promise<NoteRow> => {
    const row = await store.insert(revisionNotes, {
      targetType: target.type,
      targetId: target.id,
      targetUid: target.uid,
      targetLocale: target.locale,
      targetLabel: target.label,
      ...body,
      writtenByType: tx.actor.type,
      writtenById: tx.actor.id,
      writtenByName: tx.actor.name,
      writtenAt: tx.at.toISOString(),
      responsibleId: tx.actor.id,
      responsibleName: tx.actor.name,
      completes,
      outcome,
    });
    await tx.emit({
      type: 'note.written',
      aggregateType: 'revision_note',
      aggregateId: row.documentId,
      aggregateVersion: null,
      taskId: target.taskId,
      data: {
        targetType: target.type,
        targetId: target.id,
        completes,
        outcome,
        recheckOn: row.recheckOn,
      },
    });
    return row;
  };

  const presentOne = async (row: NoteRow): Promise<RevisionNote> => {
    const [note] = await rows.present([row]);
    if (!note) throw notFound('revision note', 'noteId');
    return note;
  };

  return {
    /** @throws Refusal 404 when the target is not there. */
    write: async (request: Request): Promise<RevisionNote> => {
      const { target: ref, ...body } = parse(revisionNoteSchema, request.body);
      await refuseSecrets(request.actor, body);
      const target = await targets.find(request, ref);
      const row = await transact(request.actor, (tx) =>
        insert(tx, target, body, { completes: null, outcome: null })
      );
      return presentOne(row);
    },

    /**
     * Completes a note by writing the next one about the same target.
     * @throws Refusal 404 for unknown notes, 409 when somebody completed it before.
     */
    complete: async (request: Request): Promise<RevisionNote> => {
      const { outcome, ...body } = parse(completeNoteSchema, request.body);
      await refuseSecrets(request.actor, body);
      const noteId = request.params.noteId ?? '';

      const row = await transact(request.actor, async (tx) => {
        const note = await store.lock(revisionNotes, noteId);
        if (!note) throw notFound('revision note', 'noteId');
        const completion = await rows.completionOf(noteId);
        if (completion) {
          throw conflict(
            {
              en: `${completion.writtenByName} completed this note before.`,
              zh: `${completion.writtenByName} 已完成该记录。`,
            },
            { code: 'already_completed', completedBy: completion.documentId },
            {
              en: 'Load the list again and complete the newest note.',
              zh: '请重新加载列表，处理最新一条记录。',
            }
          );
        }
        const target: Target = {
          type: note.targetType,
          id: note.targetId,
          uid: note.targetUid,
          locale: note.targetLocale,
          label: note.targetLabel,
          taskId: await taskIdOf(note),
        };
        return insert(tx, target, body, { completes: noteId, outcome });
      });
      return presentOne(row);
    },
  };
};

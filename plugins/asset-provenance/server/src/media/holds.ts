import { conflict } from '../kernel';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { fileHolds } from './content-types/file-hold';
import type { MediaFile } from './files';
import type { Provenance } from './provenance';
import type { Removals } from './removals';

export type HoldRow = RowOf<typeof fileHolds>;
/** A file, also one that is gone, and the task whose record it belongs to; or a task itself. */
type HeldThing =
  { fileDocumentId: string; taskId: string | null } | { fileDocumentId: null; taskId: string };

/** Files of which holds are listed at once. */
const PAGE = 500;
/** Longest that replacing a file may take. */
const REPLACING_MS = 10 * 60_000;

const heldInWords = ({ fileDocumentId }: HoldRow, file: MediaFile): { en: string; zh: string } => {
  if (fileDocumentId === null) return { en: 'its task', zh: '其所属任务' };
  return fileDocumentId === file.documentId
    ? { en: 'it', zh: '其' }
    : { en: 'another result of its task', zh: '同一任务的其他结果' };
};

/** Nobody deletes or replaces a file under hold, or takes anything out of its record, whatever else is true of it. */
export const createHolds = (
  { store, serialise }: Kernel,
  { outputOf }: Provenance,
  removals: Removals
) => {
  const of = async (fileDocumentId: string): Promise<HoldRow | null> => {
    const row = await store.findOne(fileHolds, { fileDocumentId });
    return row?.isHeld ? row : null;
  };

  /**
   * Holds are placed and deletions decided one after the other, so that each sees what came before it:
   * a file is held, or its deletion was decided before, never both.
   */
  const lock = (tx: Transaction): Promise<void> => serialise(tx, 'holds');

  /** @throws Refusal 409 while a deletion or replacement that was decided before is being carried out. */
  const assertNotGoing = async ({ documentId, name }: MediaFile): Promise<void> => {
    const row = await store.findOne(fileHolds, { fileDocumentId: documentId });
    if (row?.busyUntil && Date.parse(row.busyUntil) > Date.now())
      throw conflict(
        {
          en: `“${name}” was not put under hold: it is being replaced.`,
          zh: `未将“${name}”设为保全：该文件正在被替换。`,
        },
        { code: 'file_going', fileDocumentId: documentId },
        { en: 'Try again when that is done.', zh: '请在替换完成后重试。' }
      );
    const removal = await removals.of(documentId);
    if (removal?.state !== 'decided') return;
    throw conflict(
      {
        en: `“${name}” was not put under hold: its deletion was decided before, at ${removal.decidedAt}.`,
        zh: `未将“${name}”设为保全：此前已于 ${removal.decidedAt} 决定删除该文件。`,
      },
      { code: 'file_going', fileDocumentId: documentId },
      {
        en: 'Its record can be put under hold as soon as the file is gone (Trace).',
        zh: '文件删除后，可在溯源页面将其档案设为保全。',
      }
    );
  };

  const ofTask = async (taskId: string): Promise<HoldRow | null> =>
    (await store.find(fileHolds, { where: { taskId, isHeld: true }, limit: 1 }))[0] ?? null;

  const taskItself = async (taskId: string): Promise<HoldRow | null> =>
    store.findOne(fileHolds, { fileDocumentId: null, taskId });

  /** Whoever records it holds the lock, so that there is one row for each. */
  const record = async (
    tx: Transaction,
    thing: HeldThing,
    isHeld: boolean,
    reason: string
  ): Promise<boolean> => {
    const { fileDocumentId, taskId } = thing;
    const row =
      fileDocumentId === null
        ? await taskItself(taskId)
        : await store.findOne(fileHolds, { fileDocumentId });
    if ((row?.isHeld ?? false) === isHeld) return false;
    const next = {
      taskId,
      isHeld,
      reason,
      version: (row?.version ?? 0) + 1,
      changedByType: tx.actor.type,
      changedById: tx.actor.id,
      changedByName: tx.actor.name,
      changedAt: tx.at.toISOString(),
    };
    if (!row) await store.insert(fileHolds, { fileDocumentId, ...next });
    else {
      const isMine = await store.compareAndSet(
        fileHolds,
        { documentId: row.documentId, version: row.version },
        next
      );
      if (!isMine) return false;
    }
    const event = { note: reason, data: { isHeld } };
    if (fileDocumentId === null)
      await tx.emit({
        type: 'task.held',
        aggregateType: 'task',
        aggregateId: taskId,
        aggregateVersion: null,
        taskId,
        ...event,
      });
    else
      await tx.emit({
        type: 'file.held',
        aggregateType: 'file',
        aggregateId: fileDocumentId,
        aggregateVersion: next.version,
        taskId,
        ...event,
      });
    return true;
  };

  /** @throws Refusal 409 when the file, another of its task, or its task is under hold. */
  const assertFree = async (file: MediaFile, act: { en: string; zh: string }): Promise<void> => {
    const output = await outputOf(file);
    const hold = (await of(file.documentId)) ?? (output && (await ofTask(output.taskId)));
    if (!hold) return;
    const held = heldInWords(hold, file);
    throw conflict(
      {
        en: `“${file.name}” was not ${act.en}: ${hold.changedByName} put ${held.en} under hold${hold.reason ? ` (${hold.reason})` : ''}.`,
        zh: `未${act.zh}“${file.name}”：${hold.changedByName} 已将${held.zh}设为保全${hold.reason ? `（${hold.reason}）` : ''}。`,
      },
      { code: 'file_held', why: 'held', fileDocumentId: file.documentId },
      {
        en: 'Somebody who may manage legal holds can lift it, with a reason (Library or Trace).',
        zh: '有法律保全管理权限的人可在素材库或溯源页面说明理由后解除保全。',
      }
    );
  };

  const setBusy = async (
    tx: Transaction,
    fileDocumentId: string,
    busyUntil: string | null
  ): Promise<void> => {
    await lock(tx);
    const row = await store.findOne(fileHolds, { fileDocumentId });
    if (row) {
      await store.compareAndSet(fileHolds, { documentId: row.documentId }, { busyUntil });
      return;
    }
    if (!busyUntil) return;
    const { type, id, name } = tx.actor;
    await store.insert(fileHolds, {
      fileDocumentId,
      isHeld: false,
      version: 0,
      busyUntil,
      changedByType: type,
      changedById: id,
      changedByName: name,
      changedAt: tx.at.toISOString(),
    });
  };

  return {
    of,
    lock,
    assertNotGoing,
    assertFree,

    /**
     * Decides that the bytes of a file are replaced: no hold begins until that is over, or whoever does
     * it must have died.
     * @throws Refusal 409 when it is under hold.
     */
    beginReplacing: async (tx: Transaction, file: MediaFile): Promise<void> => {
      await lock(tx);
      await assertFree(file, { en: 'replaced', zh: '替换' });
      await setBusy(tx, file.documentId, new Date(tx.at.getTime() + REPLACING_MS).toISOString());
    },

    endReplacing: (tx: Transaction, fileDocumentId: string): Promise<void> =>
      setBusy(tx, fileDocumentId, null),

    /** The hold on a task itself; null: none, though its files may be held. */
    ofTaskItself: async (taskId: string): Promise<HoldRow | null> => {
      const row = await taskItself(taskId);
      return row?.isHeld ? row : null;
    },

    /** Every file and task under hold, in the order in which it came under it first. */
    all: async function* (): AsyncGenerator<HoldRow> {
      let after = 0;
      for (;;) {
        const rows = await store.find(fileHolds, {
          where: { isHeld: true, id: { $gt: after } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        yield* rows;
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return;
        after = last.id;
      }
    },

    /** Which of these files are under hold. */
    heldAmong: async (fileDocumentIds: string[]): Promise<Set<string>> => {
      const rows = fileDocumentIds.length
        ? await store.find(fileHolds, {
            where: { fileDocumentId: { $in: fileDocumentIds }, isHeld: true },
          })
        : [];
      return new Set(rows.flatMap(({ fileDocumentId }) => fileDocumentId ?? []));
    },

    /** Which of these tasks are held themselves. */
    heldTasksAmong: async (taskIds: string[]): Promise<Set<string>> => {
      const rows = taskIds.length
        ? await store.find(fileHolds, {
            where: { fileDocumentId: null, taskId: { $in: taskIds }, isHeld: true },
          })
        : [];
      return new Set(rows.flatMap(({ taskId }) => taskId ?? []));
    },

    /**
     * Puts a file under hold or lets it go.
     * @returns false when it stood so already: then nothing has happened.
     * @throws Refusal 409 while the file is being deleted.
     */
    set: async (
      tx: Transaction,
      file: MediaFile,
      isHeld: boolean,
      reason: string
    ): Promise<boolean> => {
      await lock(tx);
      if (isHeld) await assertNotGoing(file);
      const output = await outputOf(file);
      return record(
        tx,
        { fileDocumentId: file.documentId, taskId: output?.taskId ?? null },
        isHeld,
        reason
      );
    },

    /** The same for the record of a file that is gone, and for a task itself. */
    setOfRecord: async (
      tx: Transaction,
      held: HeldThing,
      isHeld: boolean,
      reason: string
    ): Promise<boolean> => {
      await lock(tx);
      return record(tx, held, isHeld, reason);
    },
  };
};
export type Holds = ReturnType<typeof createHolds>;

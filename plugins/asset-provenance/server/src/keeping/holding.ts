import { documentIdSchema, legalHoldSchema } from '../../../shared';
import type { LegalHold, OutputKeeping, TaskKeeping } from '../../../shared';
import type { Generation, OutputRow } from '../generation/service';
import { conflict, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import { toFileRemoval } from '../media/service';
import type { HoldRow, Media } from '../media/service';

type Dependencies = { generation: Generation; media: Media };

const toLegalHold = (row: HoldRow): LegalHold => ({
  by: { type: row.changedByType, id: row.changedById, name: row.changedByName },
  at: row.changedAt,
  reason: row.reason ?? '',
});

const WORDS = {
  output: { en: 'This result', zh: '该结果' },
  task: { en: 'This task', zh: '该任务' },
};

/** Legal holds on outputs, whose record is held with their file, and on tasks, with files or without. */
export const createHolding = (kernel: Kernel, { generation, media }: Dependencies) => {
  const holdOf = async ({ fileDocumentId }: OutputRow): Promise<LegalHold | null> => {
    const row = fileDocumentId ? await media.holds.of(fileDocumentId) : null;
    return row && toLegalHold(row);
  };

  const outputOf = async (outputId: string): Promise<OutputRow> => {
    const output = await generation.outputRow(outputId);
    if (!output) throw notFound('output', 'outputId');
    return output;
  };

  /** What stands on the results of a task. */
  const heldOutputs = async (taskId: string): Promise<TaskKeeping['heldWith']> => {
    const outputs = await generation.outputsOf(taskId);
    const held = await media.holds.heldAmong(
      outputs.flatMap(({ fileDocumentId }) => fileDocumentId ?? [])
    );
    const found: TaskKeeping['heldWith'] = [];
    for (const output of outputs) {
      if (!output.fileDocumentId || !held.has(output.fileDocumentId)) continue;
      const hold = await holdOf(output);
      if (hold) found.push({ outputId: output.documentId, hold });
    }
    return found;
  };

  const keepingOfTask = async (taskId: string): Promise<TaskKeeping> => {
    const task = await generation.taskRow(taskId);
    if (!task) throw notFound('generation task', 'taskId');
    const hold = await media.holds.ofTaskItself(taskId);
    return {
      taskId,
      hold: hold && toLegalHold(hold),
      heldWith: await heldOutputs(taskId),
      removed: generation.removedAtOf(task),
    };
  };

  const keepingOf = async (outputId: string): Promise<OutputKeeping> => {
    const output = await outputOf(outputId);
    const { hold: taskHold, heldWith, ...task } = await keepingOfTask(output.taskId);
    const isItself = (each: { outputId: string }): boolean => each.outputId === outputId;
    const removal = output.fileDocumentId ? await media.removals.of(output.fileDocumentId) : null;
    return {
      ...task,
      outputId,
      hold: heldWith.find(isItself)?.hold ?? null,
      taskHold,
      heldWith: heldWith.filter((each) => !isItself(each)),
      removal: removal && toFileRemoval(removal),
    };
  };

  /** `set` runs under the lock of holds, and says whether anything has changed. */
  const place = async (
    { actor, body }: Request,
    what: keyof typeof WORDS,
    set: (tx: Transaction, isHeld: boolean, reason: string) => Promise<boolean>
  ): Promise<void> => {
    const { isHeld, reason } = parse(legalHoldSchema, body);
    await kernel.refuseSecrets(actor, { reason });
    await kernel.transact(actor, async (tx) => {
      await media.holds.lock(tx);
      if (await set(tx, isHeld, reason)) return;
      const { en, zh } = WORDS[what];
      throw conflict(
        isHeld
          ? { en: `${en} is under hold already.`, zh: `${zh}已处于保全状态。` }
          : { en: `${en} is not under hold.`, zh: `${zh}未处于保全状态。` },
        { code: 'already_so', isHeld }
      );
    });
  };

  const taskIdOf = ({ params }: Request): string =>
    parse(documentIdSchema, params.taskId, 'taskId');

  return {
    keepingOf,

    /**
     * Places or lifts a hold on a result.
     * @throws Refusal 409 when it stands so already, when there never was a file, or while it is deleted.
     */
    holdOutput: async (request: Request): Promise<OutputKeeping> => {
      const outputId = parse(documentIdSchema, request.params.outputId, 'outputId');
      const { fileDocumentId, taskId } = await outputOf(outputId);
      if (!fileDocumentId)
        throw conflict(
          { en: 'This result never had a file.', zh: '该结果从未有过文件。' },
          { code: 'no_file' },
          {
            en: 'Put its task under hold instead (Task, Record).',
            zh: '请改为将其任务设为保全（任务页面的档案）。',
          }
        );
      await place(request, 'output', async (tx, isHeld, reason) => {
        const file = await media.file(fileDocumentId);
        return file
          ? media.holds.set(tx, file, isHeld, reason)
          : media.holds.setOfRecord(tx, { fileDocumentId, taskId }, isHeld, reason);
      });
      return keepingOf(outputId);
    },

    ofTask: (request: Request): Promise<TaskKeeping> => keepingOfTask(taskIdOf(request)),

    /**
     * The same on a task: its record, and every file that it has.
     * @throws Refusal 409 when it stands so already, or while one of its files is deleted.
     */
    holdTask: async (request: Request): Promise<TaskKeeping> => {
      const taskId = taskIdOf(request);
      if (!(await generation.taskRow(taskId))) throw notFound('generation task', 'taskId');
      await place(request, 'task', async (tx, isHeld, reason) => {
        if (isHeld)
          for (const { fileDocumentId } of await generation.outputsOf(taskId)) {
            const file = fileDocumentId && (await media.file(fileDocumentId));
            if (file) await media.holds.assertNotGoing(file);
          }
        return media.holds.setOfRecord(tx, { fileDocumentId: null, taskId }, isHeld, reason);
      });
      return keepingOfTask(taskId);
    },
  };
};
export type Holding = ReturnType<typeof createHolding>;

import { documentIdSchema, outputHoldSchema } from '../../../shared';
import type { LegalHold, OutputKeeping } from '../../../shared';
import type { Generation, OutputRow } from '../generation/service';
import { conflict, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { toFileRemoval } from '../media/service';
import type { HoldRow, Media } from '../media/service';

type Dependencies = { generation: Generation; media: Media };

const toLegalHold = (row: HoldRow): LegalHold => ({
  by: { type: row.changedByType, id: row.changedById, name: row.changedByName },
  at: row.changedAt,
  reason: row.reason ?? '',
});

/** Legal holds on outputs, whose record is held with their file, and alone where that is gone. */
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

  const keepingOf = async (outputId: string): Promise<OutputKeeping> => {
    const output = await outputOf(outputId);
    const task = await generation.taskRow(output.taskId);
    if (!task) throw notFound('generation task', 'taskId');
    const siblings = (await generation.outputsOf(output.taskId)).filter(
      ({ documentId }) => documentId !== outputId
    );
    const held = await media.holds.heldAmong(
      siblings.flatMap(({ fileDocumentId }) => fileDocumentId ?? [])
    );
    const heldWith: OutputKeeping['heldWith'] = [];
    for (const sibling of siblings) {
      if (!sibling.fileDocumentId || !held.has(sibling.fileDocumentId)) continue;
      const hold = await holdOf(sibling);
      if (hold) heldWith.push({ outputId: sibling.documentId, hold });
    }
    const removal = output.fileDocumentId ? await media.removals.of(output.fileDocumentId) : null;
    return {
      outputId,
      taskId: output.taskId,
      hold: await holdOf(output),
      heldWith,
      removal: removal && toFileRemoval(removal),
      removed: generation.removedAtOf(task),
    };
  };

  return {
    keepingOf,

    /**
     * Places or lifts a hold.
     * @throws Refusal 409 when it stands so already, when there never was a file, or while it is deleted.
     */
    hold: async (request: Request): Promise<OutputKeeping> => {
      const { isHeld, reason } = parse(outputHoldSchema, request.body);
      await kernel.refuseSecrets(request.actor, { reason });
      const outputId = parse(documentIdSchema, request.params.outputId, 'outputId');
      const { fileDocumentId, taskId } = await outputOf(outputId);
      if (!fileDocumentId)
        throw conflict(
          { en: 'This result never had a file.', zh: '该结果从未有过文件。' },
          { code: 'no_file' }
        );
      await kernel.transact(request.actor, async (tx) => {
        await media.holds.lock(tx);
        const file = await media.file(fileDocumentId);
        const isChanged = file
          ? await media.holds.set(tx, file, isHeld, reason)
          : await media.holds.setOfGone(tx, { fileDocumentId, taskId }, isHeld, reason);
        if (isChanged) return;
        throw conflict(
          isHeld
            ? { en: 'This result is under hold already.', zh: '该结果已处于保全状态。' }
            : { en: 'This result is not under hold.', zh: '该结果未处于保全状态。' },
          { code: 'already_so', isHeld }
        );
      });
      return keepingOf(outputId);
    },
  };
};
export type Holding = ReturnType<typeof createHolding>;

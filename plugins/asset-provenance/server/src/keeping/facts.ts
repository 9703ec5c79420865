import type { Generation, OutputRow } from '../generation/service';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import type { Candidate } from './candidates';
import type { Facts } from './decide';

type Dependencies = { generation: Generation; media: Media; reuse: Reuse; usage: Usage };

/** Outputs that one task may have. */
const MOST_OUTPUTS = 10_000;

const WAITING = ['pending', 'changed'];

/** Asks every room what stands against letting something go; may run inside a transaction. */
export const createFacts =
  ({ generation, media, reuse, usage }: Dependencies) =>
  async (candidates: Candidate[]): Promise<(candidate: Candidate) => Facts> => {
    const taskIds = [...new Set(candidates.map(({ taskId }) => taskId))];
    const tasks = await generation.tasksByIds(taskIds, ['documentId', 'finishedAt']);
    const outputs = await generation.findOutputs(
      { taskId: { $in: taskIds } },
      { limit: MOST_OUTPUTS }
    );
    const fileIds = outputs.flatMap(({ fileDocumentId }) => fileDocumentId ?? []);
    const [held, heldTasks, assets, placed, outside, references, evidence, files] =
      await Promise.all([
        media.holds.heldAmong(fileIds),
        media.holds.heldTasksAmong(taskIds),
        reuse.assets.ofOutputs(outputs.map(({ documentId }) => documentId)),
        usage.placedAmong(fileIds),
        usage.outsideCountOf(fileIds),
        generation.references.usedAmong(fileIds),
        reuse.rights.evidenceAmong(fileIds),
        media.files(fileIds),
      ]);
    const finished = new Set(
      tasks.flatMap(({ documentId, finishedAt }) => (finishedAt ? documentId : []))
    );
    const active = new Set(
      assets.flatMap(({ outputId, state }) => (state === 'active' ? outputId : []))
    );
    const there = new Set(files.map(({ documentId }) => documentId));
    const outputsOf = (taskId: string) => outputs.filter((output) => output.taskId === taskId);
    const hasFile = (output: OutputRow, isSo: (fileDocumentId: string) => boolean): boolean =>
      output.fileDocumentId !== null && isSo(output.fileDocumentId);

    return ({ taskId, outputId, since }) => {
      const all = outputsOf(taskId);
      const own = outputId ? all.filter(({ documentId }) => documentId === outputId) : all;
      const isFile = (isSo: (fileDocumentId: string) => boolean) =>
        own.some((output) => hasFile(output, isSo));
      return {
        since,
        isFinished: finished.has(taskId),
        isHeld:
          heldTasks.has(taskId) || all.some((output) => hasFile(output, (id) => held.has(id))),
        hasActiveAsset: own.some(({ documentId }) => active.has(documentId)),
        waitsForReview: own.some(({ approvalStatus }) => WAITING.includes(approvalStatus)),
        isInUse: isFile((id) => placed.has(id) || (outside.get(id) ?? 0) > 0),
        isReference: isFile((id) => references.has(id)),
        isEvidence: isFile((id) => evidence.has(id)),
        hasFiles: isFile((id) => there.has(id)),
      };
    };
  };
export type ReadFacts = ReturnType<typeof createFacts>;

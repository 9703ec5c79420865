import type { OutputSummary } from '../../../shared';
import type { OutputRow } from '../generation/service';
import type { TracePorts } from './ports';

/** Tasks that are followed, and results that are shown of them. */
const MOST = 50;

/** What was made from a picture: as a reference, or by promoting, editing or varying it. */
export const createDescendants = ({ generation }: TracePorts) => {
  const madeBy = async (taskIds: string[]): Promise<OutputSummary[]> =>
    taskIds.length === 0
      ? []
      : generation.outputSummaries(
          await generation.findOutputs(
            { taskId: { $in: [...new Set(taskIds)] }, state: 'stored' },
            { limit: MOST, orderBy: { id: 'desc' } }
          )
        );

  const usingFiles = async (fileDocumentIds: string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const id of new Set(fileDocumentIds))
      found.push(...(await generation.references.tasksFrom(id, MOST)));
    return found;
  };

  return {
    /** From files, of which some may have no record here; newest first. */
    ofFiles: async (fileDocumentIds: string[]): Promise<OutputSummary[]> =>
      madeBy(await usingFiles(fileDocumentIds)),

    ofOutput: async (output: OutputRow): Promise<OutputSummary[]> => {
      const derived = await generation.tasksFromOutput(output, MOST);
      const using = await usingFiles(output.fileDocumentId ? [output.fileDocumentId] : []);
      return madeBy([...derived.map(({ documentId }) => documentId), ...using]);
    },
  };
};

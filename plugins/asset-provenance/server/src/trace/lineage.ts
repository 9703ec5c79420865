import type { Ancestor } from '../../../shared';
import type { TaskRow } from '../generation/service';
import type { TracePorts } from './ports';

/** Generations that are followed back; longer chains end here. */
const MOST_ANCESTORS = 12;

/** Follows a task back to the first one, with the verdict that each step answered. */
export const createLineageReader =
  ({ generation, review }: TracePorts) =>
  async (task: TaskRow): Promise<Ancestor[]> => {
    const ancestors: Ancestor[] = [];
    let child = task;
    while (child.derivedFrom && child.derivation && ancestors.length < MOST_ANCESTORS) {
      const parent = await generation.taskRow(child.derivedFrom);
      if (!parent) break;
      ancestors.push({
        task: {
          taskId: parent.documentId,
          stage: parent.stage,
          state: parent.state,
          parameterSummary: parent.parameterSummary,
          owner: { type: parent.ownerType, id: parent.ownerId, name: parent.ownerName },
          launchedAt: parent.launchedAt,
        },
        derivation: child.derivation,
        outputId: child.derivedFromOutput,
        verdicts: child.derivedFromOutput ? await review.verdictsOf(child.derivedFromOutput) : [],
      });
      child = parent;
    }
    return ancestors;
  };

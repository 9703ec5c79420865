import type { NearestParameters } from '../../../shared/costs';
import type { EffectiveParameters } from '../../../shared/parameters';
import type { LaunchInput, OutputSummary, TaskDetail } from '../../../shared/tasks';
import type { Quality } from '../../../shared/vocabulary';

/** What may be chosen when a draft is promoted. */
export type Wishes = { size: string | null; quality: Quality | null; resolution: string | null };

type Source = {
  task: TaskDetail;
  output: OutputSummary;
  effective: EffectiveParameters;
  wishes: Wishes;
};

/** The final that promoting would launch, to ask what it costs. */
export const promoteRequest = ({ task, output, effective, wishes }: Source): LaunchInput => {
  const { purpose, channel, specification, brand, series, subject, providerId, modelId } = task;
  const seed = output.seed ?? effective.seed;
  const parameters: LaunchInput['parameters'] =
    effective.kind === 'image'
      ? {
          ...effective,
          seed,
          count: 1,
          size: wishes.size ?? effective.size,
          quality: wishes.quality ?? effective.quality,
        }
      : { ...effective, seed, count: 1, resolution: wishes.resolution ?? effective.resolution };
  return {
    purpose,
    channel,
    specification,
    stage: 'final',
    brand,
    series,
    subject,
    providerId,
    modelId,
    parameters,
    derivedFrom: { taskId: task.taskId, derivation: 'promote', outputId: output.outputId },
  };
};

/** The wishes that bring it within its stage; null where something else would have to change. */
export const wishesWithin = (nearest: NearestParameters): Partial<Wishes> | null => {
  const { size, quality, resolution, ...others } = nearest;
  if (Object.keys(others).length > 0) return null;
  return {
    ...(size === undefined ? {} : { size }),
    ...(quality === undefined ? {} : { quality }),
    ...(resolution === undefined ? {} : { resolution }),
  };
};

import type { Actor, PresetContent, PresetRef } from '../../../shared';
import { changedSince, presetContentOf } from '../../../shared';
import type { Kernel } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { presetOf, requestedOf } from './present';
import type { TaskRow } from './transitions';

/** What launching and reading need of presets; belongs to a room above. */
export type PresetsAbove = {
  /** Its name; refuses one that is not there, or not theirs to use. */
  nameFor: (actor: Actor, preset: PresetRef | null) => Promise<string | null>;
  contentOf: (preset: PresetRef) => Promise<PresetContent | null>;
};

/** Tasks and the presets that filled them. */
export const createTaskPreset = (
  { store, strapi }: Kernel,
  { contentOf }: Pick<PresetsAbove, 'contentOf'>
) => ({
  /** Names of fields only: they tell nothing of a prompt. */
  changedSince: async (task: TaskRow): Promise<string[] | null> => {
    const preset = presetOf(task);
    const content = preset && (await contentOf(preset));
    return (
      content && changedSince(content, presetContentOf({ ...task, parameters: requestedOf(task) }))
    );
  },

  /** When each of these presets was last launched from. */
  lastUses: async (presetIds: string[]): Promise<Map<string, string>> => {
    if (presetIds.length === 0) return new Map();
    const newest = (await strapi.db
      .getConnection(generationTasks.tableName)
      .whereIn('preset_id', presetIds)
      .groupBy('preset_id')
      .max({ id: 'id' })) as { id: number }[];
    const tasks = await store.find(generationTasks, {
      select: ['presetId', 'launchedAt'],
      where: { id: { $in: newest.map(({ id }) => id) } },
    });
    return new Map(tasks.map(({ presetId, launchedAt }) => [presetId ?? '', launchedAt]));
  },
});

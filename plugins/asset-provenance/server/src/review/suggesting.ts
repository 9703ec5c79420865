import { reuseLimitsSchema } from '../../../shared';
import type { LicenceTemplate, ReuseLimits } from '../../../shared';
import type { TaskRow } from '../generation/service';

/** Licence templates as they would be today; those of the purpose first. */
export type TemplatesFor = (purpose: string) => Promise<LicenceTemplate[]>;

/** Where the task said that it would appear, marked as generated. */
const limitsOf = (task: TaskRow): ReuseLimits =>
  reuseLimitsSchema.parse({
    channels: [task.channel],
    isPublicUseAllowed: task.channel !== 'internal',
    isAiLabelRequired: true,
  });

/** What approving is prefilled with. */
export const createSuggesting = (templatesFor: TemplatesFor) => ({
  templatesFor,

  /** By the first licence template that names the purpose; else by the task. */
  suggestedLimits: async (task: TaskRow): Promise<ReuseLimits> => {
    const templates = await templatesFor(task.purpose);
    const own = templates.find(({ purposes }) => purposes.includes(task.purpose));
    return own?.limits ?? limitsOf(task);
  },
});
export type Suggesting = ReturnType<typeof createSuggesting>;

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

/** By the first licence template that names the purpose; else by the task. */
export const limitsAmong = (templates: LicenceTemplate[], task: TaskRow): ReuseLimits =>
  templates.find(({ purposes }) => purposes.includes(task.purpose))?.limits ?? limitsOf(task);

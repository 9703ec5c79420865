import { reuseLimitsSchema } from '../../../shared';
import type { LicenceTemplate, ReuseLimits } from '../../../shared';
import type { PluginConfig } from '../config';
import type { TaskRow } from '../generation/service';
import { siteDay } from '../kernel';

const DAY_MS = 86_400_000;

/** Licence templates that are offered for a purpose, the fitting ones first. */
export type TemplatesFor = (purpose: string) => Promise<LicenceTemplate[]>;

/** What approving is prefilled with. */
export const createSuggesting = ({
  config,
  templatesFor,
}: {
  config: PluginConfig;
  templatesFor: TemplatesFor;
}) => {
  /** Days from today in the site's time zone. */
  const dayIn = (days: number): string => {
    const today = Date.parse(siteDay(new Date(), config.siteTimeZone));
    return new Date(today + days * DAY_MS).toISOString().slice(0, 10);
  };

  const fromTemplate = ({ limits, validForDays }: LicenceTemplate): ReuseLimits =>
    validForDays === null ? limits : { ...limits, validUntil: dayIn(validForDays) };

  /** Where the task said that it would appear, marked as generated. */
  const fromTask = (task: TaskRow): ReuseLimits =>
    reuseLimitsSchema.parse({
      channels: [task.channel],
      isPublicUseAllowed: task.channel !== 'internal',
      isAiLabelRequired: true,
    });

  return {
    templatesFor,

    /** By the first licence template of the purpose; else by the task. */
    suggestedLimits: async (task: TaskRow): Promise<ReuseLimits> => {
      const [template] = await templatesFor(task.purpose);
      return template ? fromTemplate(template) : fromTask(task);
    },
  };
};
export type Suggesting = ReturnType<typeof createSuggesting>;

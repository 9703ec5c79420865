import type { LicenceTemplate, ReuseLimits } from '../../../../shared/reuse';
import type { ReviewCase } from '../../../../shared/review';
import { addDays } from '../../ui';

/** Templates of the purpose first, then those for every purpose, then the rest. */
export const templatesFor = (
  templates: readonly LicenceTemplate[],
  purpose: string
): LicenceTemplate[] => {
  const rank = ({ purposes }: LicenceTemplate) =>
    purposes.includes(purpose) ? 0 : purposes.length === 0 ? 1 : 2;
  return [...templates].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
};

/** The limits of a template as of a day; its days of validity count from then. */
export const limitsOf = (template: LicenceTemplate, day: string): ReuseLimits => ({
  ...template.limits,
  validUntil:
    template.validForDays === null
      ? template.limits.validUntil
      : addDays(day, template.validForDays),
});

/** What the form begins with: the limits that hold already, else those of the purpose's own template. */
export const startOf = (
  { licenceTemplates, suggestedLimits, verdicts, task }: ReviewCase,
  day: string
): { templateId: string | null; limits: ReuseLimits } => {
  const [first] = templatesFor(licenceTemplates, task.purpose);
  const isDecided = verdicts.some(({ limits }) => limits !== null);
  if (isDecided || !first?.purposes.includes(task.purpose)) {
    return { templateId: null, limits: suggestedLimits };
  }
  return { templateId: first.licenceTemplateId, limits: limitsOf(first, day) };
};

const trimmed = (values: string[]) => values.map((value) => value.trim()).filter(Boolean);

/** Lists are typed with trailing commas and spaces; they are sent without. */
export const tidy = (limits: ReuseLimits): ReuseLimits => ({
  ...limits,
  regions: trimmed(limits.regions),
  languages: trimmed(limits.languages),
});

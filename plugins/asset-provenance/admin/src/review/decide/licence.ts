import type { LicenceTemplate, ReuseLimits } from '../../../../shared/reuse';
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

/** Equal limits read the same, however their fields are ordered. */
const comparable = (limits: ReuseLimits) =>
  JSON.stringify(Object.entries(limits).sort(([a], [b]) => a.localeCompare(b)));

/** The template that limits were taken from, if they are still its own. */
export const templateOf = (
  templates: readonly LicenceTemplate[],
  limits: ReuseLimits,
  day: string
): string | null => {
  const wanted = comparable(limits);
  const found = templates.find((template) => comparable(limitsOf(template, day)) === wanted);
  return found?.licenceTemplateId ?? null;
};

import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** What this instance tells everybody of the files that it made (docs/operators.md). */
export const publicRecordFrom = (env: Env) => ({
  isEnabled: env.bool('PUBLIC_RECORD', true),
  areDatesShown: env.bool('PUBLIC_RECORD_DATES', false),
});

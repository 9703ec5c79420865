import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** Days of one rule; `never`, or nothing where that is the default: kept for ever. */
const days = (env: Env, name: string, initial: number | null): number | null => {
  const given = env(name, '').trim().toLowerCase();
  if (given === '') return initial;
  return given === 'never' ? null : Number(given);
};

/** How long this instance keeps things (docs/operators.md). */
export const retentionFrom = (env: Env) => ({
  isEnabled: env.bool('RETENTION_ENABLED', false),
  days: {
    unsubmitted: days(env, 'RETENTION_UNSUBMITTED_DAYS', null),
    rejected: days(env, 'RETENTION_REJECTED_DAYS', null),
    raw_answers: days(env, 'RETENTION_RAW_ANSWERS_DAYS', 365),
    prompts: days(env, 'RETENTION_PROMPTS_DAYS', null),
    records: days(env, 'RETENTION_RECORDS_DAYS', null),
  },
});

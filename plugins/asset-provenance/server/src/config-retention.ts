import { z } from 'zod';

/** Days after which something goes; null: kept for ever. A share of a day is one for trials. */
const days = () => z.number().min(0).max(36_500).nullable();

export const retentionSchema = z.strictObject({
  /** Off: it is shown what would go, and nothing goes. */
  isEnabled: z.boolean(),
  days: z.strictObject({
    /** From the end of the task. */
    unsubmitted: days(),
    /** From the verdict. */
    rejected: days(),
    /** The following from the end of the task. */
    raw_answers: days(),
    prompts: days(),
    records: days(),
  }),
});
export type RetentionConfig = z.infer<typeof retentionSchema>;

/** Only what nothing is read from once a task has ended: addresses of results that are over, and ids. */
export const retentionDefaults: z.input<typeof retentionSchema> = {
  isEnabled: false,
  days: { unsubmitted: null, rejected: null, raw_answers: 365, prompts: null, records: null },
};

import { z } from 'zod';

/** What everybody may know of the files that were made here. */
export const publicRecordSchema = z.strictObject({
  isEnabled: z.boolean(),
  /** Whether the day of making and the days of the limits are told. */
  areDatesShown: z.boolean(),
  /** The words that belong beside such a file, by language; English is the last resort. */
  label: z
    .record(z.string().min(2).max(20), z.string().trim().min(1).max(200))
    .refine((label) => label.en, 'needs words in English (en)'),
  /** Of one address on the internet. */
  requestsPerMinute: z.number().int().min(1).max(100_000),
});

export const publicRecordDefaults: z.input<typeof publicRecordSchema> = {
  isEnabled: true,
  areDatesShown: false,
  label: { en: 'Made with AI', 'zh-Hans': '由人工智能生成' },
  requestsPerMinute: 120,
};

import { z } from 'zod';
import { channels, purposes, specificationSchema } from '../../shared';
import type { Specification, Term } from '../../shared';

const termSchema = z.strictObject({ en: z.string(), zh: z.string() });

/** `purpose.channel.name` → specification. Objects by id: Strapi merges arrays by index. */
const defaultSpecifications: Record<string, Omit<Specification, 'name' | 'purpose' | 'channel'>> = {
  'product_hero.website.hero': {
    kind: 'image',
    aspectRatio: '16:9',
    size: '1920x1080',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'product_hero.website.film': {
    kind: 'video',
    aspectRatio: '16:9',
    size: '1280x720',
    format: 'mp4',
    maxBytes: 50_000_000,
    maxDurationSeconds: 10,
  },
  'product_hero.ecommerce.square': {
    kind: 'image',
    aspectRatio: '1:1',
    size: '1600x1600',
    format: 'png',
    maxBytes: 3_000_000,
    maxDurationSeconds: null,
  },
  'social_cover.social.portrait': {
    kind: 'image',
    aspectRatio: '4:5',
    size: '1080x1350',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'social_cover.social.reel': {
    kind: 'video',
    aspectRatio: '9:16',
    size: '720x1280',
    format: 'mp4',
    maxBytes: 50_000_000,
    maxDurationSeconds: 15,
  },
  'poster_sketch.print.a2': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '1536x2048',
    format: 'png',
    maxBytes: 20_000_000,
    maxDurationSeconds: null,
  },
  'poster_sketch.internal.sketch': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '768x1024',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'character.website.portrait': {
    kind: 'image',
    aspectRatio: '3:4',
    size: '1536x2048',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
  'character.social.portrait': {
    kind: 'image',
    aspectRatio: '4:5',
    size: '1080x1350',
    format: 'png',
    maxBytes: 5_000_000,
    maxDurationSeconds: null,
  },
};

/** Asks the runtime by using it: its list of names leaves out aliases such as `Asia/Kolkata`. */
const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const policySchema = z.enum(['off', 'warn', 'block']);

const configSchema = z.strictObject({
  /** IANA name; governs date-only limits and re-checks. */
  siteTimeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  purposes: z.record(z.string().regex(/^[a-z_]+$/), termSchema),
  channels: z.record(z.string().regex(/^[a-z_]+$/), termSchema),
  specifications: z.record(
    z.string().regex(/^[a-z_]+\.[a-z_]+\.[\w-]+$/, 'must look like purpose.channel.name'),
    specificationSchema.omit({ name: true, purpose: true, channel: true })
  ),
  /** Minutes in which the same parameters count as a repeat. */
  duplicateWindowMinutes: z.number().int().min(0).max(10_080),
  /** Who owns a task may decide on it. */
  mayDecideOnOwnWork: z.boolean(),
  dispatch: z.strictObject({
    isEnabled: z.boolean(),
    leaseSeconds: z.number().int().min(2).max(3600),
    pollMs: z.number().int().min(50).max(60_000),
    concurrency: z.number().int().min(1).max(64),
  }),
  /** Per provider: most jobs that live upstream at once, and how long one may take. */
  providers: z.record(
    z.string(),
    z.strictObject({
      isEnabled: z.boolean(),
      concurrency: z.number().int().min(1).max(1000),
      deadlineSeconds: z.number().int().min(1).max(86_400),
    })
  ),
  /** Largest file that is fetched, in bytes. */
  maxDownloadBytes: z.number().int().positive().max(2_147_483_647),
  gate: z.strictObject({
    generated: policySchema,
    declared: policySchema,
    detected: policySchema,
    untracked: policySchema,
  }),
});
export type PluginConfig = z.infer<typeof configSchema>;

const plain = (terms: Record<string, Term>) =>
  Object.fromEntries(Object.entries(terms).map(([key, { en, zh }]) => [key, { en, zh }]));

const defaultConfig: PluginConfig = {
  siteTimeZone: 'UTC',
  purposes: plain(purposes),
  channels: plain(channels),
  specifications: defaultSpecifications,
  duplicateWindowMinutes: 30,
  mayDecideOnOwnWork: false,
  dispatch: { isEnabled: true, leaseSeconds: 30, pollMs: 500, concurrency: 4 },
  providers: { sandbox: { isEnabled: true, concurrency: 4, deadlineSeconds: 600 } },
  maxDownloadBytes: 2_000_000_000,
  gate: { generated: 'block', declared: 'warn', detected: 'warn', untracked: 'off' },
};

export const config = {
  default: defaultConfig,
  validator: (value: unknown) => {
    const result = configSchema.safeParse(value);
    if (!result.success) {
      const problems = result.error.issues.map(
        ({ path, message }) => `${path.join('.')}: ${message}`
      );
      throw new Error(problems.join('; '));
    }
  },
};

/** Specifications with their names, in the order of the configuration. */
export const specificationsOf = (settings: PluginConfig): Specification[] =>
  Object.entries(settings.specifications).map(([key, specification]) => {
    const [purpose = '', channel = '', name = ''] = key.split('.');
    return { ...specification, purpose, channel, name };
  });

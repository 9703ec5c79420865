import { z } from 'zod';
import {
  CAMERA_MOTIONS,
  DIGITAL_SOURCE_TYPES,
  ELSEWHERE,
  INPUT_TYPES,
  KINDS,
  NOTICE_KINDS,
  QUALITIES,
  REFERENCE_ROLES,
  aspectRatioSchema,
  channels,
  defaultSpecifications,
  purposes,
  sizeSchema,
  specificationSchema,
} from '../../shared';
import type { Specification, Term } from '../../shared';
import { costsSchema, priceProblems, priceSchema } from './config-costs';
import { defaultMarks, marksSchema } from './config-marks';
import { publicRecordDefaults, publicRecordSchema } from './config-public-record';
import { ledgerDefaults, ledgerSchema } from './config-ledger';
import { retentionDefaults, retentionSchema } from './config-retention';

const termSchema = z.strictObject({ en: z.string(), zh: z.string() });

/** Asks the runtime by using it: its list of names leaves out aliases such as `Asia/Kolkata`. */
const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const policySchema = z.enum(['off', 'warn', 'block']);

const stageSchema = z.strictObject({
  quality: z.enum(QUALITIES).nullable(),
  longestSide: z.number().int().positive(),
});

/** What a configuration may say of a model; the rest comes from the model that it is `like`. */
const modelSchema = z
  .strictObject({
    name: z.string().min(1),
    kind: z.enum(KINDS),
    inputTypes: z.array(z.enum(INPUT_TYPES)),
    digitalSourceType: z.enum(DIGITAL_SOURCE_TYPES),
    promptMaxLength: z.number().int().positive(),
    hasNegativePrompt: z.boolean(),
    hasSeed: z.boolean(),
    isReproducible: z.boolean(),
    aspectRatios: z.array(aspectRatioSchema),
    sizes: z.record(aspectRatioSchema, z.array(sizeSchema)),
    qualities: z.array(z.enum(QUALITIES)),
    maxCount: z.number().int().min(1).max(100),
    outputsPerJob: z.number().int().min(1).max(100),
    references: z.strictObject({
      maximum: z.number().int().min(0).max(8),
      roles: z.array(z.enum(REFERENCE_ROLES)),
      isRequired: z.boolean(),
    }),
    resolutions: z.array(z.string()),
    durationsSeconds: z
      .strictObject({ minimum: z.number(), maximum: z.number(), step: z.number().positive() })
      .nullable(),
    frameRates: z.array(z.number().int()),
    cameraMotions: z.array(z.enum(CAMERA_MOTIONS)),
    hasAudio: z.boolean(),
    stages: z.strictObject({ draft: stageSchema, final: stageSchema }),
  })
  .partial()
  .extend({ like: z.string().optional() });
export type ModelConfig = z.infer<typeof modelSchema>;

/** What an unset or empty environment variable gives counts as not set. */
const url = () =>
  z.union([
    z.literal(''),
    z
      .url({ protocol: /^https?$/ })
      .refine((value) => !/^https?:\/\/[^/]*@/i.test(value), 'must not hold a user or password'),
  ]);
const secret = () => z.string().nullish();

/** Bytes that the standard asks of a key at least. */
const SIGNING_KEY_BYTES = 24;

/** Standard Webhooks: `whsec_` and base64; one that is not set is none. */
const isSigningSecret = (value: string | null | undefined): boolean => {
  if (!value) return true;
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value.trim())?.[1];
  const key = Buffer.from(base64 ?? '', 'base64');
  return key.length >= SIGNING_KEY_BYTES && key.toString('base64') === base64;
};
const SIGNING_SECRET_SHAPE = `must be "whsec_" followed by at least ${SIGNING_KEY_BYTES} random bytes in base64; make one with: echo "whsec_$(openssl rand -base64 32)"`;

const signingSecret = () => secret().refine(isSigningSecret, SIGNING_SECRET_SHAPE);

const providerSchema = z.strictObject({
  isEnabled: z.boolean().default(true),
  /** Which kind of provider it is: `replicate`, `fal`, `openai-compatible` … */
  adapter: z.string().min(1),
  name: z.string().min(1).optional(),
  /** A variant of the adapter's protocol. */
  preset: z.string().optional(),
  baseUrl: url().nullish(),
  apiKey: secret(),
  secretKey: secret(),
  webhookSecret: secret(),
  options: z.record(z.string(), z.unknown()).default({}),
  /** Which models are offered; without it all that the adapter knows. */
  models: z.record(z.string(), modelSchema).optional(),
  prices: z.record(z.string(), priceSchema).default({}),
  /** Most jobs that live upstream at once. */
  concurrency: z.number().int().min(1).max(1000).default(4),
  /** Seconds: for the answer to a submit, and from there to the result. */
  deadlines: z
    .strictObject({
      submitSeconds: z.number().int().min(1).max(3600),
      resultSeconds: z.number().int().min(1).max(604_800),
    })
    .partial()
    .default({}),
  /** Seconds between two polls where the provider gives no advice. */
  pollSeconds: z.number().min(0.05).max(3600).default(5),
  /** Public address of this server for callbacks of this provider; without it, it is only polled. */
  callbackBaseUrl: url().nullish(),
  /** Hosts that results may come from although they are private. */
  allowedHosts: z.array(z.string()).default([]),
});
export type ProviderConfig = z.infer<typeof providerSchema>;

/** A fixed place, or the field of the entry that says it. */
const destinationSchema = z.strictObject({
  channels: z.array(z.string()).optional(),
  /** Name of a text or enumeration field whose value is a channel. */
  channelField: z.string().optional(),
  regions: z.array(z.string()).optional(),
  regionField: z.string().optional(),
  /** Whether the locale of an entry is the language that the reuse limits speak of. */
  isLocaleLanguage: z.boolean().default(false),
});
export type DestinationConfig = z.infer<typeof destinationSchema>;

const noticeWebhookSchema = z
  .strictObject({
    template: z.enum(['generic', 'wecom', 'feishu', 'dingtalk']),
    url: z.url({ protocol: /^https?$/ }),
    /** Signs the message where the template knows a signature. */
    secret: secret(),
    /** Which notices it gets; empty: all. */
    kinds: z.array(z.enum(NOTICE_KINDS)).default([]),
    /** Language of the messages. */
    language: z.enum(['en', 'zh']).default('en'),
  })
  .refine(({ template, secret }) => template !== 'generic' || isSigningSecret(secret), {
    path: ['secret'],
    message: SIGNING_SECRET_SHAPE,
  });
export type NoticeWebhookConfig = z.infer<typeof noticeWebhookSchema>;

const fields = z.strictObject({
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
  /** By an id of your own choice. */
  providers: z.record(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/)
      .refine((id) => id !== ELSEWHERE, 'stands for files that were made elsewhere'),
    providerSchema
  ),
  callbacks: z.strictObject({
    /** Public address of this server, for providers that call back; without it they are polled. */
    baseUrl: url().nullish(),
    /** Signs what we send to the addresses that requesters give: `whsec_` and base64. */
    signingSecret: signingSecret(),
    /** Hosts that may be called although they are private. */
    allowedHosts: z.array(z.string()).default([]),
    /** Seconds until the second attempt; the waits after that grow from it to hours. */
    firstRetrySeconds: z.number().min(0.001).max(3600).default(10),
  }),
  /** Largest file that is fetched, in bytes. */
  maxDownloadBytes: z.number().int().positive().max(2_147_483_647),
  gate: z.strictObject({
    generated: policySchema,
    declared: policySchema,
    detected: policySchema,
    untracked: policySchema,
    /** For outputs made from a reference whose rights were withdrawn or are over. */
    rights: policySchema,
    /** For approved assets without a stated licence. */
    licence: policySchema,
    /** Where entries appear, by the uid of their content type. */
    contentTypes: z.record(z.string(), destinationSchema),
    /** Days after which a published entry that shows what may not be shown is taken down. */
    unpublishAfterDays: z.number().int().min(0).max(3650).nullish(),
  }),
  notices: z.strictObject({
    /** Days before the last usable day of an asset on which people are told. */
    expiringDays: z.number().int().min(1).max(365),
    /** How often people are sent their unread notices by e-mail, unless they say otherwise. */
    digest: z.enum(['never', 'hourly', 'daily']),
    webhooks: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), noticeWebhookSchema),
    /** Hosts that may be called although they are private. */
    allowedHosts: z.array(z.string()).default([]),
  }),
  costs: costsSchema,
  marks: marksSchema,
  publicRecord: publicRecordSchema,
  ledger: ledgerSchema,
  retention: retentionSchema,
});
const configSchema = fields.superRefine((value, context) => {
  for (const problem of priceProblems(value)) context.addIssue({ code: 'custom', ...problem });
});
export type PluginConfig = z.infer<typeof configSchema>;

const plain = (terms: Record<string, Term>) =>
  Object.fromEntries(Object.entries(terms).map(([key, { en, zh }]) => [key, { en, zh }]));

const free = { amount: '0', unit: 'output', source: 'The sandbox uses no model.' } as const;

const defaultConfig: z.input<typeof configSchema> = {
  siteTimeZone: 'UTC',
  purposes: plain(purposes),
  channels: plain(channels),
  specifications: defaultSpecifications,
  duplicateWindowMinutes: 30,
  mayDecideOnOwnWork: false,
  dispatch: { isEnabled: true, leaseSeconds: 30, pollMs: 500, concurrency: 16 },
  providers: {
    sandbox: {
      adapter: 'sandbox',
      deadlines: { resultSeconds: 600 },
      pollSeconds: 0.1,
      prices: { 'sandbox-image': free, 'sandbox-image-single': free, 'sandbox-video': free },
    },
  },
  callbacks: {},
  maxDownloadBytes: 2_000_000_000,
  gate: {
    generated: 'block',
    declared: 'warn',
    detected: 'warn',
    untracked: 'off',
    rights: 'block',
    licence: 'off',
    contentTypes: {},
  },
  notices: { expiringDays: 30, digest: 'never', webhooks: {} },
  costs: {
    currency: 'USD',
    rates: {},
    boundaries: {},
    models: {},
    finalWithoutDraft: 'ask',
    approvalAbove: null,
  },
  marks: defaultMarks,
  publicRecord: publicRecordDefaults,
  ledger: ledgerDefaults,
  retention: retentionDefaults,
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

/** The configuration with everything that was not said filled in. */
export const readConfig = (value: unknown): PluginConfig => configSchema.parse(value);

/** Specifications with their names, in the order of the configuration. */
export const specificationsOf = (settings: PluginConfig): Specification[] =>
  Object.entries(settings.specifications).map(([key, specification]) => {
    const [purpose = '', channel = '', name = ''] = key.split('.');
    return { ...specification, purpose, channel, name };
  });

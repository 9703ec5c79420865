import { z } from 'zod';

const folderSchema = z.strictObject({
  isEnabled: z.boolean().default(true),
  adapter: z.literal('folder'),
  /** Absolute, or from the folder of the project; without it, `checkpoints` in the ledger's folder. */
  path: z.string().nullish(),
});
/** A bucket that speaks the protocol of S3 and takes conditional writes (`If-None-Match`). */
const bucketSchema = z.strictObject({
  isEnabled: z.boolean().default(true),
  adapter: z.literal('bucket'),
  /** `https://s3.eu-central-1.amazonaws.com`, say; the bucket is named in the path. */
  endpoint: z.url({ protocol: /^https?$/ }),
  region: z.string().min(1).default('us-east-1'),
  bucket: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/),
  /** Stands before every name; with its slash. */
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9._/-]*$/)
    .default(''),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
});
export type LedgerBucketConfig = z.infer<typeof bucketSchema>;

/** Where checkpoints are kept outside the database. */
const exportSchema = z.discriminatedUnion('adapter', [folderSchema, bucketSchema]);
export type LedgerExportConfig = z.infer<typeof exportSchema>;

const pem = () => z.string().nullish();

export const ledgerSchema = z.strictObject({
  /** Longest time until an event is sealed, in seconds. */
  sealSeconds: z.number().min(0.05).max(3600),
  /** A checkpoint is signed after so many events, or after so many minutes if there was one. */
  checkpointEvents: z.number().int().min(1).max(1_000_000),
  checkpointMinutes: z.number().min(0.01).max(10_080),
  /** Ed25519 private key, PKCS #8 in PEM; line breaks may be written as `\n`. */
  signingKey: pem(),
  /** File that holds it. */
  signingKeyFile: z.string().nullish(),
  /** The key before this one, for the one start that changes keys: it vouches for the new one. */
  previousKey: pem(),
  previousKeyFile: z.string().nullish(),
  /** Verifier keys that are believed beside our own, by an id of your choice. */
  trustedKeys: z.record(z.string(), z.string().regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/)),
  /** Holds the development key and, unless told otherwise, the exported checkpoints. */
  folder: z.string().nullish(),
  exports: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), exportSchema),
});
export type LedgerConfig = z.infer<typeof ledgerSchema>;

export const ledgerDefaults: z.input<typeof ledgerSchema> = {
  sealSeconds: 2,
  checkpointEvents: 1000,
  checkpointMinutes: 10,
  trustedKeys: {},
  exports: { folder: { adapter: 'folder' } },
};

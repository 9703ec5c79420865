import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** Key and checkpoints of the ledger of this instance (docs/operators.md). */
export const ledgerFrom = (env: Env) => ({
  signingKey: env('LEDGER_SIGNING_KEY'),
  signingKeyFile: env('LEDGER_SIGNING_KEY_FILE'),
  previousKey: env('LEDGER_PREVIOUS_KEY'),
  previousKeyFile: env('LEDGER_PREVIOUS_KEY_FILE'),
  trustedKeys: env.json('LEDGER_TRUSTED_KEYS', {}),
  folder: env('LEDGER_FOLDER'),
  sealSeconds: env.float('LEDGER_SEAL_SECONDS', 2),
  checkpointEvents: env.int('LEDGER_CHECKPOINT_EVENTS', 1000),
  checkpointMinutes: env.float('LEDGER_CHECKPOINT_MINUTES', 10),
  exports: {
    ...(env('LEDGER_EXPORT_FOLDER') && {
      folder: { adapter: 'folder' as const, path: env('LEDGER_EXPORT_FOLDER') },
    }),
    ...(env('LEDGER_EXPORT_BUCKET') && {
      bucket: {
        adapter: 'bucket' as const,
        endpoint: env('LEDGER_EXPORT_BUCKET_ENDPOINT'),
        region: env('LEDGER_EXPORT_BUCKET_REGION', 'us-east-1'),
        bucket: env('LEDGER_EXPORT_BUCKET'),
        prefix: env('LEDGER_EXPORT_BUCKET_PREFIX', ''),
        accessKeyId: env('LEDGER_EXPORT_BUCKET_KEY_ID'),
        secretAccessKey: env('LEDGER_EXPORT_BUCKET_SECRET'),
      },
    }),
  },
});

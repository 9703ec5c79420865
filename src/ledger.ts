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
  ...(env('LEDGER_EXPORT_FOLDER') && {
    exports: { folder: { adapter: 'folder' as const, path: env('LEDGER_EXPORT_FOLDER') } },
  }),
});

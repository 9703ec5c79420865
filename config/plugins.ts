import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { costsFrom } from '../src/costs';
import { ledgerFrom } from '../src/ledger';
import { MAX_UPLOAD_BYTES } from '../src/limits';
import { marksFrom } from '../src/marks';
import { emailFrom, noticesFrom } from '../src/notices';
import { providersFrom } from '../src/providers';
import { publicRecordFrom } from '../src/public-record';
import { retentionFrom } from '../src/retention';

const PLUGIN_PACKAGE = 'strapi-plugin-asset-provenance';
const BUILT_FILES = ['dist/server/index.js', 'dist/admin/index.mjs'];

/** Strapi skips a plugin whose build is missing without a word, as if it were switched off. */
const assertPluginIsBuilt = () => {
  const folder = path.dirname(require.resolve(`${PLUGIN_PACKAGE}/package.json`));
  const missing = BUILT_FILES.filter((file) => !existsSync(path.join(folder, file)));
  if (missing.length > 0) {
    throw new Error(
      `${PLUGIN_PACKAGE} is enabled but not built (missing: ${missing.join(', ')}). ` +
        'Run "npm run build:plugin", or set ASSET_PROVENANCE_ENABLED=false.'
    );
  }
};

export default ({ env }: Core.Config.Shared.ConfigParams) => {
  const isEnabled = env.bool('ASSET_PROVENANCE_ENABLED', true);
  if (isEnabled) assertPluginIsBuilt();

  return {
    upload: {
      config: { sizeLimit: MAX_UPLOAD_BYTES },
    },
    ...emailFrom(env),
    graphql: {
      enabled: env.bool('GRAPHQL', false),
      config: { apolloServer: { introspection: env.bool('GRAPHQL_INTROSPECTION', false) } },
    },
    'users-permissions': {
      config: { jwtSecret: env('JWT_SECRET') },
    },
    'asset-provenance': {
      enabled: isEnabled,
      config: {
        dispatch: {
          leaseSeconds: env.int('ASSET_PROVENANCE_LEASE_SECONDS', 30),
          pollMs: env.int('ASSET_PROVENANCE_POLL_MS', 500),
        },
        siteTimeZone: env('SITE_TIME_ZONE', 'UTC'),
        gate: {
          untracked: env('ASSET_PROVENANCE_GATE_UNTRACKED', 'off'),
          unpublishAfterDays: env.int('ASSET_PROVENANCE_UNPUBLISH_AFTER_DAYS'),
          contentTypes: {
            'api::article.article': { channels: ['website'] },
            'api::campaign.campaign': {
              channelField: 'channel',
              regionField: 'region',
              isLocaleLanguage: true,
            },
            'api::notice.notice': { channels: ['website'], regionField: 'region' },
          },
        },
        providers: providersFrom(env),
        callbacks: {
          baseUrl: env('PUBLIC_URL'),
          signingSecret: env('CALLBACK_SIGNING_SECRET'),
          allowedHosts: env.array('CALLBACK_ALLOWED_HOSTS', []),
          firstRetrySeconds: env.float('CALLBACK_FIRST_RETRY_SECONDS', 10),
        },
        notices: noticesFrom(env),
        costs: costsFrom(env),
        marks: marksFrom(env),
        publicRecord: publicRecordFrom(env),
        ledger: ledgerFrom(env),
        retention: retentionFrom(env),
      },
    },
  };
};

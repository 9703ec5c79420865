import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createDatabase } from '../support/database';

const ROOT = path.resolve(__dirname, '..', '..');
const SCRIPT = path.join(ROOT, 'tests', 'support', 'gate-transactions.cjs');

const secrets = {
  APP_KEYS: 'key-1,key-2',
  API_TOKEN_SALT: 'salt',
  ADMIN_JWT_SECRET: 'secret',
  TRANSFER_TOKEN_SALT: 'salt',
  JWT_SECRET: 'secret',
  ENCRYPTION_KEY: 'test-encryption-key-0123456789abcdef',
};

describe('the publish gate inside somebody else’s transaction', () => {
  it('undoes exactly what it refuses, even where the refusal is caught', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-'));
    mkdirSync(path.join(folder, 'public', 'uploads'), { recursive: true });
    const database = await createDatabase(folder);
    const { NODE_OPTIONS: _options, ...env } = process.env;
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ROOT], {
        cwd: ROOT,
        env: {
          ...env,
          ...secrets,
          NODE_ENV: 'production',
          STRAPI_TELEMETRY_DISABLED: 'true',
          ENV_PATH: path.join(folder, '.env'),
          PUBLIC_DIR: path.join(folder, 'public'),
          ...database.env,
        },
      });
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
        codes: ['publish_refused', 'publish_refused'],
        live: [true, false, true],
        traces: 0,
        parallel: [true, true],
        recorded: 2,
      });
    } finally {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

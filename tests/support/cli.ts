import { spawn } from 'node:child_process';
import path from 'node:path';
import { inheritedEnv, secrets } from './server';
import type { Server } from './server';

const ROOT = path.resolve(__dirname, '..', '..');
const CLI = path.join(ROOT, 'plugins/asset-provenance/dist/cli/index.js');

export type CliEnd = { code: number | null; out: string; err: string };

/** Runs `asset-provenance <args>` beside a server, on its database and files. */
export const runCli = (
  args: string[],
  {
    server,
    cwd = ROOT,
    env = {},
  }: {
    server?: Pick<Server, 'databaseEnv' | 'publicDir'>;
    cwd?: string;
    env?: Record<string, string>;
  } = {}
): Promise<CliEnd> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: {
        ...inheritedEnv(),
        ...secrets,
        NODE_ENV: 'production',
        ENV_PATH: path.join(ROOT, '.no-such-env'),
        STRAPI_TELEMETRY_DISABLED: 'true',
        LC_ALL: 'en_GB.UTF-8',
        ...(server && { ...server.databaseEnv, PUBLIC_DIR: server.publicDir }),
        ...env,
      },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });

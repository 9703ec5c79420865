import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase, openDatabase } from './database';
import { freePort } from './port';
import { until } from './wait';

type Launch = {
  env?: Record<string, string>;
  /** Files that Node loads before Strapi (`--require`), in its worker threads too. */
  preload?: string[];
};
export type ServerOptions = Launch & {
  /** An existing SQLite file; without it the server gets a database of its own. */
  databaseFile?: string;
  /** Begins with an empty database, not with the prepared one. */
  isFirstStart?: boolean;
  /** Knows its own address, so that providers can call back. */
  isPublic?: boolean;
  /** Node arguments that start it, otherwise than `strapi start` does. */
  command?: string[];
  /** Another Strapi project than this repository. */
  appDir?: string;
};
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type Server = {
  url: string;
  readonly pid: number;
  /** null on PostgreSQL. */
  databaseFile: string | null;
  /** Leads a second server to the same database. */
  databaseEnv: Record<string, string>;
  publicDir: string;
  logFile: string;
  logs: () => string;
  /** Resolves when the process is gone, however it ended. */
  exited: () => Promise<Exit>;
  stop: () => Promise<void>;
  kill9: () => Promise<void>;
  /** Ends the process if it still runs and starts it again on the same port, data and files. */
  restart: (changes?: Launch) => Promise<void>;
  /** Stops the server and removes its database and files. */
  dispose: () => Promise<void>;
};

const ROOT = path.resolve(__dirname, '..', '..');
const EXIT_WITH_PARENT = path.join(__dirname, 'exit-with-parent.cjs');
const PATIENT_SOCKETS = path.join(__dirname, 'patient-sockets.cjs');
/**
 * Several servers share few cores: threads of V8's own beside each cost more than they bring, and so
 * does optimising what runs only while a server starts.
 */
const START = [
  '--single-threaded',
  '--max-semi-space-size=64',
  '--interrupt-budget=600000',
  path.join(__dirname, 'start-strapi.cjs'),
];
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

/** What a Strapi of the tests must know to start at all. */
export const secrets = {
  APP_KEYS: 'test-key-1,test-key-2',
  API_TOKEN_SALT: 'test-api-token-salt',
  ADMIN_JWT_SECRET: 'test-admin-jwt-secret',
  TRANSFER_TOKEN_SALT: 'test-transfer-token-salt',
  JWT_SECRET: 'test-jwt-secret',
  ENCRYPTION_KEY: 'test-encryption-key-0123456789abcdef',
  CALLBACK_SIGNING_SECRET: `whsec_${Buffer.from('test-callback-signing-secret').toString('base64')}`,
};

/** Told by the global setup: a database with tables and people, for most servers to begin with. */
const PREPARED = 'ASSET_PROVENANCE_TEST_DATABASE';
const prepared = () => process.env[PREPARED];
export const beginWith = (database: string) => {
  process.env[PREPARED] = database;
};

/** What the test run itself needs must not reach the server. */
export const inheritedEnv = () => {
  const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...rest } = process.env;
  return rest;
};

export const startServer = async (options: ServerOptions = {}): Promise<Server> => {
  const appDir = options.appDir ?? ROOT;
  const folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-'));
  const publicDir = path.join(folder, 'public');
  const logFile = path.join(folder, 'server.log');
  mkdirSync(path.join(publicDir, 'uploads'), { recursive: true });
  const database = options.databaseFile
    ? openDatabase(options.databaseFile)
    : await createDatabase(folder, { copyOf: options.isFirstStart ? undefined : prepared() });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  let launch: Launch = options;
  let child: ChildProcess;
  let exit: Promise<Exit>;
  let isGone = false;

  const logs = () => readFileSync(logFile, 'utf8');

  const spawnStrapi = () => {
    const log = openSync(logFile, 'a');
    const preload = [EXIT_WITH_PARENT, PATIENT_SOCKETS, ...(launch.preload ?? [])];
    child = spawn(process.execPath, options.command ?? START, {
      cwd: appDir,
      stdio: ['pipe', log, log],
      env: {
        ...inheritedEnv(),
        ...secrets,
        EXIT_WITH_PARENT: String(process.pid),
        NODE_ENV: 'production',
        NODE_OPTIONS: preload.map((file) => `--require "${file}"`).join(' '),
        // A developer's own .env has no say here.
        ENV_PATH: path.join(folder, '.env'),
        STRAPI_TELEMETRY_DISABLED: 'true',
        ADMIN_RATE_LIMIT: 'false',
        HOST: '127.0.0.1',
        PORT: String(port),
        ...(options.isPublic && { PUBLIC_URL: url }),
        PUBLIC_DIR: publicDir,
        LEDGER_FOLDER: path.join(folder, 'ledger'),
        ...database.env,
        ...launch.env,
      },
    });
    closeSync(log);
    isGone = false;
    exit = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        isGone = true;
        resolve({ code, signal });
      });
    });
  };

  const isHealthy = async () => {
    if (isGone) throw new Error(`Strapi ended before it was ready:\n${logs().slice(-4000)}`);
    const answer = await fetch(`${url}/_health`).catch(() => null);
    return answer?.status === 204;
  };

  const start = async () => {
    spawnStrapi();
    await until(isHealthy, { what: 'Strapi to be ready', timeoutMs: START_TIMEOUT_MS }).catch(
      async (error: unknown) => {
        await kill9();
        throw error;
      }
    );
  };

  const kill9 = async () => {
    if (!isGone) child.kill('SIGKILL');
    await exit;
  };

  const stop = async () => {
    if (isGone) return;
    child.kill('SIGTERM');
    await until(() => isGone, { what: 'Strapi to stop', timeoutMs: STOP_TIMEOUT_MS }).catch(
      async (error: unknown) => {
        await kill9();
        throw error;
      }
    );
  };

  const cleanUp = async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };

  await start().catch(async (error: unknown) => {
    await cleanUp();
    throw error;
  });
  return {
    url,
    get pid() {
      return child.pid ?? 0;
    },
    databaseFile: database.file,
    databaseEnv: database.env,
    publicDir,
    logFile,
    logs,
    exited: () => exit,
    stop,
    kill9,
    restart: async (changes = {}) => {
      await stop();
      launch = { ...launch, ...changes };
      await start();
    },
    dispose: async () => {
      await stop();
      await cleanUp();
    },
  };
};

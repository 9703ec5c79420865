import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { until } from '../../tests/support/wait';

const ROOT = path.resolve(__dirname, '..', '..');
const FOLDER = path.join(ROOT, '.tmp', 'demo');
/** Made anew for each run; whoever wants to check the signature of a callback must know it. */
export const CALLBACK_SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const DATABASE = path.join(ROOT, '.tmp', 'demo.db');
const PUBLIC_DIR = path.join(FOLDER, 'public');
const LOG_FILE = path.join(FOLDER, 'server.log');
const RUNNING_FILE = path.join(FOLDER, 'running.json');
const EXIT_WITH_PARENT = path.join(ROOT, 'tests', 'support', 'exit-with-parent.cjs');
const HOST = '127.0.0.1';
const FIRST_PORT = 1337;
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

export type Cms = {
  url: string;
  logFile: string;
  logs: () => string;
  /** Resolves when the process is gone, however it ended. */
  exited: Promise<void>;
  stop: () => Promise<void>;
};

const isFree = (port: number, host?: string) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host }, () => probe.close(() => resolve(true)));
  });

const nextFreePort = async (port = FIRST_PORT): Promise<number> => {
  if ((await isFree(port)) && (await isFree(port, HOST))) return port;
  return nextFreePort(port + 1);
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A second demo would take the database away from under the first. */
const assertNoOtherDemo = async () => {
  if (!existsSync(RUNNING_FILE)) return;
  const { url, pid } = JSON.parse(readFileSync(RUNNING_FILE, 'utf8')) as {
    url: string;
    pid: number;
  };
  const isHealthy = await fetch(`${url}/_health`).then(
    ({ status }) => status === 204,
    () => false
  );
  if (isAlive(pid) && isHealthy) {
    throw new Error(
      `A demo of this folder is running already at ${url} (process ${pid}): stop it first.`
    );
  }
};

const removeEarlierRun = () => {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(DATABASE + end, { force: true });
  mkdirSync(path.join(PUBLIC_DIR, 'uploads'), { recursive: true });
};

/** A developer's own settings have no say in the demo; only the secrets come from `.env`. */
const environment = (port: number) => {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  return {
    ...inherited,
    EXIT_WITH_PARENT: String(process.pid),
    NODE_OPTIONS: `--require "${EXIT_WITH_PARENT}"`,
    NODE_ENV: 'production',
    ASSET_PROVENANCE_ENABLED: 'true',
    STRAPI_TELEMETRY_DISABLED: 'true',
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: DATABASE,
    PUBLIC_DIR,
    PUBLIC_URL: '',
    CALLBACK_SIGNING_SECRET: CALLBACK_SECRET,
    CALLBACK_ALLOWED_HOSTS: HOST,
    HOST,
    PORT: String(port),
  };
};

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-20).join('\n');

/** Starts Strapi on a database and files of its own, made anew. */
export const startCms = async (): Promise<Cms> => {
  await assertNoOtherDemo();
  removeEarlierRun();
  const port = await nextFreePort();
  const url = `http://${HOST}:${port}`;
  const log = openSync(LOG_FILE, 'a');
  const child = spawn(process.execPath, ['node_modules/@strapi/strapi/bin/strapi.js', 'start'], {
    cwd: ROOT,
    stdio: ['pipe', log, log],
    env: environment(port),
    // A Ctrl-C in the terminal is for the demo, which then stops Strapi in order.
    detached: process.platform !== 'win32',
  });
  closeSync(log);
  writeFileSync(RUNNING_FILE, JSON.stringify({ url, pid: process.pid }));

  let isGone = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isGone = true;
      rmSync(RUNNING_FILE, { force: true });
      resolve();
    });
  });
  const logs = () => readFileSync(LOG_FILE, 'utf8');

  const stop = async () => {
    if (!isGone) child.kill('SIGTERM');
    await until(() => isGone, { what: 'Strapi to stop', timeoutMs: STOP_TIMEOUT_MS }).catch(() =>
      child.kill('SIGKILL')
    );
    await exited;
  };

  const isReady = async () => {
    if (isGone)
      throw new Error(`Strapi ended before it was ready; ${LOG_FILE} says:\n${lastLines(logs())}`);
    return fetch(`${url}/_health`).then(
      ({ status }) => status === 204,
      () => false
    );
  };
  try {
    await until(isReady, { what: 'Strapi to be ready', timeoutMs: START_TIMEOUT_MS });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, logFile: LOG_FILE, logs, exited, stop };
};

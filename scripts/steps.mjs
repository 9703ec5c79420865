// Small helpers of the scripts: run a command with visible progress, hash source files.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const HEARTBEAT_MS = 20_000;
const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** Resolves with the exit code; prints a sign of life while a quiet command runs. */
export const run = (command, args, { env = process.env, title } = {}) =>
  new Promise((resolve, reject) => {
    const startedAt = Date.now();
    if (title) console.log(`▶ ${title}`);
    const heartbeat = setInterval(
      () => title && console.log(`  … ${title}: ${seconds(startedAt)}`),
      HEARTBEAT_MS
    );
    // npm and npx are shell scripts on Windows.
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(heartbeat);
      if (title) console.log(`${code === 0 ? '✔' : '✖'} ${title} (${seconds(startedAt)})`);
      resolve(code ?? (signal ? 1 : 0));
    });
  });

export const runOrExit = async (command, args, options) => {
  const code = await run(command, args, options);
  if (code !== 0) process.exit(code);
};

const filesBelow = (target) => {
  if (!existsSync(target)) return [];
  if (statSync(target).isFile()) return [target];
  return readdirSync(target)
    .sort()
    .flatMap((name) => filesBelow(path.join(target, name)));
};

/** One hash over names and contents of the files and folders given, relative to the root. */
export const hashOf = (targets) => {
  const hash = createHash('sha256');
  for (const file of targets.flatMap((target) => filesBelow(path.join(root, target)))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
};

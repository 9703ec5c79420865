// Installs and builds what is missing, then runs Jest. `--projects=unit,api` chooses the suites;
// everything else goes to Jest.
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, ensureInstalled } from './ensure-built.mjs';
import { run } from './steps.mjs';

const DEFAULT_PROJECTS = 'unit,api,providers,faults';
const PREFIX = '--projects=';
/** Files at once, where two cores are enough: servers wait a third of their time, browsers do not. */
const WIDTH = 4;
const WIDTH_OF_BROWSERS = 2;

/** Memory that looks like a disk: a commit need not wait for one. Docker's is 64 MB unless told otherwise. */
const MEMORY = '/dev/shm';
const LEAST_MEMORY_BYTES = 6 * 1024 ** 3;

const args = process.argv.slice(2);
const chosen = args.findLast((arg) => arg.startsWith(PREFIX)) ?? PREFIX + DEFAULT_PROJECTS;
const projects = chosen.slice(PREFIX.length).split(',');
const jestArgs = args.filter((arg) => !arg.startsWith(PREFIX));

const isOnlyUnits = projects.every((project) => project === 'unit');
await (isOnlyUnits ? ensureInstalled() : ensureBuilt());

const hasMemory = () => {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= LEAST_MEMORY_BYTES;
};

/** Whoever chose files wants one server for them, not four. */
const widest = projects.includes('e2e') ? WIDTH_OF_BROWSERS : WIDTH;
const width = jestArgs.every((arg) => arg.startsWith('-')) ? widest : 1;

const temporary = hasMemory() ? mkdtempSync(path.join(MEMORY, 'tests-')) : null;
const removeTemporary = () => temporary && rmSync(temporary, { recursive: true, force: true });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    removeTemporary();
    process.exit(130);
  });

process.exitCode = await run(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    `--maxWorkers=${width}`,
    ...jestArgs,
    '--passWithNoTests',
    '--selectProjects',
    ...projects,
  ],
  { env: { ...process.env, ...(temporary && { TMPDIR: temporary }) } }
);
removeTemporary();

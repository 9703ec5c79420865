// Installs and builds what is missing, then runs Jest. `--projects=unit,api` chooses the suites;
// everything else goes to Jest.
import { ensureBuilt, ensureInstalled } from './ensure-built.mjs';
import { run } from './steps.mjs';

const DEFAULT_PROJECTS = 'unit,api,providers,faults';
const PREFIX = '--projects=';

const args = process.argv.slice(2);
const chosen = args.findLast((arg) => arg.startsWith(PREFIX)) ?? PREFIX + DEFAULT_PROJECTS;
const projects = chosen.slice(PREFIX.length).split(',');
const jestArgs = args.filter((arg) => !arg.startsWith(PREFIX));

const needsBuild = projects.some((project) => project !== 'unit');
await (needsBuild ? ensureBuilt() : ensureInstalled());

process.exitCode = await run(process.execPath, [
  'node_modules/jest/bin/jest.js',
  ...jestArgs,
  '--passWithNoTests',
  '--selectProjects',
  ...projects,
]);

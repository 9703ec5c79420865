// Installs and builds what is missing, then runs Jest. `--projects=unit,api` chooses the suites;
// everything else goes to Jest.
import { ensureBuilt, ensureInstalled } from './ensure-built.mjs';
import { run } from './steps.mjs';

const DEFAULT_PROJECTS = 'unit,api,providers,faults';
const PREFIX = '--projects=';
/** Suites whose files need nothing of each other, and wait more than they work. */
const SIDE_BY_SIDE = ['unit', 'providers'];
const WIDTH = 3;
/**
 * Suites whose files share one server, in turn, and are many: parts of them run at once, each with a
 * server of its own. Servers wait more than they work; browsers do not.
 */
const SHARDS = { api: 4, faults: 2, e2e: 2 };

const args = process.argv.slice(2);
const chosen = args.findLast((arg) => arg.startsWith(PREFIX)) ?? PREFIX + DEFAULT_PROJECTS;
const projects = chosen.slice(PREFIX.length).split(',');
const jestArgs = args.filter((arg) => !arg.startsWith(PREFIX));

const needsBuild = projects.some((project) => project !== 'unit');
await (needsBuild ? ensureBuilt() : ensureInstalled());

const jest = (selected, more, named = (arg) => arg) =>
  run(process.execPath, [
    'node_modules/jest/bin/jest.js',
    ...jestArgs.map(named),
    ...more,
    '--passWithNoTests',
    '--selectProjects',
    ...selected,
  ]);

/** Each run of Jest writes its figures into a file of its own. */
const into = (name) => (arg) => arg.replace(/^(--outputFile=.*)\.json$/, `$1.${name}.json`);

const inShards = (project, shards) =>
  Promise.all(
    Array.from({ length: shards }, (_, index) =>
      jest([project], [`--shard=${index + 1}/${shards}`], into(`${project}-${index + 1}`))
    )
  );

const sideBySide = projects.filter((project) => SIDE_BY_SIDE.includes(project));
const sharded = projects.filter((project) => project in SHARDS);
const inTurn = projects.filter(
  (project) => !SIDE_BY_SIDE.includes(project) && !(project in SHARDS)
);
const codes = [];
if (sideBySide.length > 0)
  codes.push(await jest(sideBySide, [`--maxWorkers=${WIDTH}`], into('side-by-side')));
for (const project of sharded) codes.push(...(await inShards(project, SHARDS[project])));
if (inTurn.length > 0) codes.push(await jest(inTurn, []));
process.exitCode = codes.find((code) => code !== 0) ?? 0;

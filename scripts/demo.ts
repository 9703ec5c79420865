// Plays the whole story over HTTP on a Strapi of its own, prints the trace, and leaves the admin
// open. `--once` stops it at the end; the exit code is 0 only if every step held.
import { readyMadeRoles } from '../plugins/asset-provenance/shared';
import type { Cms } from './demo/cms';
import { createReport } from './demo/report';
import { playStory } from './demo/story';
import type { Audited } from './demo/story/audit';
import type { Stage } from './demo/story/stage';
import { printFacts, printTable, printTitle } from './demo/table';
import { bold, cyan, green, print, printHanging, red } from './demo/terminal';
import { printTrace } from './demo/trace-report';

const isOnce = process.argv.includes('--once');
const report = createReport();
let cms: Cms | null = null;
let stage: Stage | null = null;
let isStopping = false;

/** A Strapi that is still starting goes away with this process. */
const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  report.close();
  print();
  print('Stopping Strapi …');
  await cms?.stop();
  print('Stopped.');
  process.exit();
};

const play = async (): Promise<Audited | null> => {
  try {
    return await playStory(report, {
      onStart: (started) => (cms = started),
      onStage: (set) => (stage = set),
    });
  } catch (error) {
    report.ended(error);
    return null;
  }
};

const printLogIns = ({ people: { superAdmin, editor, contentManager, auditor } }: Stage) => {
  const roles = [
    { person: superAdmin, role: 'Super admin' },
    { person: editor, role: readyMadeRoles['provenance-editor'].name },
    { person: contentManager, role: readyMadeRoles['provenance-content-manager'].name },
    { person: auditor, role: readyMadeRoles['provenance-auditor'].name },
  ];
  printTitle('Log-ins');
  printTable(
    [
      { title: 'name', width: 15 },
      { title: 'role', width: 26 },
      { title: 'e-mail', width: 20 },
      { title: 'password', width: 0 },
    ],
    roles.map(({ person: { name, email, password }, role }) => [name, role, email, password])
  );
};

const stayOpen = async ({ url, logFile, exited }: Cms, audited: Audited | null) => {
  if (stage) printLogIns(stage);
  printTitle('The admin is open');
  printFacts([
    ['Address', cyan(`${url}/admin`)],
    ['Then', 'menu “Provenance”'],
    ['To try a trace', audited && `as auditor, paste ${audited.traced.url}`],
    ['Log of Strapi', logFile],
    ['Stop', 'Ctrl-C'],
  ]);
  await exited;
  if (isStopping) return;
  print(red(`Strapi ended by itself; ${logFile} says why.`));
  process.exitCode = 1;
};

const main = async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop());
  }
  process.exitCode = 1;
  print(bold('Asset Provenance for Strapi: the whole story, over HTTP, as the people who do it'));
  const audited = await play();
  if (isStopping) return;
  if (audited) {
    printTrace('The trace of the picture', audited.picture, { isFull: true });
    printTrace('The trace of the film, shorter', audited.film, { isFull: false });
  }

  const { held, failed, seconds } = report.summary();
  const verdict =
    failed === 0
      ? green(`✔ All ${held} steps held (${seconds}).`)
      : red(`✖ A step did not hold, after ${held} that did (${seconds}). The story ends there.`);
  print();
  print(bold(verdict));
  process.exitCode = failed === 0 ? 0 : 1;

  if (cms && !isOnce) return stayOpen(cms, audited);
  if (cms && failed > 0) printHanging('  Log of Strapi: ', (cms as Cms).logFile);
  await (cms as Cms | null)?.stop();
};

void main();

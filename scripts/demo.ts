// Plays the whole story over HTTP on a Strapi of its own, prints the trace, and leaves the admin
// open. `--once` stops it at the end; the exit code is 0 only if every step held.
import type { Cms } from './demo/cms';
import { StoryEnded, createReport } from './demo/report';
import { playStory } from './demo/story';
import type { Stage } from './demo/story/stage';
import { bold, cyan, dim, green, print, red } from './demo/terminal';
import { printFacts, printTitle } from './demo/table';
import { printTrace } from './demo/trace-report';

const isOnce = process.argv.includes('--once');
const INTERRUPTED = 130;

let cms: Cms | null = null;
let isStopping = false;

const stopOnSignal = async () => {
  if (isStopping) return;
  isStopping = true;
  print();
  print('Stopping Strapi …');
  // A Strapi that is still starting goes away with this process.
  await cms?.stop();
  print('Stopped.');
  process.exit(process.exitCode ?? INTERRUPTED);
};

const printLogIns = ({ people: { superAdmin, editor, contentManager, auditor } }: Stage) => {
  printTitle('Log-ins');
  printFacts(
    [superAdmin, editor, contentManager, auditor].map(
      ({ name, email, password }): [string, string] => [name, `${email}   ${password}`]
    )
  );
};

const stayOpen = async (running: Cms, stage: Stage | null) => {
  if (stage) printLogIns(stage);
  print();
  print(`  Admin   ${cyan(bold(`${running.url}/admin`))}   ${dim('(menu: Asset Provenance)')}`);
  print(`  Log     ${running.logFile}`);
  print(`  Stop    Ctrl-C`);
  await running.exited;
  if (isStopping) return new Promise<void>(() => {});
  print(red('Strapi ended by itself; its log says why.'));
  process.exitCode = 1;
};

const main = async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stopOnSignal());
  const report = createReport();
  let stage: Stage | null = null;
  process.exitCode = 1;
  try {
    const { picture, film } = await playStory(report, {
      onStart: (started) => (cms = started),
      onStage: (set) => (stage = set),
    });
    printTrace('The trace of the picture', picture, { isFull: true });
    printTrace('The trace of the film, shorter', film, { isFull: false });
    process.exitCode = 0;
  } catch (error) {
    if (isStopping) return;
    if (!(error instanceof StoryEnded)) throw error;
  }

  const { held, failed, seconds } = report.summary();
  print();
  print(
    bold(
      failed === 0
        ? green(`✔ All ${held} steps held (${seconds}).`)
        : red(`✖ A step did not hold, after ${held} that did (${seconds}). The story ends there.`)
    )
  );
  const running = cms as Cms | null;
  if (running && !isOnce) return stayOpen(running, stage);
  await running?.stop();
};

main().catch((error: unknown) => {
  print(red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exit(1);
});

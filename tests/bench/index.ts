// Compares this instance with the plugin to the same instance without it, in one run on one machine.
// `--json file` also writes the figures into a file.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { coldStarts, reads, throughput, uploads } from './measures';
import type { Figure } from './measures';
import { openSides, stopAll } from './sides';
import type { Sample } from './stats';

const MOST_MINUTES = 4;

/** Filled as the run goes on, so that one that takes too long still shows what it has. */
const figures: Figure[] = [];
const startedAt = Date.now();

const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${type()} ${release()}`,
  node: process.version,
  database: process.env.DATABASE_CLIENT ?? 'sqlite',
  /** What others did on the machine when the run began. */
  loadBefore: Number(loadavg()[0]?.toFixed(1)),
};

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
const shown = ({ n, median, low, high }: Sample) =>
  `${number(median)} (${number(low)}–${number(high)}, n ${n})`;
const ratioOf = ({ stock, plugin }: Figure) => plugin.median / stock.median;

const measure = async () => {
  const starts = await coldStarts(showLive);
  figures.push(...starts.figures);
  const sides = await openSides(starts.servers);
  figures.push(await uploads(sides, showLive));
  const { figure, sample } = await throughput(sides, showLive);
  figures.push(figure, ...(await reads(sides, sample, showLive)));
};

const secondsSoFar = () => Math.round((Date.now() - startedAt) / 1000);

const printFigures = () => {
  printTitle('With the plugin, compared to stock Strapi (the same instance, plugin switched off)');
  printTable(
    [
      { title: 'measure', width: 37 },
      { title: 'unit', width: 10 },
      { title: 'stock', width: 24 },
      { title: 'plugin', width: 24 },
      { title: 'ratio', width: 0 },
    ],
    figures.map((figure) => [
      figure.name,
      figure.unit,
      shown(figure.stock),
      shown(figure.plugin),
      `× ${ratioOf(figure).toFixed(2)}`,
    ])
  );
  print();
  print('  Medians, with the middle half of the values and their number. Ratio: plugin ÷ stock;');
  print('  more is worse for ms and better for “per second”.');
  for (const { name, note } of figures) if (note) print(`  ${name}: ${note}.`);
  const { cores, processor, memoryGb, system, node, database, loadBefore } = machine;
  print(
    `  Machine: ${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}, ${database};` +
      ` load before ${loadBefore}; ${secondsSoFar()} s.`
  );
  if (loadBefore > cores) {
    print('  The machine was busy with other things: take the figures of this run as rough.');
  }
};

const jsonFile = () => {
  const at = process.argv.indexOf('--json');
  if (at < 0) return null;
  const file = process.argv[at + 1];
  if (!file) throw new Error('--json wants the name of a file.');
  return file;
};

let isEnding = false;
const end = async (code: number) => {
  if (isEnding) return;
  isEnding = true;
  await stopAll().catch(() => {});
  process.exit(code);
};

const main = async () => {
  const file = jsonFile();
  await measure();
  printFigures();
  if (!file) return;
  const results = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  const written = {
    at: new Date(startedAt).toISOString(),
    seconds: secondsSoFar(),
    machine,
    figures: results,
  };
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  print(`  Written to ${file}.`);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(130));
setTimeout(() => {
  printFigures();
  print(`  It took longer than ${MOST_MINUTES} minutes and was ended before all was measured.`);
  void end(1);
}, MOST_MINUTES * 60_000).unref();

main().then(
  () => end(0),
  (error: unknown) => {
    if (isEnding) return;
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return end(1);
  }
);

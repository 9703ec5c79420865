// What remote providers cost: callbacks a second, memory for a large file, many jobs in flight.
// `npm run bench:providers`, or with the names of measures: callbacks, video, jobs.
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { callbacks, fleet, largeVideo } from './providers';
import type { Bounded } from './providers';
import type { Sample } from './stats';

const shown = ({ n, median, low, high }: Sample) =>
  `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}, n ${n})`;

const callbackRate = async (say: (text: string) => void): Promise<Bounded> => {
  const { bare, plugin } = await callbacks(say);
  return {
    name: 'verified callbacks a second',
    unit: '× bare route',
    value: {
      n: plugin.n,
      median: plugin.median / bare.median,
      low: plugin.low / bare.high,
      high: plugin.high / bare.low,
    },
    bound: '≥ 0.7',
    note: `${plugin.median.toFixed(0)} a second; bare Strapi route with the same HMAC and one insert: ${bare.median.toFixed(0)}`,
  };
};

const measures = { callbacks: callbackRate, video: largeVideo, jobs: fleet };

const main = async () => {
  const named = process.argv.slice(2);
  const chosen = Object.entries(measures).filter(
    ([name]) => named.length === 0 || named.includes(name)
  );
  const figures: Bounded[] = [];
  for (const [, measure] of chosen) figures.push(await measure(showLive));
  printTitle('Remote providers, against a fake on loopback');
  printTable(
    [
      { title: 'measure', width: 34 },
      { title: 'median (middle half)', width: 30 },
      { title: 'unit', width: 16 },
      { title: 'bound', width: 0 },
    ],
    figures.map(({ name, value, unit, bound }) => [name, shown(value), unit, bound])
  );
  for (const { name, note } of figures) if (note) print(`  ${name}: ${note}.`);
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
);

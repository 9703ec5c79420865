// The library with a million files, against the stock Media Library on the same data:
// `npm run bench:library`, on PostgreSQL `scripts/with-postgres.sh npm run bench:library`.
// `--files n` takes fewer.
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, LibraryQuery, Page } from '../../plugins/asset-provenance/shared';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { fillLibrary, indexed } from './library-data';
import { interleaved, timed } from './stats';
import type { Sample } from './stats';

const MOST_MINUTES = 25;
const ROUNDS = { list: 15, search: 5 };

type Query = Record<string, string | number>;
type Measure = {
  name: string;
  /** Which stock request it stands against. */
  against: 'list' | 'search';
  /** Whether it is a search among what filters leave, for which no bound is promised. */
  isMixed?: boolean;
  query: Omit<LibraryQuery, 'limit'>;
};
type Result = Measure & { sample: Sample; found: number };

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const FILES = option('files', 1_000_000);
const BOUNDS = { list: 0.25, search: 0.05 };

/** What the admin of Strapi asks for when the Media Library opens, and when somebody searches. */
const stockList: Query = {
  page: 1,
  pageSize: 20,
  sort: 'updatedAt:DESC',
  'filters[$and][0][folder][id][$null]': 'true',
};
const stockSearch = (text: string): Query => ({
  page: 1,
  pageSize: 20,
  sort: 'updatedAt:DESC',
  _q: text,
});

const today = new Date().toISOString().slice(0, 10);
const measures: Measure[] = [
  { name: 'status approved', against: 'list', query: { status: 'approved' } },
  { name: 'status untracked', against: 'list', query: { status: 'untracked' } },
  { name: 'status expired', against: 'list', query: { status: 'expired' } },
  { name: 'status changed', against: 'list', query: { status: 'changed' } },
  { name: 'usable on the website', against: 'list', query: { usableOn: 'website' } },
  {
    name: 'approved, brand, model, series',
    against: 'list',
    query: { status: 'approved', brand: '青禾', modelId: 'imagen-4', series: 'Series 4' },
  },
  {
    name: 'approved, ends first',
    against: 'list',
    query: { status: 'approved', expiresBefore: '2099-01-01', sort: 'expires_first' },
  },
  {
    name: 'videos over before today',
    against: 'list',
    query: { kind: 'video', expiresBefore: today },
  },
  { name: 'search, common word', against: 'search', query: { q: 'linen' } },
  { name: 'search, two Chinese characters', against: 'search', query: { q: '帆布' } },
  { name: 'search, one Chinese character', against: 'search', query: { q: '茶' } },
  { name: 'search, in every file', against: 'search', query: { q: 'jpg' } },
  { name: 'search, one letter', against: 'search', query: { q: 's' } },
  { name: 'search, two words', against: 'search', query: { q: 'linen marble' } },
  { name: 'search, one file', against: 'search', query: { q: '523456' } },
  { name: 'search, nothing', against: 'search', query: { q: 'quixotry' } },
  {
    name: 'search, common word and status',
    against: 'search',
    isMixed: true,
    query: { q: 'linen', status: 'changed' },
  },
  {
    name: 'search, in every file, rare filter',
    against: 'search',
    isMixed: true,
    query: { q: 'jpg', brand: '青禾', modelId: 'imagen-4', series: 'Series 4' },
  },
];

const asked = async (person: Person, path: string, query: Query): Promise<unknown> => {
  const { status, body } = await person.http.get(path, query);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
};
const library = async (person: Person, query: Measure['query']): Promise<Page<LibraryItem>> => {
  const { status, data, body } = await person.api.get<Page<LibraryItem>>(api.library, {
    ...(query as Query),
    limit: 24,
  });
  if (status !== 200) throw new Error(`${api.library}: ${status} ${JSON.stringify(body)}`);
  return data;
};

/** Measured last: a start without the plugin drops its indexes, which another one builds again. */
const measureStock = async (server: Server) => {
  showLive('stock Media Library, plugin switched off');
  await server.restart({ env: { ASSET_PROVENANCE_ENABLED: 'false' } });
  const person = await registerFirstAdmin(server.url);
  const { list } = await interleaved(
    { list: () => asked(person, '/upload/files', stockList) },
    { rounds: ROUNDS.list, warmUp: 2 }
  );
  const { search } = await interleaved(
    {
      search: (round) => asked(person, '/upload/files', stockSearch(round % 2 ? 'linen' : '帆布')),
    },
    { rounds: ROUNDS.search, warmUp: 1 }
  );
  return { list, search };
};

const measureLibrary = async (server: Server): Promise<Result[]> => {
  const person = await registerFirstAdmin(server.url);
  const results: Result[] = [];
  for (const measure of measures) {
    showLive(measure.name);
    const { results: found } = await library(person, measure.query);
    const { sample } = await interleaved(
      { sample: () => library(person, measure.query) },
      { rounds: ROUNDS.list, warmUp: 2 }
    );
    results.push({ ...measure, sample, found: found.length });
  }
  return results;
};

const ms = ({ median, low, high }: Sample) =>
  `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;

const printResults = (stock: Record<Measure['against'], Sample>, results: Result[]) => {
  const database = process.env.DATABASE_CLIENT ?? 'sqlite';
  printTitle(`${FILES} files on ${database}; milliseconds over HTTP, medians (middle half)`);
  print(`  Stock list ${ms(stock.list)}; stock search ${ms(stock.search)}; plugin switched off.`);
  printTable(
    [
      { title: 'page of the library', width: 36 },
      { title: 'ms', width: 22 },
      { title: 'files', width: 6 },
      { title: '÷ stock', width: 10 },
      { title: 'bound', width: 0 },
    ],
    results.map(({ name, against, isMixed, sample, found }) => {
      const ratio = sample.median / stock[against].median;
      const bound = BOUNDS[against];
      return [
        name,
        ms(sample),
        String(found),
        ratio.toFixed(4),
        isMixed
          ? `none; beside the stock ${against}`
          : `≤ ${bound} of the stock ${against}${ratio <= bound ? '' : ': NOT HELD'}`,
      ];
    })
  );
};

const main = async () => {
  const server = await startServer();
  try {
    await registerFirstAdmin(server.url);
    await server.stop();
    await fillLibrary(server, FILES, showLive);
    showLive('start');
    const start = await timed(() => server.restart());
    const filling = await timed(() => indexed(server, FILES, showLive));
    const results = await measureLibrary(server);
    printResults(await measureStock(server), results);
    print(
      `  Start on these tables: ${(start / 1000).toFixed(1)} s; the search index was filled ${(filling / 1000).toFixed(0)} s after it.`
    );
  } finally {
    await server.dispose();
  }
};

setTimeout(() => {
  print(`  It took longer than ${MOST_MINUTES} minutes and was ended.`);
  process.exit(1);
}, MOST_MINUTES * 60_000).unref();

main().then(
  () => process.exit(0),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
);

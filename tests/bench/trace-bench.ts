// Traces among a million files, against the stock answer about one file of the same server:
// `npm run bench:trace`, on PostgreSQL `scripts/with-postgres.sh npm run bench:trace`.
// `--files n` takes fewer.
import sharp from 'sharp';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { api } from '../../plugins/asset-provenance/shared';
import type { TraceAnswer } from '../../plugins/asset-provenance/shared';
import { download } from '../support/files';
import { preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { startServer } from '../support/server';
import { fileIdOf, makeApproved } from '../support/story';
import { fillLibrary, fillTraces, indexed } from './library-data';
import { interleaved } from './stats';
import type { Sample } from './stats';

const MOST_MINUTES = 40;
const ROUNDS = 40;
const WARM_UP = 5;
const BOUNDS = { ratio: 1.5, looksMs: 150 };

const at = process.argv.indexOf('--files');
const FILES = at < 0 ? 1_000_000 : Number(process.argv[at + 1]);

const stockGet = async (person: Person, id: number): Promise<void> => {
  const { status } = await person.http.get(`/upload/files/${id}`);
  if (status !== 200) throw new Error(`File: ${status}`);
};

const expectFound = ({ results }: TraceAnswer, outputId: string, match: string): void => {
  const [first] = results;
  if (first?.output.outputId !== outputId || !first.match.startsWith(match))
    throw new Error(`Not found as ${match}: ${JSON.stringify(results.map((each) => each.match))}`);
};

const ms = ({ median, low, high }: Sample) =>
  `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;

const main = async () => {
  const server = await startServer();
  try {
    const { editor, contentManager, auditor } = await preparePeople(server.url);
    await server.stop();
    await fillLibrary(server, FILES, showLive);
    await fillTraces(server, FILES, showLive);
    showLive('start');
    await server.restart();
    await indexed(server, FILES, showLive);
    const { output, task } = await makeApproved({ owner: editor, reviewer: contentManager });
    const fileId = await fileIdOf(contentManager, output.fileDocumentId);
    const bytes = await download(server.url + output.url);
    const copy = await sharp(bytes).jpeg({ quality: 30 }).toBuffer();

    const ask = (q: string, match: string) => async () => {
      const { data } = await auditor.api.get<TraceAnswer>(api.trace, { q });
      expectFound(data, output.outputId, match);
    };
    const drop = (file: Buffer, match: string) => async () => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(file)]), 'found.jpg');
      const { data } = await auditor.api.post<TraceAnswer>(api.traceFile, form);
      expectFound(data, output.outputId, match);
    };
    showLive('asking');
    const { stock, ...traces } = await interleaved(
      {
        stock: () => stockGet(contentManager, fileId),
        hash: ask(output.storedSha256 ?? '', 'stored_bytes'),
        address: ask(output.url ?? '', 'url'),
        file: ask(output.fileDocumentId ?? '', 'file_id'),
        task: ask(task.taskId, 'task_id'),
        looks: drop(copy, 'looks'),
      },
      { rounds: ROUNDS, warmUp: WARM_UP }
    );
    const database = process.env.DATABASE_CLIENT ?? 'sqlite';
    printTitle(`${FILES} files on ${database}; milliseconds over HTTP, medians (middle half)`);
    printTable(
      [
        { title: 'trace', width: 12 },
        { title: 'ms', width: 24 },
        { title: '÷ stock GET of one file', width: 26 },
        { title: 'bound', width: 0 },
      ],
      [
        ['stock', ms(stock), '1.00', ''],
        ...Object.entries(traces).map(([name, sample]) => {
          const ratio = sample.median / stock.median;
          const isLooks = name === 'looks';
          const isHeld = isLooks ? sample.median <= BOUNDS.looksMs : ratio <= BOUNDS.ratio;
          const bound = isLooks ? `≤ ${BOUNDS.looksMs} ms` : `≤ ${BOUNDS.ratio}`;
          return [name, ms(sample), ratio.toFixed(2), `${bound}${isHeld ? '' : ': NOT HELD'}`];
        }),
      ]
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

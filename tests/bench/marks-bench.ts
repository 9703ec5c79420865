// What the marks cost: replacing a picture of one megabyte that was made here, with all marks on the
// original and on all its sizes, against the same request to stock Strapi. `npm run bench:marks`.
import { api } from '../../plugins/asset-provenance/shared';
import type { AssetRecord, TaskDetail } from '../../plugins/asset-provenance/shared';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { fileForm } from '../support/files';
import { testMarks } from '../support/marks';
import type { Person } from '../support/people';
import { fileIdOf, make, ok } from '../support/story';
import { firstOutput } from '../support/tasks';
import { megabytePicture, unique, uploadForm } from './pictures';
import { openSides, startSide, stopAll } from './sides';
import { interleaved } from './stats';
import type { Sample } from './stats';

const ROUNDS = 25;
const WARM_UP = 4;
const BOUND = 1.4;
const MARKS = ['iptc', 'aigc_label', 'c2pa'];
const BINARIES = 5;

const uploadOne = async (person: Person, picture: Buffer): Promise<number> => {
  const { body } = await person.http.post('/upload', uploadForm(picture, 'a.jpg', 'image/jpeg'));
  const [file] = body as { id: number }[];
  if (!file) throw new Error(`Upload: ${JSON.stringify(body)}`);
  return file.id;
};

/** A picture that is under record here, so that every binary of it is marked. */
const editedOne = async (person: Person, picture: Buffer) => {
  const { output } = await make(person);
  const form = fileForm(picture, 'a.jpg', 'image/jpeg', { editedWith: 'Tool', changes: 'Other' });
  const answer = await person.api.post<TaskDetail>(api.editedVersion(output.outputId), form);
  return firstOutput(ok(answer, 'Edited version'));
};

const assertMarked = async (person: Person, outputId: string): Promise<void> => {
  const answer = await person.api.get<AssetRecord>(api.assetRecord(outputId));
  const { marks } = ok(answer, 'Record');
  const isWhole = marks.every(({ written }) =>
    MARKS.every((mark) => written.includes(mark as never))
  );
  if (marks.length !== BINARIES || !isWhole)
    throw new Error(`Not all was marked: ${JSON.stringify(marks)}`);
};

const ms = ({ median, low, high, n }: Sample) =>
  `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)}, n ${n})`;

const main = async () => {
  Object.assign(process.env, testMarks);
  showLive('servers');
  const { stock, plugin } = await openSides({
    stock: await startSide('stock'),
    plugin: await startSide('plugin'),
  });
  const picture = await megabytePicture();
  const output = await editedOne(plugin.admin, unique(picture, 'first'));
  const ids = {
    stock: await uploadOne(stock.admin, unique(picture, 'first')),
    plugin: await fileIdOf(plugin.admin, output.fileDocumentId),
  };
  const replacing = (person: Person, id: number) => async (round: number) => {
    const form = uploadForm(unique(picture, `round ${round}`), 'a.jpg', 'image/jpeg');
    const { status, body } = await person.http.post(`/upload?id=${id}`, form);
    if (status !== 200) throw new Error(`Replace: ${status} ${JSON.stringify(body)}`);
  };
  showLive('replacing');
  const samples = await interleaved(
    {
      stock: replacing(stock.admin, ids.stock),
      plugin: replacing(plugin.admin, ids.plugin),
    },
    { rounds: ROUNDS, warmUp: WARM_UP }
  );
  await assertMarked(plugin.admin, output.outputId);
  const ratio = samples.plugin.median / samples.stock.median;
  printTitle(
    `A picture of ${(picture.length / 1e6).toFixed(2)} MB with ${BINARIES - 1} sizes, milliseconds`
  );
  printTable(
    [
      { title: '', width: 26 },
      { title: 'ms', width: 30 },
      { title: '÷ stock', width: 0 },
    ],
    [
      ['stock', ms(samples.stock), '1.00'],
      [
        'all marks on all binaries',
        ms(samples.plugin),
        `${ratio.toFixed(2)}${ratio <= BOUND ? '' : ` (bound ${BOUND}: NOT HELD)`}`,
      ],
    ]
  );
};

main()
  .then(
    () => 0,
    (error: unknown) => {
      print(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return 1;
    }
  )
  .then(async (code) => {
    await stopAll().catch(() => {});
    process.exit(code);
  });

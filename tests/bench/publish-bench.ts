// What publishing an entry with 20 media costs with the plugin, against the same instance without it:
// `npm run bench:publish`. Twice: with files of unknown origin, and with approved assets.
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { makeApproved, ok } from '../support/story';
import { uploadForm } from './pictures';
import { openSides, startSide, stopAll } from './sides';
import { inParallel, interleaved } from './stats';
import type { Sample } from './stats';

const MEDIA = 20;
const ROUNDS = 25;
const WARM_UP = 4;
const BOUND = 1.25;
const ARTICLES = '/content-manager/collection-types/api::article.article';
/** One picture point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

const uploadOne = async (person: Person, name: string): Promise<number> => {
  const { status, body } = await person.http.post(
    '/upload',
    uploadForm(PICTURE, name, 'image/png')
  );
  const [file] = body as { id: number }[];
  if (status !== 201 || !file) throw new Error(`Upload: ${status} ${JSON.stringify(body)}`);
  return file.id;
};
const uploadAll = (person: Person): Promise<number[]> =>
  inParallel(
    Array.from({ length: MEDIA }, (_, at) => `picture-${at}.png`),
    2,
    (name) => uploadOne(person, name)
  );

/** Drafts that wait to be published, one for each round: 18 in a gallery, a cover and a figure. */
const draftsWith = async (person: Person, media: number[]): Promise<string[]> => {
  const [cover, figure, ...gallery] = media;
  const titles = Array.from({ length: ROUNDS + WARM_UP }, (_, at) => `Article ${at}`);
  return inParallel(titles, 1, async (title) => {
    const draft = { title, cover, gallery, leadFigure: { media: figure } };
    return ok(await person.http.post<{ documentId: string }>(ARTICLES, draft), 'Draft').documentId;
  });
};

const publishing = (person: Person, drafts: string[]) => async (round: number) => {
  const documentId = drafts[round + WARM_UP] ?? '';
  ok(await person.http.post(`${ARTICLES}/${documentId}/actions/publish`, {}), 'Publish');
};

const ms = ({ median, low, high, n }: Sample) =>
  `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)}, n ${n})`;

const main = async () => {
  showLive('servers');
  const { stock, plugin } = await openSides({
    stock: await startSide('stock'),
    plugin: await startSide('plugin'),
  });
  const { editor, contentManager } = await preparePeople(plugin.server.url);
  showLive('approved assets');
  const approved = await inParallel(Array.from({ length: MEDIA }), 2, async () => {
    const { fileId } = await makeApproved({ owner: editor, reviewer: contentManager });
    return fileId;
  });
  showLive('drafts');
  const works = {
    stock: publishing(stock.admin, await draftsWith(stock.admin, await uploadAll(stock.admin))),
    unknown: publishing(
      plugin.admin,
      await draftsWith(plugin.admin, await uploadAll(plugin.admin))
    ),
    approved: publishing(plugin.admin, await draftsWith(plugin.admin, approved)),
  };
  showLive('publishing');
  const samples = await interleaved(works, { rounds: ROUNDS, warmUp: WARM_UP });
  printTitle(`Publishing an entry with ${MEDIA} media, milliseconds`);
  printTable(
    [
      { title: 'files', width: 18 },
      { title: 'ms', width: 30 },
      { title: '÷ stock', width: 0 },
    ],
    (['stock', 'unknown', 'approved'] as const).map((name) => {
      const ratio = samples[name].median / samples.stock.median;
      const held = ratio <= BOUND ? '' : ` (bound ${BOUND}: NOT HELD)`;
      return [name, ms(samples[name]), `${ratio.toFixed(2)}${held}`];
    })
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
    await stopAll().catch(() => undefined);
    process.exit(code);
  });

// What publishing an entry with 20 media costs with the plugin, against the same instance without it:
// `npm run bench:publish`. Twice: with files of unknown origin, and with approved assets. All show the
// same pictures, for the sizes that Strapi makes of a picture fill the rows that it reads; and all lie in
// a folder below another, as generated files do, for Strapi reads and checks the folder of each.
import sharp from 'sharp';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import type { Answer } from '../support/http';
import { preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { makeApproved, ok } from '../support/story';
import { uploadForm } from './pictures';
import { openSides, startSide, stopAll } from './sides';
import { inParallel, interleaved } from './stats';
import type { Sample } from './stats';

const MEDIA = 20;
const ROUNDS = 60;
const WARM_UP = 4;
const BOUND = 1.25;
const ARTICLES = '/content-manager/collection-types/api::article.article';
const FOLDERS = ['Generated', 'Product hero'];

/** The innermost of new folders, each in the one before. */
const makeFolders = async (person: Person): Promise<number> => {
  let parent: number | null = null;
  for (const name of FOLDERS) {
    const answer: Answer<{ id: number }> = await person.http.post('/upload/folders', {
      name: `Bench ${name}`,
      parent,
    });
    parent = ok(answer, 'Folder').id;
  }
  return parent ?? 0;
};

const uploadOne = async (
  person: Person,
  picture: Buffer,
  info: { name: string; folder: number }
): Promise<number> => {
  const form = uploadForm(picture, info.name, 'image/png');
  form.append('fileInfo', JSON.stringify(info));
  const { status, body } = await person.http.post('/upload', form);
  const [file] = body as { id: number }[];
  if (status !== 201 || !file) throw new Error(`Upload: ${status} ${JSON.stringify(body)}`);
  return file.id;
};
const uploadAll = async (person: Person, pictures: Buffer[]): Promise<number[]> => {
  const folder = await makeFolders(person);
  return inParallel(pictures, 2, (picture, at) =>
    uploadOne(person, picture, { name: `picture-${at}.png`, folder })
  );
};

/** The picture points of a stored file, without a word about where they are from. */
const pictureOf = async (person: Person, baseUrl: string, fileId: number): Promise<Buffer> => {
  const { body } = await person.http.get(`/upload/files/${fileId}`);
  const answer = await fetch(new URL((body as { url: string }).url, baseUrl));
  return sharp(Buffer.from(await answer.arrayBuffer()))
    .png()
    .toBuffer();
};

/** Drafts that wait to be published, one for each round: 18 in a gallery, a cover and a figure. */
const draftsWith = async (person: Person, media: number[]): Promise<string[]> => {
  const [cover, figure, ...gallery] = media;
  const titles = Array.from({ length: ROUNDS + WARM_UP }, (_, at) => `Article ${at}`);
  return inParallel(titles, 1, async (title) => {
    const draft = { title, cover, gallery, leadFigure: { media: figure } };
    return ok(await person.http.post<{ documentId: string }>(ARTICLES, draft), 'Draft').documentId;
  });
};

/** As the button does it: with the whole form, in which media stand as whole files. */
const publishing = async (person: Person, drafts: string[]) => {
  const forms = await inParallel(drafts, 1, async (documentId) => {
    const read = await person.http.get<Record<string, unknown>>(`${ARTICLES}/${documentId}`);
    const { title, cover, gallery, leadFigure } = ok(read, 'Read');
    return { title, cover, gallery, leadFigure };
  });
  return async (round: number) => {
    const at = round + WARM_UP;
    const address = `${ARTICLES}/${drafts[at] ?? ''}/actions/publish`;
    ok(await person.http.post(address, forms[at] ?? {}), 'Publish');
  };
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
  const pictures = await inParallel(approved, 2, (fileId) =>
    pictureOf(plugin.admin, plugin.server.url, fileId)
  );
  showLive('drafts');
  const works = {
    stock: await publishing(
      stock.admin,
      await draftsWith(stock.admin, await uploadAll(stock.admin, pictures))
    ),
    unknown: await publishing(
      plugin.admin,
      await draftsWith(plugin.admin, await uploadAll(plugin.admin, pictures))
    ),
    approved: await publishing(plugin.admin, await draftsWith(plugin.admin, approved)),
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

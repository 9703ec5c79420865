import fc from 'fast-check';
import { isMatch } from '../../plugins/asset-provenance/server/src/library/search-tokens';
import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, Page } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { ok } from '../support/story';

jest.setTimeout(120_000);

type Texts = { name: string; alternativeText: string; caption: string };
type Uploaded = Texts & { id: number };

const WORDS = ['Linen', 'linen-bag', 'bag', 'Bägel', 'ＢＡＧ', 'IMG_2024', '2024', 'straße', 'Ⅻ'];
const RUNS = ['帆布包', '红色帆布', '布帆', '包', 'カタカナ', 'ｶﾀｶﾅ', '한국어', 'กระเป๋า', '𠮷野家'];
const MARKS = [
  ' ',
  '  ',
  '-',
  '_',
  '.',
  '·',
  '（',
  '）',
  '"',
  "'",
  '*',
  ':',
  '\\',
  '%',
  '&',
  '|',
  '!',
  '🎒',
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 4, arbitrary: fc.constantFrom(...RUNS) },
  { weight: 4, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) }
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
/** What a file may be called and described with; a name is never empty. */
const texts: fc.Arbitrary<Texts> = fc.record({
  name: text.map((name) => `f${name}`),
  alternativeText: text,
  caption: text,
});
/** Parts of such texts too, so that beginnings and middles of words and runs are asked for. */
const query = fc
  .tuple(text, fc.nat(20), fc.nat(20))
  .map(([asked, from, length]) => [...asked].slice(from % 4, (from % 4) + 1 + length).join(''))
  .filter((asked) => asked.trim() !== '' && asked.length <= 200);

let all: People;
const uploaded: Uploaded[] = [];

const upload = async (fileInfo: Texts): Promise<Uploaded> => {
  const form = new FormData();
  form.append('fileInfo', JSON.stringify(fileInfo));
  form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'file.txt');
  const { status, body } = await all.contentManager.http.post('/upload', form);
  if (status !== 201) throw new Error(`Upload: ${status} ${JSON.stringify(body)}`);
  const [file] = body as Uploaded[];
  if (!file) throw new Error('The upload was answered without a file.');
  return file;
};

const found = async (q: string): Promise<number[]> => {
  const page = await all.contentManager.api.get<Page<LibraryItem>>(api.library, { q, limit: 100 });
  const ours = new Set(uploaded.map(({ id }) => id));
  return ok(page, `Search for ${q}`)
    .results.map(({ fileId }) => fileId)
    .filter((id) => ours.has(id));
};
/** Page by page, each so small that matches before its end are many or few. */
const foundInPages = async (q: string, sort: 'newest' | 'oldest'): Promise<number[]> => {
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const query = { q, sort, limit: 5, ...(cursor ? { cursor } : {}) };
    const page: Page<LibraryItem> = ok(
      await all.contentManager.api.get<Page<LibraryItem>>(api.library, query),
      `Page of a search for ${q}`
    );
    ids.push(...page.results.map(({ fileId }) => fileId));
    cursor = page.nextCursor;
  } while (cursor);
  const ours = new Set(uploaded.map(({ id }) => id));
  return ids.filter((id) => ours.has(id));
};
const expected = (q: string): number[] =>
  uploaded
    .filter(({ name, alternativeText, caption }) => isMatch(q, [name, alternativeText, caption]))
    .map(({ id }) => id)
    .sort((a, b) => b - a);

beforeAll(async () => {
  all = await people();
  for (const each of fc.sample(texts, { numRuns: 60, seed: 4711 })) {
    // Strapi's own answer says what it kept of them.
    uploaded.push(await upload(each));
  }
});

describe('text search', () => {
  it('finds a file exactly when the definition of a match says so', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (q) => {
        expect(await found(q)).toEqual(expected(q));
      }),
      {
        numRuns: 250,
        examples: [['帆布'], ['linen bag'], ['bag'], ['カタ'], ['ﾀｶ'], ['*'], ['𠮷']],
      }
    );
  });

  it('gives every match once in small pages, from either end', async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.boolean(), async (q, isNewest) => {
        const wanted = isNewest ? expected(q) : expected(q).reverse();
        expect(await foundInPages(q, isNewest ? 'newest' : 'oldest')).toEqual(wanted);
      }),
      {
        numRuns: 40,
        examples: [
          ['f', true],
          ['f', false],
          ['bag', true],
          ['帆布', false],
        ],
      }
    );
  });

  it('follows a file that is renamed, and forgets one that is deleted', async () => {
    const before = await upload({ name: 'Heliotrope', alternativeText: '', caption: '' });
    uploaded.push(before);
    expect(await found('heliotr')).toEqual([before.id]);
    const form = new FormData();
    form.append('fileInfo', JSON.stringify({ name: '向日葵', alternativeText: 'Sunflower' }));
    const renamed = await all.contentManager.http.post(`/upload?id=${before.id}`, form);
    expect(renamed.status).toBe(200);
    expect(await found('heliotr')).toEqual([]);
    expect(await found('日葵 SUNF')).toEqual([before.id]);
    const deleted = await all.superAdmin.http.del(`/upload/files/${before.id}`);
    expect(deleted.status).toBe(200);
    expect(await found('日葵')).toEqual([]);
  });

  it('says nothing to a text without anything to look for', async () => {
    for (const q of ['*', '"', '🎒', '()', '\\', "';--", '%']) expect(await found(q)).toEqual([]);
  });
});

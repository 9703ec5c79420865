import fc from 'fast-check';
import { ARTICLES, imageBlock, linkBlock, upload } from './entries';
import type { Entry, Uploaded } from './entries';
import type { Http } from './http';
import { ok } from './story';

/** One file in one place of an article. */
type Shown = { place: keyof typeof places; file: number };
type Act =
  | { type: 'create' | 'update'; entry: number; shown: Shown[] }
  | { type: 'publish' | 'unpublish' | 'discard' | 'clone' | 'delete'; entry: number }
  | { type: 'attach'; entry: number }
  | { type: 'deleteFile'; file: number };

/** `file field` of everything that a version shows. */
type Version = Set<string>;
type Known = { documentId: string; rowId: number; draft: Version; published: Version | null };

const FILES = 4;

/** How each place is written, by the files that stand there, and the paths at which they are found. */
const places = {
  cover: {
    data: ([file]: Uploaded[]) => ({ cover: file?.id ?? null }),
    paths: (files: Uploaded[]) => files.slice(0, 1).map(() => 'cover'),
  },
  gallery: {
    data: (files: Uploaded[]) => ({ gallery: files.map(({ id }) => id) }),
    paths: (files: Uploaded[]) => files.map(() => 'gallery'),
  },
  figures: {
    data: (files: Uploaded[]) => ({ figures: files.map(({ id }) => ({ media: id })) }),
    paths: (files: Uploaded[]) => files.map((_file, index) => `figures.${index}.media`),
  },
  sections: {
    data: (files: Uploaded[]) => ({
      sections: files.map(({ id }) => ({ figures: [{ caption: 'None' }, { media: id }] })),
    }),
    paths: (files: Uploaded[]) => files.map((_file, index) => `sections.${index}.figures.1.media`),
  },
  modules: {
    data: (files: Uploaded[]) => ({
      modules: files.flatMap(({ id }) => [
        { __component: 'shared.quote', text: 'Said' },
        { __component: 'shared.figure', media: id },
      ]),
    }),
    paths: (files: Uploaded[]) => files.map((_file, index) => `modules.${index * 2 + 1}.media`),
  },
  body: {
    data: (files: Uploaded[]) => ({
      body: files.map((file, index) => (index % 2 ? linkBlock(file) : imageBlock(file))),
    }),
    paths: (files: Uploaded[]) => files.map((_file, index) => `body.${index}`),
  },
  markdown: {
    data: (files: Uploaded[]) => ({
      markdown: files.map(({ url }) => `![](${url})`).join('\n\n'),
    }),
    paths: (files: Uploaded[]) => files.map(() => 'markdown'),
  },
};
const PLACES = Object.keys(places) as (keyof typeof places)[];

const shown = fc.array(
  fc.record({ place: fc.constantFrom(...PLACES), file: fc.nat({ max: FILES - 1 }) }),
  { maxLength: 6 }
);
const entry = fc.nat({ max: 5 });
const creation: fc.Arbitrary<Act> = fc.record({
  type: fc.constant('create' as const),
  entry,
  shown,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: creation },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('update' as const), entry, shown }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('publish' as const), entry }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('unpublish' as const, 'discard' as const, 'clone' as const),
      entry,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delete' as const), entry }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('attach' as const), entry }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('deleteFile' as const),
      file: fc.nat({ max: FILES - 1 }),
    }),
  }
);
export const histories = fc
  .tuple(creation, fc.array(act, { minLength: 2, maxLength: 10 }))
  .map(([first, rest]) => [first, ...rest]);

/** Plays a history over HTTP and remembers what every entry must show. */
export const play = async (http: Http, acts: Act[]) => {
  const files: Uploaded[] = [];
  while (files.length < FILES) files.push(await upload(http));
  const gone = new Set<string>();
  const entries: Known[] = [];

  const write = (all: Shown[]): { data: Record<string, unknown>; version: Version } => {
    const version: Version = new Set();
    const data = PLACES.reduce<Record<string, unknown>>((sum, place) => {
      const here = all
        .filter((each) => each.place === place)
        .flatMap(({ file }) => files[file] ?? [])
        .filter(({ documentId }) => !gone.has(documentId))
        .filter((file, index, list) => list.indexOf(file) === index);
      places[place].paths(here).forEach((path, index) => {
        version.add(`${here[index]?.documentId} ${path}`);
      });
      return { ...sum, ...places[place].data(here) };
    }, {});
    return { data, version };
  };

  const add = ({ documentId, id }: Entry, draft: Version) =>
    entries.push({ documentId, rowId: id, draft, published: null });

  const forget = (file: Uploaded) => {
    gone.add(file.documentId);
    for (const { draft } of entries)
      for (const use of draft) if (use.startsWith(file.documentId)) draft.delete(use);
  };

  const acting = async (known: Known, action: string) =>
    ok(await http.post<Entry>(`${ARTICLES}/${known.documentId}/actions/${action}`, {}), action);

  const perform = async (one: Act): Promise<void> => {
    if (one.type === 'create') {
      const { data, version } = write(one.shown);
      add(ok(await http.post<Entry>(ARTICLES, { title: 'Bags', ...data }), 'Create'), version);
      return;
    }
    if (one.type === 'deleteFile') {
      const file = files[one.file];
      const isPublished = entries.some(({ published }) =>
        [...(published ?? [])].some((use) => use.startsWith(`${file?.documentId} `))
      );
      // What the public sees is kept by the library.
      if (!file || gone.has(file.documentId) || isPublished) return;
      ok(await http.del(`/upload/files/${file.id}`), 'Delete file');
      forget(file);
      return;
    }
    const known = entries[one.entry % Math.max(1, entries.length)];
    if (!known) return;
    if (one.type === 'update') {
      const { data, version } = write(one.shown);
      const written = ok(await http.put<Entry>(`${ARTICLES}/${known.documentId}`, data), 'Update');
      Object.assign(known, { draft: version, rowId: written.id });
    } else if (one.type === 'publish') {
      await acting(known, 'publish');
      known.published = new Set(known.draft);
    } else if (one.type === 'unpublish') {
      if (known.published) await acting(known, 'unpublish');
      known.published = null;
    } else if (one.type === 'discard') {
      if (!known.published) return;
      known.rowId = (await acting(known, 'discard')).id;
      known.draft = new Set(known.published);
    } else if (one.type === 'clone') {
      const path = `${ARTICLES}/clone/${known.documentId}`;
      add(ok(await http.post<Entry>(path, { title: 'Copy' }), 'Clone'), new Set(known.draft));
    } else if (one.type === 'delete') {
      ok(await http.del(`${ARTICLES}/${known.documentId}`), 'Delete');
      entries.splice(entries.indexOf(known), 1);
    } else {
      const target = { ref: 'api::article.article', refId: String(known.rowId), field: 'gallery' };
      const attached = await upload(http, target);
      files.push(attached);
      known.draft.add(`${attached.documentId} gallery`);
    }
  };

  for (const one of acts) await perform(one);

  /** `uid entry field isPublished` of each file that is still there, sorted. */
  const expected = new Map<string, string[]>();
  for (const { documentId } of files.filter((file) => !gone.has(file.documentId)))
    expected.set(documentId, []);
  for (const { documentId, draft, published } of entries) {
    for (const use of new Set([...draft, ...(published ?? [])])) {
      const [file = '', field = ''] = use.split(' ');
      expected.get(file)?.push(`${documentId} ${field} ${published?.has(use) ?? false}`);
    }
  }
  for (const uses of expected.values()) uses.sort();
  return expected;
};

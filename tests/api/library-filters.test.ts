import { api } from '../../plugins/asset-provenance/shared';
import type {
  BulkResult,
  LibraryChoices,
  LibraryItem,
  LibraryQuery,
  LibraryView,
  Page,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { approval, dayFromNow, decide, make, makeApproved, ok, submit } from '../support/story';
import type { Approved, Made } from '../support/story';

jest.setTimeout(120_000);

let all: People;
let website: Approved;
let print: Approved;
let over: Approved;
let later: Approved;
let internal: Approved;
let rejected: Made;
let made: Made;

const LATER = dayFromNow(20);

beforeAll(async () => {
  all = await people();
  const pair = { owner: all.editor, reviewer: all.contentManager };
  website = await makeApproved(pair, {
    limits: { channels: ['website'], validUntil: dayFromNow(10) },
    overrides: { brand: 'Hafen', series: 'Autumn' },
  });
  print = await makeApproved(pair, {
    limits: { channels: ['print', 'social'] },
    overrides: { brand: 'Hafen', series: 'Winter' },
  });
  over = await makeApproved(pair, { limits: { validUntil: dayFromNow(-1) } });
  later = await makeApproved(pair, { limits: { validFrom: dayFromNow(5), validUntil: LATER } });
  internal = await makeApproved(pair, { limits: { isPublicUseAllowed: false } });
  rejected = await make(all.editor);
  ok(await submit(all.editor, rejected), 'Submit');
  ok(await decide(all.contentManager, rejected, { verdict: 'rejected', reason: 'No.' }), 'Verdict');
  made = await make(all.contentManager, { brand: '远山' });
});

const fileOf = ({ output }: Made) => output.fileDocumentId ?? '';
const library = async (
  query: LibraryQuery & { cursor?: string },
  person: Person = all.contentManager
) => ok(await person.api.get<Page<LibraryItem>>(api.library, query as never), 'Library');
/** Files of this test in the order of the list; the server holds others too. */
const ours = (items: LibraryItem[]) => {
  const known = [website, print, over, later, internal, rejected, made].map(fileOf);
  return items
    .map(({ fileDocumentId }) => fileDocumentId)
    .filter((fileDocumentId) => known.includes(fileDocumentId));
};
const ids = async (query: LibraryQuery) => ours((await library({ limit: 100, ...query })).results);
const expectFiles = async (query: LibraryQuery, files: Made[]) =>
  expect({ query, files: await ids(query) }).toEqual({ query, files: files.map(fileOf) });

describe('filters of the library', () => {
  it('by what is usable on a channel today', async () => {
    await expectFiles({ usableOn: 'website' }, [website]);
    await expectFiles({ usableOn: 'print' }, [print]);
    // Within the names of channels nothing stands for something else.
    await expectFiles({ usableOn: 'w%' }, []);
    await expectFiles({ usableOn: 'print', status: 'rejected' }, []);
  });

  it('by status, with the dates', async () => {
    await expectFiles({ status: 'approved' }, [internal, later, print, website]);
    await expectFiles({ status: 'expired' }, [over]);
    await expectFiles({ status: 'rejected' }, [rejected]);
    await expectFiles({ status: 'unsubmitted' }, [made]);
  });

  it('by brand, series, owner, model, purpose, kind and day, together too', async () => {
    await expectFiles({ brand: 'Hafen' }, [print, website]);
    await expectFiles({ brand: 'Hafen', series: 'Autumn' }, [website]);
    await expectFiles({ brand: '远山', status: 'approved' }, []);
    const { ownerId } = await owner(all.contentManager.name);
    await expectFiles({ ownerId }, [made]);
    await expectFiles({ modelId: 'sandbox-image', brand: '远山' }, [made]);
    await expectFiles({ modelId: 'sandbox-video' }, []);
    await expectFiles({ kind: 'video' }, []);
    expect((await ids({ kind: 'image' })).length).toBe(7);
    await expectFiles({ expiresBefore: dayFromNow(10) }, [over, website]);
    await expectFiles({ expiresBefore: dayFromNow(9), status: 'approved' }, []);
    await expectFiles({ fileDocumentId: fileOf(print) }, [print]);
  });

  const owner = async (name: string) => {
    const { owners } = ok(
      await all.contentManager.api.get<LibraryChoices>(api.libraryChoices),
      'Choices'
    );
    const found = owners.find((each) => each.name === name);
    if (!found) throw new Error(`No owner ${name}.`);
    return { ownerId: found.id };
  };

  it.each([
    ['newest', ['made', 'rejected', 'internal', 'later', 'over', 'print', 'website']],
    ['oldest', ['website', 'print', 'over', 'later', 'internal', 'rejected', 'made']],
    ['expires_first', ['over', 'website', 'later', 'print', 'internal', 'rejected', 'made']],
  ] as const)('in the order %s, page by page', async (sort, order) => {
    const named = { website, print, over, later, internal, rejected, made };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<LibraryItem> = await library({
        sort,
        origin: 'generated',
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...ours(page.results));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(order.map((name) => fileOf(named[name])));
  });

  it('any two filters, in any order, page by page, leave what both of them leave', async () => {
    const page = async (query: LibraryQuery): Promise<string[]> => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { results, nextCursor } = await library({
          ...query,
          limit: 3,
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...ours(results));
        cursor = nextCursor ?? undefined;
      } while (cursor);
      return seen;
    };
    const single: LibraryQuery[] = [
      { status: 'approved' },
      { status: 'expired' },
      { origin: 'generated' },
      { kind: 'image' },
      { purpose: 'product_hero' },
      { brand: 'Hafen' },
      { series: 'Winter' },
      await owner(all.editor.name),
      { modelId: 'sandbox-image' },
      { usableOn: 'website' },
      { expiresBefore: LATER },
      { fileDocumentId: fileOf(print) },
      { q: 'Hafen' },
    ];
    const sorts = ['newest', 'oldest', 'expires_first'] as const;
    const orders = await Promise.all(sorts.map((sort) => page({ sort })));
    const left = await Promise.all(single.map(ids));
    for (const [one, first] of single.entries())
      for (const [other, second] of single.entries()) {
        const isSameField = Object.keys(first).some((field) => field in second);
        if (other < one || (isSameField && other !== one)) continue;
        // Each filter in each order; each pair in one.
        const at = (one + other) % sorts.length;
        const query = { ...first, ...second, sort: sorts[at] ?? 'newest' };
        const expected = orders[at]?.filter(
          (id) => left[one]?.includes(id) && left[other]?.includes(id)
        );
        expect({ query, files: await page(query) }).toEqual({ query, files: expected });
      }
  });

  it('refuses what is no filter, by the name of the field', async () => {
    for (const [field, value] of [
      ['status', 'fine'],
      ['expiresBefore', 'soon'],
      ['sort', 'best'],
      ['cursor', 'x'],
      ['limit', '1000'],
    ] as const) {
      const answer = await all.contentManager.api.get(api.library, { [field]: value });
      expect(answer.status).toBe(400);
      expect(answer.error?.details.fields?.[0]?.path).toBe(field);
    }
  });

  it('tells the last verdict and the model', async () => {
    const [item] = (await library({ fileDocumentId: fileOf(rejected) })).results;
    expect(item).toMatchObject({
      modelId: 'sandbox-image',
      isHeld: false,
      verdict: { verdict: 'rejected', reviewer: all.contentManager.name },
    });
    const [fresh] = (await library({ fileDocumentId: fileOf(made) })).results;
    expect(fresh?.verdict).toBeNull();
  });
});

it('offers the choices that occur, most used first', async () => {
  const choices = ok(await all.editor.api.get<LibraryChoices>(api.libraryChoices), 'Choices');
  const { brands, series, owners, models } = choices;
  expect(brands.filter((brand) => ['远山', 'Hafen'].includes(brand))).toEqual(['Hafen', '远山']);
  expect(series).toEqual(expect.arrayContaining(['Autumn', 'Winter']));
  // Other tests' people may stand between them.
  const two = [all.editor.name, all.contentManager.name];
  expect(owners.map(({ name }) => name).filter((name) => two.includes(name))).toEqual(two);
  expect(models).toContain('sandbox-image');
});

describe('saved views', () => {
  const views = async (person: Person) =>
    ok(await person.api.get<LibraryView[]>(api.libraryViews), 'Views');
  const save = (person: Person, body: unknown) =>
    person.api.post<LibraryView>(api.libraryViews, body);

  it('are one’s own until they are shared', async () => {
    const filters = { status: 'approved', usableOn: 'website', sort: 'expires_first' };
    const own = ok(await save(all.editor, { name: 'For the website', filters }), 'View');
    expect(own).toMatchObject({ name: 'For the website', isOwn: true, isShared: false, filters });
    const shared = ok(
      await save(all.editor, { name: '秋季', isShared: true, filters: { q: '帆布' } }),
      'View'
    );
    expect((await views(all.contentManager)).map(({ viewId }) => viewId)).toEqual([shared.viewId]);
    expect((await views(all.contentManager))[0]).toMatchObject({
      isOwn: false,
      ownerName: all.editor.name,
    });
    expect((await views(all.editor)).length).toBe(2);

    const mine = await all.contentManager.api.del(api.libraryView(own.viewId));
    expect(mine.status).toBe(404);
    const theirs = await all.contentManager.api.del(api.libraryView(shared.viewId));
    expect(theirs.status).toBe(403);
    ok(await all.superAdmin.api.del(api.libraryView(shared.viewId)), 'Delete');
    ok(await all.editor.api.del(api.libraryView(own.viewId)), 'Delete');
    expect(await views(all.editor)).toEqual([]);
  });

  it('have a name of their own and filters that are some', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => save(all.editor, { name: 'Twice', filters: {} }))
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.error?.details.fields?.[0]?.path).toBe(
      'name'
    );
    expect((await save(all.editor, { name: ' ', filters: {} })).status).toBe(400);
    expect((await save(all.editor, { name: 'X', filters: { status: 'fine' } })).status).toBe(400);
    const secret = `sk-proj-${'a1B2'.repeat(12)}`;
    const refused = await save(all.editor, { name: 'Y', filters: { q: secret } });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).not.toContain(secret);
  });
});

describe('bulk acts', () => {
  it('revoke each by itself and say what became of it', async () => {
    const body = {
      fileDocumentIds: [fileOf(website), fileOf(made), 'nothinglikethis00000000', fileOf(website)],
      reason: 'The campaign is over.',
    };
    expect((await all.editor.api.post(api.bulkRevoke, body)).status).toBe(403);
    const results = ok(
      await all.contentManager.api.post<BulkResult[]>(api.bulkRevoke, body),
      'Bulk'
    );
    expect(results.map(({ id, refused }) => [id, refused?.status ?? null])).toEqual([
      [fileOf(website), null],
      [fileOf(made), 404],
      ['nothinglikethis00000000', 404],
    ]);
    await expectFiles({ status: 'revoked' }, [website]);
    const again = ok(
      await all.contentManager.api.post<BulkResult[]>(api.bulkRevoke, {
        ...body,
        fileDocumentIds: [fileOf(website)],
      }),
      'Bulk'
    );
    expect(again[0]?.refused).toMatchObject({ status: 409, details: { code: 'already_revoked' } });
    await expectFiles({ usableOn: 'website' }, []);
  });

  it('hold and declare', async () => {
    const held = ok(
      await all.contentManager.api.post<BulkResult[]>(api.bulkHold, {
        fileDocumentIds: [fileOf(print), fileOf(made)],
        isHeld: true,
        reason: 'A question of the auditor.',
      }),
      'Bulk'
    );
    expect(held.every(({ refused }) => refused === null)).toBe(true);
    const [item] = (await library({ fileDocumentId: fileOf(print) })).results;
    expect(item?.isHeld).toBe(true);

    const declared = ok(
      await all.editor.api.post<BulkResult[]>(api.bulkDeclare, {
        fileDocumentIds: [fileOf(print)],
        isGenerated: false,
      }),
      'Bulk'
    );
    expect(declared[0]?.refused).toMatchObject({
      status: 409,
      details: { code: 'generated_here' },
    });
  });

  it('need something to act on', async () => {
    const answer = await all.contentManager.api.post(api.bulkHold, {
      fileDocumentIds: [],
      isHeld: true,
      reason: 'x',
    });
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.[0]?.path).toBe('fileDocumentIds');
  });
});

it('shows what a new verdict allows, in place of the one before', async () => {
  ok(
    await decide(all.contentManager, later, {
      ...approval({ channels: ['ecommerce'] }),
      supersedes: later.verdict.verdictId,
    }),
    'Verdict'
  );
  await expectFiles({ usableOn: 'ecommerce' }, [later]);
  await expectFiles({ expiresBefore: LATER, status: 'approved' }, []);
});

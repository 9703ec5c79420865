import { USABLE_MEDIA } from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, decide, fileIdOf, make, makeApproved, ok, submit } from '../support/story';

jest.setTimeout(120_000);

type Stock = { id: number; name: string };
type Role = { id: number; code: string };
type Permission = { action: string; conditions: string[] };

let all: People;
/** Numeric ids of files by what they are. */
const files: Record<string, number> = {};
const USABLE = ['approved', 'lastDay', 'firstDay', 'untracked'];

beforeAll(async () => {
  all = await people();
  const pair = { owner: all.editor, reviewer: all.contentManager };
  const today = dayFromNow(0);
  const withLimits = async (limits = {}) => (await makeApproved(pair, { limits })).fileId;
  files.approved = await withLimits();
  files.lastDay = await withLimits({ validUntil: today });
  files.firstDay = await withLimits({ validFrom: today });
  files.over = await withLimits({ validUntil: dayFromNow(-1) });
  files.notYet = await withLimits({ validFrom: dayFromNow(1) });

  const unsubmitted = await make(all.editor);
  const pending = await make(all.editor);
  ok(await submit(all.editor, pending), 'Submit');
  const rejected = await make(all.editor);
  ok(await submit(all.editor, rejected), 'Submit');
  ok(await decide(all.contentManager, rejected, { verdict: 'rejected', reason: 'No.' }), 'Verdict');
  for (const [name, { output }] of Object.entries({ unsubmitted, pending, rejected }))
    files[name] = await fileIdOf(all.contentManager, output.fileDocumentId);

  const form = new FormData();
  form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'untracked.txt');
  const { body } = await all.contentManager.http.post('/upload', form);
  files.untracked = (body as Stock[])[0]?.id ?? 0;
});

type StockPage = { results: Stock[]; pagination: { total: number; pageCount: number } };

/** Every page of the stock list, as it counts itself. */
const listed = async (person: Person, query: Record<string, string | number> = {}) => {
  const ids: number[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { status, body } = await person.http.get('/upload/files', {
      pageSize: 100,
      sort: 'id:ASC',
      ...query,
      page,
    });
    expect(status).toBe(200);
    const { results, pagination } = body as StockPage;
    ids.push(...results.map(({ id }) => id));
    pages = pagination.pageCount;
    if (page === pages) expect(ids).toHaveLength(pagination.total);
  }
  return Object.keys(files).filter((name) => ids.includes(files[name] ?? 0));
};
const readable = async (person: Person) => {
  const answers = await Promise.all(
    Object.entries(files).map(async ([name, id]) => ({
      name,
      status: (await person.http.get(`/upload/files/${id}`)).status,
    }))
  );
  expect(answers.every(({ status }) => status === 200 || status === 403)).toBe(true);
  return answers.filter(({ status }) => status === 200).map(({ name }) => name);
};

describe('the condition on reading media', () => {
  it('is on the ready-made role of editors, and on no other', async () => {
    const { data: roles } = await all.superAdmin.http.get<Role[]>('/admin/roles');
    for (const [code, conditions] of [
      ['provenance-editor', [USABLE_MEDIA]],
      ['provenance-content-manager', []],
      ['provenance-auditor', []],
    ] as const) {
      const role = roles.find((each) => each.code === code);
      const { data } = await all.superAdmin.http.get<Permission[]>(
        `/admin/roles/${role?.id}/permissions`
      );
      const read = data.filter(({ action }) => action === 'plugin::upload.read');
      expect({ code, read: read.map((each) => each.conditions) }).toEqual({
        code,
        read: [conditions],
      });
    }
  });

  it('lists what may be used today and nothing else', async () => {
    expect(await listed(all.editor)).toEqual(USABLE);
    expect(await listed(all.contentManager)).toEqual(Object.keys(files));
  });

  it('shows a single file exactly when it lists it', async () => {
    expect(await readable(all.editor)).toEqual(USABLE);
    expect(await readable(all.contentManager)).toEqual(Object.keys(files));
  });

  it('holds for what the picker and the search of the stock library ask', async () => {
    const picker = {
      page: 1,
      sort: 'createdAt:DESC',
      'filters[$and][0][mime][$contains]': 'image',
    };
    expect(await listed(all.editor, picker)).toEqual(['approved', 'lastDay', 'firstDay']);
    expect(await listed(all.editor, { _q: 'bag' })).toEqual(['approved', 'lastDay', 'firstDay']);
    expect(await listed(all.editor, { _q: 'untracked' })).toEqual(['untracked']);
  });

  it('follows a verdict at once', async () => {
    const { asset, fileId } = await makeApproved({
      owner: all.editor,
      reviewer: all.contentManager,
    });
    expect((await all.editor.http.get(`/upload/files/${fileId}`)).status).toBe(200);
    ok(
      await all.contentManager.api.post(`/assets/${asset.assetId}/revoke`, { reason: 'Over.' }),
      'Revoke'
    );
    expect((await all.editor.http.get(`/upload/files/${fileId}`)).status).toBe(403);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, LibraryQuery, Page } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, make, makeApproved, ok } from '../support/story';

jest.setTimeout(120_000);

describe('the library', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const pair = () => ({ owner: all.editor, reviewer: all.contentManager });

  type Query = Omit<LibraryQuery, 'cursor' | 'limit'> & {
    cursor?: string | null;
    limit?: number;
  };
  const library = async (query: Query = {}, person = all.contentManager) =>
    ok(await person.api.get<Page<LibraryItem>>(api.library, query), 'Library');
  const names = async (query: Query, person = all.contentManager) =>
    (await library({ limit: 100, ...query }, person)).results.map(({ outputId }) => outputId);

  it('shows files with what is known of them', async () => {
    const made = await makeApproved(pair(), { limits: { validUntil: dayFromNow(30) } });
    const { results } = await library({
      status: 'approved',
      origin: 'generated',
      purpose: 'product_hero',
      kind: 'image',
    });
    expect(results[0]).toMatchObject({
      fileDocumentId: made.output.fileDocumentId,
      fileId: made.fileId,
      approvalStatus: 'approved',
      origin: 'generated',
      taskId: made.task.taskId,
      assetId: made.asset.assetId,
      purpose: 'product_hero',
      owner: all.editor.name,
      limits: { validUntil: dayFromNow(30) },
      bytes: made.output.bytes,
    });
  });

  it('calls what is over expired, not approved', async () => {
    const { output } = await makeApproved(pair(), { limits: { validUntil: dayFromNow(-1) } });
    expect(await names({ status: 'expired' })).toContain(output.outputId);
    expect(await names({ status: 'approved' })).not.toContain(output.outputId);
    const { results } = await library({ status: 'expired' });
    expect(results.find(({ outputId }) => outputId === output.outputId)?.approvalStatus).toBe(
      'expired'
    );
  });

  it('is searched by subject, two Chinese characters included, and never by prompt', async () => {
    const { output } = await make(all.editor, {
      subject: '红色帆布包',
      brand: 'Nordlicht',
      series: 'Ｓｐｒｉｎｇ ２０２６',
      parameters: { prompt: 'Extraordinary zephyr over the dunes' },
    });
    for (const q of ['帆布', '布包', '包', '帆布 nord', 'spring 2026', 'NORDLICHT', '商品主图'])
      expect({ q, found: await names({ q }) }).toEqual({
        q,
        found: expect.arrayContaining([output.outputId]),
      });
    for (const q of ['zephyr', '布帆', '红包', 'ordlicht', '100% sure', '%', '"', "'", '*', ':*'])
      expect({ q, found: await names({ q }) }).toEqual({
        q,
        found: expect.not.arrayContaining([output.outputId]),
      });
  });

  it('tells of files without a record', async () => {
    const form = new FormData();
    form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'stranger.txt');
    await all.contentManager.http.post('/upload', form);
    const { results } = await library({ status: 'untracked', origin: 'unknown', q: 'stranger' });
    expect(results[0]).toMatchObject({
      approvalStatus: 'untracked',
      origin: 'unknown',
      taskId: null,
      limits: null,
    });
  });
});

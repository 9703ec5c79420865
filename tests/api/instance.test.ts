import type { Person } from '../support/people';
import { sharedServer, superAdmin } from '../support/shared-server';

type Entry = { documentId: string; title: string; publishedAt: string | null };

const ARTICLES = '/content-manager/collection-types/api::article.article';

describe('the instance', () => {
  let admin: Person;

  beforeAll(async () => {
    admin = await superAdmin();
  });

  it('is healthy and serves the admin panel', async () => {
    const { url } = sharedServer();
    expect((await fetch(`${url}/_health`)).status).toBe(204);
    const panel = await fetch(`${url}/admin`);
    expect(panel.status).toBe(200);
    expect(await panel.text()).toContain('<div id="strapi"');
  });

  it('creates and publishes an article', async () => {
    const created = await admin.http.post<Entry>(ARTICLES, { title: 'Hello' });
    expect(created.status).toBe(201);
    expect(created.data).toMatchObject({ title: 'Hello', publishedAt: null });

    const { documentId } = created.data;
    const published = await admin.http.post<Entry>(`${ARTICLES}/${documentId}/actions/publish`, {
      title: 'Hello',
    });
    expect(published.status).toBe(200);
    expect(published.data.publishedAt).not.toBeNull();
  });

  it('knows no telemetry id', async () => {
    const init = await admin.http.get<{ uuid: unknown; hasAdmin: boolean }>('/admin/init');
    expect(init.data).toMatchObject({ uuid: false, hasAdmin: true });
  });

  it('keeps the admin API from strangers', async () => {
    const answer = await fetch(`${sharedServer().url}${ARTICLES}`);
    expect(answer.status).toBe(401);
  });
});

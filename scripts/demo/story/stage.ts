import { API_BASE, api } from '../../../plugins/asset-provenance/shared';
import type { Catalog } from '../../../plugins/asset-provenance/shared';
import { createHttp } from '../../../tests/support/http';
import type { Http } from '../../../tests/support/http';
import { preparePeople } from '../../../tests/support/people';
import type { People, Person } from '../../../tests/support/people';
import { startCms } from '../cms';
import type { Cms } from '../cms';
import { accepted, present } from '../expect';
import type { Report } from '../report';

/** What every act needs: the server, the people, and somebody who only sees the public site. */
export type Stage = {
  cms: Cms;
  people: People;
  /** `/api/…` without any log-in. */
  visitor: Http;
  catalog: Catalog;
  /** A day from today in the time zone of the site. */
  day: (daysFromToday: number) => string;
};

type SiteRole = {
  id: number;
  name: string;
  description: string;
  type: string;
  permissions?: Record<
    string,
    { controllers: Record<string, Record<string, { enabled: boolean }>> }
  >;
};

/** As a site does that shows its articles: everybody may read those that are published. */
const openArticles = async (admin: Person) => {
  const roles = (await admin.http.get('/users-permissions/roles')).body as { roles: SiteRole[] };
  const { id } = present(
    roles.roles.find(({ type }) => type === 'public'),
    'role of the public'
  );
  const { role } = (await admin.http.get(`/users-permissions/roles/${id}`)).body as {
    role: SiteRole;
  };
  const articles = present(
    role.permissions?.['api::article']?.controllers.article,
    'rights on articles'
  );
  for (const right of ['find', 'findOne']) articles[right] = { enabled: true };
  const { name, description, permissions } = role;
  const answer = await admin.http.put(`/users-permissions/roles/${id}`, {
    name,
    description,
    permissions,
  });
  accepted(answer, 'Opening the articles to the public');
};

const dayIn = (timeZone: string) => (daysFromToday: number) => {
  const moment = new Date(Date.now() + daysFromToday * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
};

/** `onStart` learns of the server as soon as it runs, so that it can be stopped at any time. */
export const setTheStage = async (report: Report, onStart: (cms: Cms) => void): Promise<Stage> => {
  report.act('The stage: an empty Strapi with the plugin, and its people');
  const cms = await report.step('Demo', 'starts Strapi on an empty SQLite database', async () => {
    const started = await startCms();
    onStart(started);
    return { value: started, facts: [started.url] };
  });

  const people = await report.step(
    'Ada Admin',
    'registers as first admin, prepares the ready-made roles, invites three people',
    async () => {
      const all = await preparePeople(cms.url);
      return { value: all, facts: [all.editor.name, all.contentManager.name, all.auditor.name] };
    }
  );

  await report.step('Ada Admin', 'lets everybody read published articles', async () => {
    await openArticles(people.superAdmin);
    return { value: null, facts: ['GET /api/articles'] };
  });

  const catalog = await report.step('Edith Editor', 'opens the launch form', async () => {
    const data = accepted(
      await people.editor.api.get<Catalog>(api.catalog),
      `GET ${API_BASE}${api.catalog}`
    );
    const providers = data.providers.map(
      ({ name, models }) => `${name} (${models.map(({ id }) => id).join(', ')})`
    );
    return {
      value: data,
      facts: [
        `purposes ${Object.keys(data.purposes).join(', ')}`,
        `provider ${providers.join('; ')}`,
        data.providers[0]?.models[0]?.priceHint.en,
      ],
    };
  });

  const visitor = createHttp({ url: cms.url, base: '/api' });
  return { cms, people, visitor, catalog, day: dayIn(catalog.siteTimeZone) };
};

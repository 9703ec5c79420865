import type { Knex } from 'knex';
import { api } from '../../plugins/asset-provenance/shared';
import type { GateReason } from '../../plugins/asset-provenance/shared';
import { isPostgres } from '../support/database';
import { CAMPAIGNS, NOTICES, imageBlock, textBlock } from '../support/entries';
import type { Entry, Uploaded } from '../support/entries';
import { makeStandings, placeOfAnotherDay } from '../support/gate-standings';
import type { Standing } from '../support/gate-standings';
import { createHttp } from '../support/http';
import type { Answer, Http } from '../support/http';
import { preparePeople } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';

type Data = Record<string, unknown>;
type Container = { where: string; data: (file: Uploaded) => Data; field: string };
type World = {
  admin: Http;
  /** The plugin's own routes. */
  api: Http;
  publicApi: Http;
  liveCampaign: string;
  liveNotice: string;
};
/** How an entry reaches the public. `draft` is a saved draft that shows the file. */
type Path = {
  by: string;
  act: (world: World, data: Data, draft: string) => Promise<Answer<unknown>>;
};

jest.setTimeout(300_000);

const containers: Container[] = [
  { where: 'a field', field: 'cover', data: ({ id }) => ({ cover: id }) },
  {
    where: 'a repeatable component',
    field: 'figures.1.media',
    data: ({ id }) => ({ figures: [{ caption: 'None' }, { media: id }] }),
  },
  {
    where: 'a nested component',
    field: 'sections.0.figures.0.media',
    data: ({ id }) => ({ sections: [{ heading: 'One', figures: [{ media: id }] }] }),
  },
  {
    where: 'a dynamic zone',
    field: 'modules.1.media',
    data: ({ id }) => ({
      modules: [
        { __component: 'shared.quote', text: 'So it is' },
        { __component: 'shared.figure', media: id },
      ],
    }),
  },
  {
    where: 'blocks',
    field: 'body.1',
    data: (file) => ({ body: [textBlock('A bag'), imageBlock(file)] }),
  },
  {
    where: 'Markdown',
    field: 'markdown',
    data: ({ url }) => ({ markdown: `# Bags\n\n![A bag](${url})` }),
  },
];

const HERE = { channel: 'website', region: 'CN' };
const campaign = (data: Data) => ({ name: 'Spring', ...HERE, ...data });
const notice = ({ cover, ...data }: Data) => ({
  text: 'Live',
  region: HERE.region,
  ...data,
  ...(cover === undefined ? {} : { image: cover }),
});

const paths: Path[] = [
  {
    by: 'publishing a draft in the Content Manager',
    act: ({ admin }, _data, draft) => admin.post(`${CAMPAIGNS}/${draft}/actions/publish`, {}),
  },
  {
    by: 'creating and publishing at once in the Content Manager',
    act: ({ admin }, data) => admin.post(`${CAMPAIGNS}/actions/publish`, campaign(data)),
  },
  {
    by: 'changing and publishing at once in the Content Manager',
    act: ({ admin, liveCampaign }, data) =>
      admin.post(`${CAMPAIGNS}/${liveCampaign}/actions/publish`, campaign(data)),
  },
  {
    by: 'bulk publishing beside an entry without media',
    act: async ({ admin, liveCampaign }, _data, draft) =>
      admin.post(`${CAMPAIGNS}/actions/bulkPublish`, { documentIds: [liveCampaign, draft] }),
  },
  {
    by: 'creating by the content API, published',
    act: ({ publicApi }, data) =>
      publicApi.post('/campaigns', { data: campaign(data) }, { status: 'published' }),
  },
  {
    by: 'updating by the content API, published',
    act: ({ publicApi, liveCampaign }, data) =>
      publicApi.put(`/campaigns/${liveCampaign}?status=published`, { data: campaign(data) }),
  },
  {
    by: 'creating what has no drafts, in the Content Manager',
    act: ({ admin }, data) => admin.post(NOTICES, notice(data)),
  },
  {
    by: 'updating what has no drafts, in the Content Manager',
    act: ({ admin, liveNotice }, data) => admin.put(`${NOTICES}/${liveNotice}`, notice(data)),
  },
  {
    by: 'cloning what has no drafts',
    act: ({ admin, liveNotice }, data) =>
      admin.post(`${NOTICES}/clone/${liveNotice}`, notice(data)),
  },
  {
    by: 'creating what has no drafts, by the content API',
    act: ({ publicApi }, data) => publicApi.post('/notices', { data: notice(data) }),
  },
  {
    by: 'updating what has no drafts, by the content API',
    act: ({ publicApi, liveNotice }, data) =>
      publicApi.put(`/notices/${liveNotice}`, { data: notice(data) }),
  },
];
/** What ends with a draft passes whatever it shows. */
const draftPaths: Path[] = [
  {
    by: 'cloning what has drafts',
    act: ({ admin }, _data, draft) => admin.post(`${CAMPAIGNS}/clone/${draft}`, { name: 'Copy' }),
  },
  {
    by: 'creating a draft by the content API',
    act: ({ publicApi }, data) =>
      publicApi.post('/campaigns', { data: campaign(data) }, { status: 'draft' }),
  },
];

/** Everything that an entry is made of, and what is kept of it. */
const TABLES = [
  'campaigns',
  'campaigns_cmps',
  'notices',
  'notices_cmps',
  'components_shared_figures',
  'components_shared_quotes',
  'components_shared_story_sections',
  'components_shared_story_sections_cmps',
  'files_related_mph',
  'ap_file_usages',
];

describe('every way to the public × every place × every standing', () => {
  const { zone, today } = placeOfAnotherDay(new Date());
  let server: Server;
  let world: World;
  let standings: Standing[];

  beforeAll(async () => {
    server = await startServer({
      env: { SITE_TIME_ZONE: zone, ASSET_PROVENANCE_GATE_UNTRACKED: 'block' },
    });
    const all = await preparePeople(server.url);
    const admin = all.superAdmin.http;
    const token = await admin.post<{ accessKey: string }>('/admin/api-tokens', {
      name: 'Gate',
      description: '',
      type: 'full-access',
      lifespan: null,
    });
    standings = await makeStandings(all, today);
    const live = ok(
      await admin.post<Entry>(`${CAMPAIGNS}/actions/publish`, campaign({})),
      'Live campaign'
    );
    world = {
      admin,
      api: all.superAdmin.api,
      publicApi: createHttp({
        url: server.url,
        base: '/api',
        token: ok(token, 'Token').accessKey,
      }),
      liveCampaign: live.documentId,
      liveNotice: ok(await admin.post<Entry>(NOTICES, notice({})), 'Live notice').documentId,
    };
  });
  afterAll(() => server?.dispose());

  /** All rows of entries, as one text. */
  const everything = async (rows: Knex): Promise<string> => {
    const tables: unknown[] = [];
    for (const table of TABLES) tables.push(await rows(table).orderBy('id'));
    return JSON.stringify(tables);
  };

  const outcomeOf = (answer: Answer<unknown>): unknown => {
    if (answer.status < 300) return 'passed';
    const reasons = (answer.error?.details.reasons ?? []) as GateReason[];
    return {
      status: answer.status,
      code: answer.error?.details.code,
      reasons: reasons.map(({ code, severity, field, fileDocumentId }) => ({
        code,
        severity,
        field,
        fileDocumentId,
      })),
    };
  };

  const expectedOf = ({ refusedFor, file }: Standing, field: string): unknown =>
    refusedFor === null
      ? 'passed'
      : {
          status: 400,
          code: 'publish_refused',
          reasons: [
            { code: refusedFor, severity: 'block', field, fileDocumentId: file.documentId },
          ],
        };

  /** What passed must not be in the way of the next path. */
  const emptyLive = async (data: Data): Promise<void> => {
    const nothing = Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? [] : null])
    );
    const { publicApi, liveCampaign, liveNotice } = world;
    ok(await publicApi.put(`/campaigns/${liveCampaign}`, { data: campaign(nothing) }), 'Empty');
    ok(await publicApi.put(`/notices/${liveNotice}`, { data: notice(nothing) }), 'Empty');
  };

  /** PostgreSQL differs in what a transaction does, not in where an entry holds a file: each once. */
  const standingsIn = (container: number): Standing[] =>
    isPostgres()
      ? standings.filter((_, index) => index % containers.length === container)
      : standings;

  const cases = containers.map((container, index) => ({ ...container, index }));
  it.each(cases)('in $where', async ({ index, data: dataOf, field }) => {
    await readRows(server, async (rows) => {
      const wrong: unknown[] = [];
      for (const standing of standingsIn(index)) {
        const data = dataOf(standing.file);
        const draft = ok(
          await world.admin.post<Entry>(CAMPAIGNS, campaign(data)),
          'Draft'
        ).documentId;

        for (const { by, act } of draftPaths) {
          const outcome = outcomeOf(await act(world, data, draft));
          if (outcome !== 'passed') wrong.push({ by, standing: standing.name, outcome });
        }
        let before = await everything(rows);
        for (const { by, act } of paths) {
          // Types without drafts call the field of the cover otherwise.
          const at = by.includes('no drafts') && field === 'cover' ? 'image' : field;
          const expected = expectedOf(standing, at);
          const outcome = outcomeOf(await act(world, data, draft));
          if (JSON.stringify(outcome) !== JSON.stringify(expected))
            wrong.push({ by, standing: standing.name, expected, outcome });
          const after = await everything(rows);
          const isUntouched = before === after;
          before = after;
          if (isUntouched !== (standing.refusedFor !== null))
            wrong.push({ by, standing: standing.name, isUntouched });
        }
        if (standing.refusedFor === null) await emptyLive(data);
        expect(wrong).toEqual([]);
      }
      const published = await rows('campaigns')
        .whereNotNull('published_at')
        .andWhere({ name: 'Copy' });
      expect(published).toEqual([]);
    });
  });

  it('a file that was declared as not made with a model, by the policy for files without a record', async () => {
    const untracked = standings.find(({ name }) => name === 'untracked');
    if (!untracked) throw new Error('There is no file without a record.');
    const declare = api.declareOrigin(untracked.file.documentId);
    ok(await world.api.post(declare, { isGenerated: false }), 'Declare');
    const answer = await world.admin.post<Entry>(
      `${CAMPAIGNS}/actions/publish`,
      campaign({ cover: untracked.file.id })
    );
    expect(outcomeOf(answer)).toEqual(
      expectedOf({ ...untracked, refusedFor: 'no_record' }, 'cover')
    );
  });

  // An upload with `ref` brings a new file, so that no standing but `untracked` can exist; and it names
  // a row and its media field, so that neither blocks nor Markdown can be its target.
  describe('uploading with `ref`', () => {
    const upload = (ref: string, refId: number, field: string) => {
      const form = new FormData();
      form.append('ref', ref);
      form.append('refId', String(refId));
      form.append('field', field);
      form.append('files', new Blob(['new'], { type: 'image/png' }), 'new.png');
      return world.admin.post('/upload', form);
    };
    const withComponents = campaign({
      figures: [{ caption: 'Figure' }],
      sections: [{ heading: 'Section', figures: [{ caption: 'Nested' }] }],
      modules: [{ __component: 'shared.figure', caption: 'Zone' }],
    });
    type Figure = { id: number };
    type Rows = {
      id: number;
      documentId: string;
      figures: Figure[];
      sections: { figures: Figure[] }[];
      modules: Figure[];
    };
    const figure = 'shared.figure';
    const targets: [string, (entry: Rows) => [string, number | undefined, string]][] = [
      ['a field', ({ id }) => ['api::campaign.campaign', id, 'cover']],
      ['a repeatable component', ({ figures }) => [figure, figures[0]?.id, 'media']],
      ['a nested component', ({ sections }) => [figure, sections[0]?.figures[0]?.id, 'media']],
      ['a dynamic zone', ({ modules }) => [figure, modules[0]?.id, 'media']],
    ];

    it.each(targets)('in %s', async (_where, targetOf) => {
      const { admin } = world;
      const { documentId } = ok(
        await admin.post<Entry>(`${CAMPAIGNS}/actions/publish`, withComponents),
        'Publish'
      );
      const versions: Rows[] = [];
      for (const status of ['draft', 'published'])
        versions.push(ok(await admin.get<Rows>(`${CAMPAIGNS}/${documentId}`, { status }), 'Read'));
      const [draft, live] = versions.map(targetOf);
      const attach = ([ref, id, field]: [string, number | undefined, string] = ['', 0, '']) =>
        upload(ref, id ?? 0, field);

      await readRows(server, async (rows) => {
        const before = await everything(rows);
        const files = await rows('files').count({ all: '*' });
        const answer = await attach(live);
        expect([answer.status, answer.error?.details.code]).toEqual([400, 'publish_refused']);
        expect(await everything(rows)).toBe(before);
        expect(await rows('files').count({ all: '*' })).toEqual(files);

        expect((await attach(draft)).status).toBe(201);
        expect(await everything(rows)).not.toBe(before);
      });
    });
  });
});

import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  Notice,
  NoticePreferences,
  Page,
  SettingsStatus,
} from '../../plugins/asset-provenance/shared';
import { createFake } from '../fakes/kit';
import type { Fake, FakeAnswer, FakeRequest } from '../fakes/kit';
import { startSmtp } from '../fakes/smtp';
import { preparePeople } from '../support/people';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { approval, decide, make, ok, submit } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(180_000);

const GENERIC_SECRET = `whsec_${Buffer.from('generic-notice-secret-of-the-test').toString('base64')}`;
const ROBOT_SECRET = 'SECrobot';
const PROMPT = 'a violet kingfisher that no notice may ever name';

let server: Server;
let all: People;
let hooks: Fake;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
/** How the services answer, by path. */
const answers = new Map<string, FakeAnswer[]>();

beforeAll(async () => {
  smtp = await startSmtp();
  hooks = await createFake(
    ({ path }) => answers.get(path)?.shift() ?? { status: 200, json: { code: 0, errcode: 0 } }
  );
  const webhook = (template: string, more: Record<string, unknown> = {}) => ({
    template,
    url: `${hooks.url}/${template}?key=very-private`,
    ...more,
  });
  server = await startServer({
    env: {
      ASSET_PROVENANCE_POLL_MS: '100',
      NOTICE_ALLOWED_HOSTS: '127.0.0.1',
      NOTICE_WEBHOOKS: JSON.stringify({
        generic: webhook('generic', { secret: GENERIC_SECRET }),
        wecom: webhook('wecom', { kinds: ['submitted'], language: 'zh' }),
        feishu: webhook('feishu', { secret: ROBOT_SECRET, kinds: ['decided'] }),
        dingtalk: webhook('dingtalk', { secret: ROBOT_SECRET, kinds: ['decided'] }),
      }),
      NOTICE_DIGEST: 'hourly',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(smtp.port),
    },
  });
  all = await preparePeople(server.url);
});

afterAll(async () => {
  await server.dispose();
  await hooks.close();
  await smtp.close();
});

const noticesOf = async (person: Person): Promise<Notice[]> =>
  ok(await person.api.get<Page<Notice>>(`${api.notices}?limit=100`), 'notices').results;

const told = (person: Person, text: string | RegExp): Promise<Notice> =>
  until(
    async () =>
      (await noticesOf(person)).find((notice) =>
        typeof text === 'string' ? notice.text.en === text : text.test(notice.text.en)
      ),
    { what: `${person.name} being told: ${String(text)}` }
  );

const arrived = (path: string, text: string): Promise<FakeRequest> =>
  until(
    () =>
      hooks.requests.find(
        (request) => request.path === path && request.rawBody.toString('utf8').includes(text)
      ),
    { what: `${text} at ${path}` }
  );

const counts = async (person: Person) =>
  ok(await person.api.get<{ unreadNotices: number }>(api.counts), 'counts').unreadNotices;

describe('people are told what concerns them', () => {
  it('tells reviewers of a submission, the owner of the verdict and of the end of the task', async () => {
    const made = await make(all.editor, {
      subject: 'Linen tote',
      parameters: { prompt: PROMPT },
    });
    await told(all.editor, 'The task for “Linen tote” ended: downloadable.');

    ok(await submit(all.editor, made), 'submit');
    const submitted = await told(
      all.contentManager,
      `${all.editor.name} submitted “Linen tote” for review.`
    );
    expect(submitted).toMatchObject({
      kind: 'submitted',
      path: `review/${made.output.outputId}`,
      isRead: false,
      text: { zh: `${all.editor.name}提交了“Linen tote”，等待审核。` },
    });
    // Nobody is told of their own acts.
    expect((await noticesOf(all.editor)).map(({ kind }) => kind)).not.toContain('submitted');

    ok(await decide(all.contentManager, made, approval()), 'approve');
    const decided = await told(all.editor, `${all.contentManager.name} approved “Linen tote”.`);
    expect(decided.path).toBe(`tasks/${made.task.taskId}`);

    const everything = JSON.stringify([
      await noticesOf(all.editor),
      await noticesOf(all.contentManager),
      hooks.requests.map(({ rawBody }) => rawBody.toString('utf8')),
    ]);
    expect(everything).not.toContain('kingfisher');
  });

  it('counts what is unread, and marks one or all as read, each person only their own', async () => {
    const [first] = await noticesOf(all.editor);
    const before = await counts(all.editor);
    expect(before).toBeGreaterThan(1);
    expect(
      ok(
        await all.contentManager.api.post(api.readNotices, { noticeIds: [first?.noticeId] }),
        'somebody else'
      )
    ).toEqual({ read: 0 });
    ok(await all.editor.api.post(api.readNotices, { noticeIds: [first?.noticeId] }), 'one');
    expect(await counts(all.editor)).toBe(before - 1);
    const unread = ok(
      await all.editor.api.get<Page<Notice>>(`${api.notices}?isRead=false`),
      'unread'
    );
    expect(unread.results.map(({ noticeId }) => noticeId)).not.toContain(first?.noticeId);
    ok(await all.editor.api.post(api.readNotices, {}), 'all');
    expect(await counts(all.editor)).toBe(0);
  });

  it('keeps muted kinds away', async () => {
    const wanted: NoticePreferences = { digest: 'never', muted: ['task_ended'] };
    expect(ok(await all.editor.api.put(api.noticePreferences, wanted), 'mute')).toEqual(wanted);
    expect(ok(await all.editor.api.get(api.noticePreferences), 'read')).toEqual(wanted);

    const made = await make(all.editor, { subject: 'Muted mug' });
    ok(await submit(all.editor, made), 'submit');
    await told(all.contentManager, /Muted mug/);
    expect((await noticesOf(all.editor)).map(({ text }) => text.en)).not.toContain(
      'The task for “Muted mug” ended: downloadable.'
    );
  });

  it('refuses preferences that it does not know, naming the field', async () => {
    const answer = await all.editor.api.put(api.noticePreferences, { digest: 'weekly', muted: [] });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('digest');
  });
});

describe('webhooks', () => {
  it('tells each service in its own form, signed as it wants', async () => {
    const made = await make(all.editor, { subject: 'Signed scarf' });
    ok(await submit(all.editor, made), 'submit');
    ok(await decide(all.contentManager, made, approval()), 'approve');

    const generic = await arrived('/generic', 'approved “Signed scarf”');
    expect(
      new Webhook(GENERIC_SECRET).verify(generic.rawBody.toString('utf8'), generic.headers)
    ).toMatchObject({
      type: 'notice.decided',
      data: { text: { zh: expect.stringContaining('通过了“Signed scarf”') } },
    });

    const wecom = await arrived('/wecom', 'Signed scarf');
    expect(JSON.parse(wecom.rawBody.toString('utf8'))).toEqual({
      msgtype: 'text',
      text: { content: expect.stringContaining('等待审核') },
    });

    const feishu = await arrived('/feishu', 'Signed scarf');
    const card = JSON.parse(feishu.rawBody.toString('utf8')) as Record<string, string>;
    expect(card.sign).toBe(
      createHmac('sha256', `${card.timestamp}\n${ROBOT_SECRET}`).update('').digest('base64')
    );
    expect(card).toMatchObject({ msg_type: 'text' });

    const dingtalk = await arrived('/dingtalk', 'Signed scarf');
    const { query: searchParams } = dingtalk;
    expect(searchParams.get('key')).toBe('very-private');
    expect(searchParams.get('sign')).toBe(
      createHmac('sha256', ROBOT_SECRET)
        .update(`${searchParams.get('timestamp')}\n${ROBOT_SECRET}`)
        .digest('base64')
    );
    // A kind that it did not ask for.
    expect(
      hooks.requests.some(
        ({ path, rawBody }) =>
          path === '/dingtalk' && rawBody.toString('utf8').includes('submitted')
      )
    ).toBe(false);
  });

  it('says in the settings what went wrong, never the address', async () => {
    answers.set('/wecom', [{ status: 200, json: { errcode: 93000, errmsg: 'invalid webhook' } }]);
    const made = await make(all.editor, { subject: 'Refused rug' });
    ok(await submit(all.editor, made), 'submit');
    await arrived('/wecom', 'Refused rug');
    const settings = await until(
      async () => {
        const status = ok(
          await all.superAdmin.api.get<SettingsStatus>(api.settings),
          'settings'
        ).noticeWebhooks.find(({ id }) => id === 'wecom');
        return status?.lastProblem ? status : null;
      },
      { what: 'the problem in the settings' }
    );
    expect(settings).toMatchObject({
      template: 'wecom',
      host: new URL(hooks.url).host,
      kinds: ['submitted'],
      lastProblem: 'It answered 200 with errcode 93000.',
    });
    const shown = JSON.stringify((await all.superAdmin.api.get(api.settings)).body);
    expect(shown).not.toContain('very-private');
    expect(shown).not.toContain(ROBOT_SECRET);
    expect(server.logs()).not.toContain('very-private');
  });
});

describe('the digest by e-mail', () => {
  it('sends each person one letter an hour with what they have not read; webhooks are told nothing twice', async () => {
    const webhookTexts = () =>
      hooks.requests
        .filter(({ path }) => path === '/generic')
        .map(({ rawBody }) => rawBody.toString('utf8'));
    const toldBefore = webhookTexts().length;

    await server.restart();
    const letter = await until(
      () => smtp.letters.find(({ to }) => to.includes(all.contentManager.email)),
      { what: 'a letter to the content manager' }
    );
    expect(letter.text).toContain('Refused rug');
    expect(letter.text).not.toContain('kingfisher');
    // The editor said never.
    expect(smtp.letters.some(({ to }) => to.includes(all.editor.email))).toBe(false);

    // Within the hour nothing more, even after a start; a refusal of the mail server stops nobody's work.
    smtp.refuse(true);
    const sent = smtp.letters.length;
    await readRows(server, async (database) => {
      await database('ap_notice_preferences').update({ last_digest_of: '2000-01-01T00' });
      await database('ap_notices').update({ mailed_at: null });
    });
    await server.restart();
    ok(await submit(all.editor, await make(all.editor, { subject: 'Late lamp' })), 'submit');
    await told(all.contentManager, /Late lamp/);
    await until(() => server.logs().includes('A digest of notices was not sent'), {
      what: 'a line about the mail server',
    });
    expect(smtp.letters.length).toBe(sent);
    expect(webhookTexts().filter((text) => text.includes('Signed scarf')).length).toBe(
      webhookTexts()
        .slice(0, toldBefore)
        .filter((text) => text.includes('Signed scarf')).length
    );
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { TaskCallbacks } from '../../plugins/asset-provenance/shared';
import { createFake } from '../fakes/kit';
import type { Fake } from '../fakes/kit';
import { ARK_KEY, createArkFake } from '../fakes/volcengine-ark';
import type { ArkFake } from '../fakes/volcengine-ark';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import {
  clickGenerate,
  eventually,
  fillLaunch,
  openScreens,
  pick,
  plugin,
  see,
  waitForTask,
} from '../support/screens';
import type { Screens } from '../support/screens';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';
import { imageLaunch, launch, readTask } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(240_000);

const SETTINGS = '/settings/asset-provenance';
const NOBODY = 'http://127.0.0.1:9';

let ark: ArkFake;
let receiver: Fake;
let isReceiverWell = true;
let server: Server;
let screens: Screens;
let all: People;

beforeAll(async () => {
  ark = await createArkFake();
  receiver = await createFake(() => ({ status: isReceiverWell ? 204 : 410 }));
  server = await startServer({
    env: {
      PROVIDER_POLL_SECONDS: '0.2',
      PROVIDER_ALLOWED_HOSTS: '127.0.0.1',
      CALLBACK_ALLOWED_HOSTS: '127.0.0.1',
      ARK_API_KEY: ARK_KEY,
      ARK_BASE_URL: ark.url,
      REPLICATE_API_TOKEN: 'fake-replicate-token',
      REPLICATE_BASE_URL: NOBODY,
      GATEWAY_BASE_URL: NOBODY,
    },
  });
  all = await preparePeople(server.url);
  screens = await openScreens(server.url);
}, 180_000);
afterEach(() => screens?.shoot());
afterAll(async () => {
  await screens?.close();
  await server?.dispose();
  await Promise.all([ark?.close(), receiver?.close()]);
});

describe('providers as people see them', () => {
  it('the settings say what is missing, and test a connection without showing a key', async () => {
    const page = await screens.go(all.superAdmin, SETTINGS);
    const card = (name: string) => page.getByRole('article', { name });
    await see(card('Volcengine Ark'), 'Ready');
    await see(card('Volcengine Ark'), ark.url);

    await card('Volcengine Ark')
      .getByRole('button', { name: /^Test connection/ })
      .click();
    await see(card('Volcengine Ark'), /^Connected, tested at/);
    await card('Replicate')
      .getByRole('button', { name: /^Test connection/ })
      .click();
    await see(card('Replicate'), /^Not connected, tested at/);
    // The first answer stays while the next one is asked for.
    await see(card('Volcengine Ark'), /^Connected, tested at/);

    const gateway = page.getByRole('article').filter({ hasText: 'providers.gateway.apiKey' });
    await see(gateway, 'Something is missing in the configuration');
    expect(await gateway.getByRole('button', { name: /^Test connection/ }).count()).toBe(0);
    await see(page, 'Sent and signed');
    expect(await page.content()).not.toContain(ARK_KEY);
  });

  it('a model without levels of quality is launched without the field', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await page.getByRole('radio', { name: 'Sandbox', exact: true }).check();
    await fillLaunch(page, { subject: 'Seedream bag', prompt: 'A canvas bag on a wooden table' });
    const quality = page.getByRole('group', { name: 'Quality' });
    await quality.waitFor();
    await page.getByRole('radio', { name: 'Volcengine Ark', exact: true }).check();
    await page.getByRole('radio', { name: /^Seedream 4\.0(?!,)/ }).check();
    // Two models were looked at: what differs is told against the one before both.
    await see(page.getByRole('status'), 'Quality: Low → not with this model');
    await eventually(async () => expect(await quality.count()).toBe(0));
    await see(page, /^Can be stopped only while it waits at the provider/);

    const before = ark.requests.length;
    await clickGenerate(page, '4 drafts');
    const task = await readTask(all.editor, await waitForTask(page, 4));
    expect(task.requested).toMatchObject({ kind: 'image', quality: null });
    const sent = ark.requests.slice(before).filter(({ method }) => method === 'POST');
    expect(sent).toHaveLength(4);
    expect(sent.every(({ json }) => !Object.hasOwn(json as object, 'quality'))).toBe(true);
    const parameters = page.getByRole('tabpanel');
    await see(parameters, 'Requested');
    await eventually(async () =>
      expect(await parameters.getByText('Quality', { exact: true }).count()).toBe(0)
    );
    await page.getByRole('tab', { name: 'Cost' }).click();
    await see(page, '4 of 4 jobs settled. The bill of the provider decides.');
  });

  it('a video model without frame rate and camera is launched without both', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await fillLaunch(page, { subject: 'Seedance bag', prompt: 'A canvas bag turns on a table' });
    await page.getByRole('radio', { name: 'Video', exact: true }).check();
    await page.getByRole('radio', { name: 'Volcengine Ark', exact: true }).check();
    await page.getByRole('radio', { name: /^Seedance 1\.5 pro/ }).check();
    for (const name of ['Frame rate', 'Camera motion'])
      await eventually(async () => expect(await page.getByRole('group', { name }).count()).toBe(0));
    await page.getByLabel(/^Duration/).click();
    await pick(page, /^4\s/);
    await clickGenerate(page, '1 draft');
    const task = await readTask(all.editor, await waitForTask(page, 1));
    expect(task.requested).toMatchObject({ kind: 'video', frameRate: null, cameraMotion: null });
  });

  it('callbacks to the requester are listed with their attempts, and sent again', async () => {
    isReceiverWell = false;
    const { taskId } = await launch(
      all.editor,
      imageLaunch({ subject: 'Called back', callbackUrl: `${receiver.url}/hook` })
    );
    const states = async () =>
      ok(
        await all.editor.api.get<TaskCallbacks>(api.callbacksOfTask(taskId)),
        'Callbacks'
      ).deliveries.map(({ state }) => state);
    await until(
      async () =>
        (await states()).length > 3 && (await states()).every((one) => one === 'given_up'),
      { what: 'every callback to be given up', timeoutMs: 30_000 }
    );
    const page = await screens.go(all.editor, plugin(`tasks/${taskId}?tab=callbacks`));
    const last = page.getByRole('tabpanel').getByRole('article').last();
    await see(last, 'Given up');
    isReceiverWell = true;
    await last.getByRole('button', { name: 'Send again' }).click();
    await see(last, 'Delivered');
    await see(last, 'HTTP 204');
    await last.getByRole('button', { name: 'Show the attempts' }).click();
    await see(last.getByRole('listitem'), 'Delivered');
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });
});

import { api, readyMadeRoles } from '../../plugins/asset-provenance/shared';
import type {
  Catalog,
  Counts,
  Page,
  SettingsStatus,
  TaskDetail,
  TaskSummary,
} from '../../plugins/asset-provenance/shared';
import { createUser } from '../support/people';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { firstOutput, imageLaunch, launch, launchAndSettle } from '../support/tasks';

let all: People;
let colleague: Person;

beforeAll(async () => {
  all = await people();
});

describe('settings', () => {
  it('prepare the ready-made roles once, and leave them as people set them afterwards', async () => {
    const { data } = await all.superAdmin.api.post<{
      created: string[];
      roles: SettingsStatus['roles'];
    }>(api.prepareRoles);
    expect(data.created).toEqual([]);
    expect(data.roles.map(({ code, exists }) => [code, exists])).toEqual(
      Object.keys(readyMadeRoles).map((code) => [code, true])
    );
  });

  it('say what is set, and count refused keys without keeping them', async () => {
    const status = async () => (await all.superAdmin.api.get<SettingsStatus>(api.settings)).data;
    const before = await status();
    expect(before).toMatchObject({
      siteTimeZone: 'UTC',
      dispatch: { engine: 'embedded', isRunning: true },
    });
    await all.editor.api.post(
      api.tasks,
      imageLaunch({ parameters: { prompt: 'a bag with AKIAIOSFODNN7EXAMPLE printed on it' } })
    );
    expect((await status()).refusedSecrets).toBe(before.refusedSecrets + 1);
  });

  it('give everybody the catalogue, in both languages', async () => {
    const { data } = await all.auditor.api.get<Catalog>(api.catalog);
    expect(data.purposes.product_hero).toEqual({ en: 'Product hero', zh: '商品主图' });
    expect(data.providers.map(({ id }) => id)).toEqual(['sandbox']);
    expect(data.specifications).toContainEqual(
      expect.objectContaining({ purpose: 'product_hero', channel: 'website', name: 'hero' })
    );
  });

  it('count only what a role may see', async () => {
    const counts = async (who: keyof People) => (await all[who].api.get<Counts>(api.counts)).data;
    expect(await counts('editor')).toEqual({
      liveTasks: expect.any(Number),
      waitingReviews: null,
      dueRechecks: null,
      overdueEntries: null,
      unreadNotices: expect.any(Number),
    });
    expect(await counts('contentManager')).toEqual({
      liveTasks: expect.any(Number),
      waitingReviews: expect.any(Number),
      dueRechecks: expect.any(Number),
      overdueEntries: expect.any(Number),
      unreadNotices: expect.any(Number),
    });
  });

  it('make a team of the people who share a role', async () => {
    const { data } = await all.superAdmin.api.get<SettingsStatus>(api.settings);
    const roleId = data.roles.find(({ code }) => code === 'provenance-editor')?.roleId ?? '';
    const candidate = {
      firstname: 'Emil',
      lastname: 'Editor',
      email: `emil-${Date.now()}@example.org`,
    };
    colleague = await createUser(all.superAdmin, {
      url: sharedServer().url,
      roleId,
      candidate,
    });
    const { taskId } = await launch(all.editor, imageLaunch());
    const seen = async (owner: string) =>
      (await colleague.api.get<Page<TaskSummary>>(api.tasks, { owner })).data.results;
    expect((await seen('mine')).map((task) => task.taskId)).not.toContain(taskId);
    const shared = (await seen('team')).find((task) => task.taskId === taskId);
    expect(shared).toMatchObject({ owner: { name: all.editor.name }, prompt: null });
    expect((await colleague.api.post(api.cancel(taskId))).status).toBe(403);
  });

  it('keep a prompt from colleagues, also by way of a new task', async () => {
    const draft = await launchAndSettle(all.editor, imageLaunch());
    const { outputId } = firstOutput(draft);
    await all.editor.api.post(api.choose(outputId), { isChosen: true });
    const detail = await colleague.api.get<TaskDetail>(api.task(draft.taskId));
    expect(detail.data.acts).toMatchObject({ canReproduce: false, canVary: false });
    expect(JSON.stringify(detail.body)).not.toContain(draft.prompt);
    expect((await colleague.api.post(api.reproduce(draft.taskId))).status).toBe(403);
    expect((await colleague.api.post(api.promote(outputId))).status).toBe(403);
  });
});

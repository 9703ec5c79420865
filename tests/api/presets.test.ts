import { api, presetContentOf } from '../../plugins/asset-provenance/shared';
import type {
  HandOverResult,
  LaunchInput,
  Page,
  Parameters,
  Person as AdminPerson,
  Preset,
  PresetContent,
  PresetInput,
  PresetVersion,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import { createUser, prepareRoles } from '../support/people';
import type { People, Person } from '../support/people';
import { planted } from '../support/planted-secrets';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { ok } from '../support/story';
import { imageLaunch, launch, readTask } from '../support/tasks';
import type { Changes } from '../support/tasks';

jest.setTimeout(60_000);

let all: People;
let count = 0;
beforeAll(async () => {
  all = await people();
});

/** Prompts differ, so that no launch of a test counts as a repeat of another's. */
const bodyOf = ({ parameters, ...changes }: Changes = {}): LaunchInput =>
  imageLaunch({ ...changes, parameters: { prompt: 'A canvas bag', ...parameters } });

const contentOf = (changes: Changes = {}): PresetContent => {
  const { specification = null, brand = null, series = null, ...body } = bodyOf(changes);
  const parameters = { references: [], negativePrompt: null, seed: null, ...body.parameters };
  return presetContentOf({
    ...body,
    specification,
    brand,
    series,
    parameters: parameters as unknown as Parameters,
  });
};

const nextName = () => `Drafts ${(count += 1)} ${Date.now()}`;
const inputOf = (changes: Partial<PresetInput> = {}): PresetInput => ({
  name: nextName(),
  isShared: false,
  note: null,
  content: contentOf(),
  ...changes,
});
const create = (person: Person, changes?: Partial<PresetInput>) =>
  person.api.post<Preset>(api.presets, inputOf(changes));
const made = async (person: Person, changes?: Partial<PresetInput>) =>
  ok(await create(person, changes), 'Preset');
const save = (person: Person, preset: Preset, changes: Record<string, unknown> = {}) =>
  person.api.post<Preset>(api.presetVersions(preset.presetId), {
    name: preset.name,
    version: preset.version,
    content: preset.content,
    ...changes,
  });
const versionsOf = async (person: Person, { presetId }: Preset, query = {}) =>
  ok(await person.api.get<Page<PresetVersion>>(api.presetVersions(presetId), query), 'Versions');
const listed = async (person: Person, query = {}) =>
  ok(await person.api.get<Page<Preset>>(api.presets, query), 'Presets').results;
const eventsOf = ({ presetId }: Preset) =>
  readRows<{ type: string }[]>(sharedServer(), (rows) =>
    rows('ap_audit_events').where({ aggregate_id: presetId }).orderBy('id')
  );

describe('versions of a preset', () => {
  it('each save is one more, the old ones stay as they were', async () => {
    const first = await made(all.editor, { note: 'For the autumn series' });
    expect(first).toMatchObject({ version: 1, isOwn: true, mayChange: true, problems: [] });
    const second = ok(
      await save(all.editor, first, {
        name: `${first.name} larger`,
        note: 'Larger',
        content: contentOf({ parameters: { count: 3 } }),
      }),
      'Save'
    );
    expect(second).toMatchObject({ version: 2, name: `${first.name} larger` });
    const { results } = await versionsOf(all.editor, first);
    expect(results.map(({ version, name, note }) => [version, name, note])).toEqual([
      [2, `${first.name} larger`, 'Larger'],
      [1, first.name, 'For the autumn series'],
    ]);
    expect(results.map(({ content }) => content.parameters.count)).toEqual([3, 1]);
    expect(results[0]?.savedBy.name).toBe(all.editor.name);
  });

  it('an old one is taken back as the newest', async () => {
    const first = await made(all.editor);
    const second = ok(
      await save(all.editor, first, { content: contentOf({ brand: 'Elbe' }) }),
      'Save'
    );
    const third = ok(
      await all.editor.api.post<Preset>(api.takeBackPreset(first.presetId), {
        version: second.version,
        takenFrom: 1,
        note: null,
      }),
      'Take back'
    );
    expect(third).toMatchObject({ version: 3, content: first.content });
    const { results } = await versionsOf(all.editor, first);
    expect(results.map(({ takenFrom }) => takenFrom)).toEqual([1, null, null]);
    const missing = await all.editor.api.post(api.takeBackPreset(first.presetId), {
      version: 3,
      takenFrom: 9,
    });
    expect(missing.status).toBe(404);
  });

  it('are read in pages, newest first', async () => {
    let preset = await made(all.editor);
    for (const brand of ['Elbe', 'Rhine'])
      preset = ok(await save(all.editor, preset, { content: contentOf({ brand }) }), 'Save');
    const page = await versionsOf(all.editor, preset, { limit: 2 });
    expect(page.results.map(({ version }) => version)).toEqual([3, 2]);
    const next = await versionsOf(all.editor, preset, { limit: 2, cursor: page.nextCursor });
    expect(next.results.map(({ version }) => version)).toEqual([1]);
  });

  it('saving over what somebody else saved meanwhile is refused, and nothing is lost', async () => {
    const preset = await made(all.editor, { isShared: true });
    const answers = await Promise.all(
      ['Elbe', 'Rhine', 'Oder', 'Weser'].map((brand) =>
        save(brand === 'Elbe' ? all.superAdmin : all.editor, preset, {
          content: contentOf({ brand }),
        })
      )
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.error?.details).toMatchObject({ code: 'saved_meanwhile', version: 2 });
    expect(refused?.error?.details?.next).toMatchObject({ zh: expect.stringContaining('第 2 版') });
    expect((await versionsOf(all.editor, preset)).results).toHaveLength(2);
    const again = await save(all.editor, preset, {
      version: 2,
      content: contentOf({ brand: 'Oder' }),
    });
    expect(ok(again, 'Again').version).toBe(3);
  });

  it('stand in the ledger without a word of a prompt', async () => {
    const prompt = 'A secret launch of a blue kettle';
    const preset = await made(all.editor, { content: contentOf({ parameters: { prompt } }) });
    await save(all.editor, preset, { note: 'Blue' });
    await all.editor.api.put(api.preset(preset.presetId), { isShared: true });
    await all.editor.api.del(api.preset(preset.presetId));
    const events = await eventsOf(preset);
    expect(events.map(({ type }) => type)).toEqual([
      'preset.saved',
      'preset.saved',
      'preset.shared',
      'preset.removed',
    ]);
    expect(JSON.stringify(events)).not.toContain('kettle');
  });
});

describe('whose a preset is', () => {
  it('nobody else finds one that is not shared', async () => {
    const preset = await made(all.editor);
    expect((await listed(all.editor)).map(({ presetId }) => presetId)).toContain(preset.presetId);
    expect((await listed(all.superAdmin)).map(({ presetId }) => presetId)).not.toContain(
      preset.presetId
    );
    expect((await all.contentManager.api.get(api.preset(preset.presetId))).status).toBe(404);
    expect((await save(all.superAdmin, preset)).status).toBe(404);
  });

  it('a shared one is seen by all who launch, and changed by its owner and by who manages settings', async () => {
    const preset = await made(all.editor, { isShared: true });
    const [seen] = await listed(all.contentManager, { q: preset.name });
    expect(seen).toMatchObject({
      isOwn: false,
      mayChange: false,
      owner: { name: all.editor.name },
    });
    const refused = await save(all.contentManager, preset);
    expect([refused.status, refused.error?.message]).toEqual([
      403,
      `“${preset.name}” is a preset of ${all.editor.name}.`,
    ]);
    expect((await all.contentManager.api.del(api.preset(preset.presetId))).status).toBe(403);
    expect(
      (await all.contentManager.api.put(api.preset(preset.presetId), { isShared: false })).status
    ).toBe(403);
    expect(ok(await save(all.superAdmin, preset), 'Manager').version).toBe(2);
  });

  it('sharing ends for everybody at once', async () => {
    const preset = await made(all.editor, { isShared: true });
    ok(await all.editor.api.put(api.preset(preset.presetId), { isShared: false }), 'Unshare');
    expect((await all.contentManager.api.get(api.preset(preset.presetId))).status).toBe(404);
  });

  it('of one name a person has one, also when both are saved at once', async () => {
    const name = nextName();
    const answers = await Promise.all([create(all.editor, { name }), create(all.editor, { name })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await create(all.contentManager, { name })).status).toBe(201);
  });

  it('only people who may launch come here at all', async () => {
    expect((await all.auditor.api.get(api.presets)).status).toBe(403);
    expect((await create(all.auditor)).status).toBe(403);
  });

  it('goes to the successor of who leaves', async () => {
    const roleIdOf = await prepareRoles(all.superAdmin);
    const leaver = await createUser(all.superAdmin, {
      url: sharedServer().url,
      roleId: roleIdOf('provenance-editor'),
      candidate: {
        firstname: 'Presetta',
        lastname: 'L',
        email: `presetta.${Date.now()}@example.org`,
      },
    });
    const preset = await made(leaver, { isShared: true });
    const known = ok(await all.superAdmin.api.get<AdminPerson[]>(api.people), 'People');
    const idOf = (name: string) => known.find((person) => person.name === name)?.id ?? '';
    const done = await all.superAdmin.api.post<HandOverResult>(api.handOver, {
      fromId: preset.owner.id,
      toId: idOf(all.editor.name),
      reason: 'Leaves',
    });
    expect(ok(done, 'Hand-over').presets).toBe(1);
    const [moved] = await listed(all.editor, { owner: 'mine', q: preset.name });
    expect(moved).toMatchObject({ presetId: preset.presetId, isOwn: true });
  });
});

describe('what a preset may hold', () => {
  it.each([
    ['purpose', { purpose: 'nothing' }],
    ['channel', { channel: 'nowhere' }],
    ['specification', { specification: 'No such' }],
    ['providerId', { providerId: 'nobody' }],
    ['modelId', { modelId: 'no-model' }],
    ['parameters.size', { parameters: { size: '111x222' } }],
    ['parameters.quality', { parameters: { quality: 'high' } }],
  ] as [string, Changes][])('names the field that does not fit: %s', async (field, changes) => {
    const answer = await create(all.editor, { content: contentOf(changes) });
    expect(answer.status).toBe(400);
    expect(answer.error?.details?.fields?.map(({ path }) => path)).toContain(`content.${field}`);
  });

  it('a prompt is optional, and so are the references that its input type will need', async () => {
    const preset = await made(all.editor, {
      content: contentOf({ parameters: { prompt: '', inputType: 'image_to_image' } }),
    });
    expect(preset.content.parameters).toMatchObject({ prompt: '', inputType: 'image_to_image' });
    expect(JSON.stringify(preset)).not.toContain('references');
  });

  it('a key in its texts is refused', async () => {
    const [key] = Object.values(planted).flat();
    for (const changes of [
      { note: `Use ${key}` },
      { content: contentOf({ parameters: { prompt: `A bag ${key}` } }) },
    ]) {
      const answer = await create(all.editor, changes);
      expect([answer.status, answer.error?.details?.code]).toEqual([400, 'secret_refused']);
    }
  });

  it('opens and says so when its model is not set up any more', async () => {
    const preset = await made(all.editor);
    const content = { ...preset.content, modelId: 'gone-model' };
    await readRows(sharedServer(), (rows) =>
      rows('ap_preset_versions')
        .where({ preset_id: preset.presetId })
        .update({ content: JSON.stringify(content) })
    );
    const opened = ok(await all.editor.api.get<Preset>(api.preset(preset.presetId)), 'Open');
    expect(opened.content.modelId).toBe('gone-model');
    expect(opened.problems).toEqual([
      expect.objectContaining({ path: 'modelId', zh: expect.stringContaining('模型') }),
    ]);
  });
});

describe('a launch from a preset', () => {
  const launchFrom = (person: Person, preset: Preset, changes: Changes = {}) =>
    launch(person, imageLaunch({ preset: { presetId: preset.presetId, version: 1 }, ...changes }));

  it('is kept on the task with its name at the time, and with what was changed', async () => {
    const preset = await made(all.editor, {
      isShared: true,
      content: contentOf({ brand: 'Elbe', parameters: { prompt: 'A canvas bag on a wooden' } }),
    });
    ok(await save(all.editor, preset, { name: `${preset.name} renamed` }), 'Rename');
    const task = await launchFrom(all.editor, preset, {
      brand: 'Rhine',
      parameters: { count: 2 },
    });
    expect(task).toMatchObject({
      preset: { presetId: preset.presetId, version: 1, name: preset.name },
      changedSincePreset: ['brand', 'parameters.count'],
    });
    ok(await all.editor.api.del(api.preset(preset.presetId)), 'Remove');
    const later: TaskDetail = await readTask(all.editor, task.taskId);
    expect(later).toMatchObject({
      preset: task.preset,
      changedSincePreset: task.changedSincePreset,
    });
    const opened = ok(await all.editor.api.get<Preset>(api.preset(preset.presetId)), 'Removed');
    expect(opened).toMatchObject({ removedAt: expect.any(String), mayChange: false });
    expect(opened.lastUsedAt).toBe(task.launchedAt);
    expect(await listed(all.editor, { q: preset.name })).toEqual([]);
  });

  it('without one says nothing of any', async () => {
    expect(await launch(all.editor, imageLaunch())).toMatchObject({
      preset: null,
      changedSincePreset: null,
    });
  });

  it('unknown, removed and hidden ones are refused with the field', async () => {
    const removed = await made(all.editor);
    ok(await all.editor.api.del(api.preset(removed.presetId)), 'Remove');
    const hidden = await made(all.contentManager);
    const known = await made(all.editor);
    const attempts: [string, { presetId: string; version: number }][] = [
      ['preset.presetId', { presetId: 'abcdefghijklmnop', version: 1 }],
      ['preset.presetId', { presetId: removed.presetId, version: 1 }],
      ['preset.presetId', { presetId: hidden.presetId, version: 1 }],
      ['preset.version', { presetId: known.presetId, version: 2 }],
    ];
    for (const [field, preset] of attempts)
      for (const path of [api.tasks, api.preflight]) {
        const answer = await all.editor.api.post(path, imageLaunch({ preset }));
        expect(answer.status).toBe(400);
        expect(answer.error?.details?.fields?.map((one) => one.path)).toEqual([field]);
      }
  });

  it('is the same launch with and without', async () => {
    const preset = await made(all.editor);
    const body = imageLaunch();
    const first = await launch(all.editor, body);
    const again = await all.editor.api.post<{ task: TaskDetail; isRepeat: boolean }>(api.tasks, {
      ...body,
      preset: { presetId: preset.presetId, version: 1 },
    });
    expect(again.data).toMatchObject({ isRepeat: true, task: { taskId: first.taskId } });
  });
});

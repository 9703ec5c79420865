import { api } from '../../plugins/asset-provenance/shared';
import type { LicenceTemplate, ReviewCase } from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, make, ok, submit } from '../support/story';

jest.setTimeout(60_000);

describe('licence templates', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const body = (more: Record<string, unknown> = {}) => ({
    name: `Web for a year ${Date.now()} ${Math.random()}`,
    purposes: ['product_hero'],
    validForDays: 365,
    limits: { channels: ['website'], licence: 'House licence', creditLine: 'Us' },
    ...more,
  });
  const add = (more: Record<string, unknown> = {}, person: Person = all.contentManager) =>
    person.api.post<LicenceTemplate>(api.licenceTemplates, body(more));
  const list = async (person = all.editor) =>
    ok(await person.api.get<LicenceTemplate[]>(api.licenceTemplates), 'Templates');

  it('are kept by those who manage assets and read by everybody', async () => {
    expect((await add({}, all.editor)).status).toBe(403);
    const answer = await add();
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      purposes: ['product_hero'],
      validForDays: 365,
      limits: { channels: ['website'], licence: 'House licence', isAiLabelRequired: true },
      changedBy: all.contentManager.name,
    });
    const { licenceTemplateId, name } = answer.data;
    expect(await list()).toContainEqual(answer.data);

    const path = api.licenceTemplate(licenceTemplateId);
    expect((await all.editor.api.put(path, body({ name }))).status).toBe(403);
    const changed = ok(
      await all.superAdmin.api.put<LicenceTemplate>(path, body({ name, validForDays: null })),
      'Change'
    );
    expect(changed).toMatchObject({
      licenceTemplateId,
      name,
      validForDays: null,
      changedBy: all.superAdmin.name,
    });
    expect((await all.editor.api.del(path)).status).toBe(403);
    ok(await all.contentManager.api.del(path), 'Remove');
    expect((await list()).map((each) => each.licenceTemplateId)).not.toContain(licenceTemplateId);
    expect((await all.contentManager.api.del(path)).status).toBe(404);
    expect((await all.contentManager.api.put(path, body())).status).toBe(404);
  });

  it('have names of their own, whatever the case, also when two are added at once', async () => {
    const name = `Social ${Date.now()}`;
    const answers = await Promise.all([add({ name }), add({ name: name.toUpperCase() })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.error?.details.fields?.[0]?.path).toBe('name');
    const other = ok(await add(), 'Add');
    const taken = await all.contentManager.api.put(
      api.licenceTemplate(other.licenceTemplateId),
      body({ name })
    );
    expect(taken.status).toBe(409);
    const same = await all.contentManager.api.put(
      api.licenceTemplate(other.licenceTemplateId),
      body({ name: other.name })
    );
    expect(same.status).toBe(200);
  });

  it('name purposes and channels that there are', async () => {
    const answer = await add({ purposes: ['nonsense'], limits: { channels: ['moon'] } });
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.map(({ path }) => path)).toEqual([
      'purposes',
      'limits.channels',
    ]);
    expect((await add({ name: ' ' })).error?.details.fields?.[0]?.path).toBe('name');
    expect((await add({ validForDays: 0 })).error?.details.fields?.[0]?.path).toBe('validForDays');
    const secret = await add({ name: `sk-proj-${'a1B2'.repeat(12)}` });
    expect(secret.status).toBe(400);
  });

  it('are offered to reviewers with the last day counted from today, those for the purpose first', async () => {
    const [mine, forAll, other] = [
      ok(await add({ validForDays: 10 }), 'Add'),
      ok(await add({ purposes: [], validForDays: null }), 'Add'),
      ok(await add({ purposes: ['character'] }), 'Add'),
    ];
    const made = await make(all.editor);
    ok(await submit(all.editor, made), 'Submit');
    const { licenceTemplates } = ok(
      await all.contentManager.api.get<ReviewCase>(api.reviewCase(made.output.outputId)),
      'Case'
    );
    const place = ({ licenceTemplateId }: LicenceTemplate) =>
      licenceTemplates.findIndex((each) => each.licenceTemplateId === licenceTemplateId);
    expect(place(mine)).toBeGreaterThanOrEqual(0);
    expect(place(mine)).toBeLessThan(place(forAll));
    expect(place(forAll)).toBeLessThan(place(other));
    expect(licenceTemplates[place(mine)]?.limits.validUntil).toBe(dayFromNow(10));
    expect(licenceTemplates[place(forAll)]?.limits.validUntil).toBeNull();
  });
});

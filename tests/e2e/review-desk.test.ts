import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  Page as Listed,
  ReviewCase,
  ReviewItem,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { eventually, idIn, openScreens, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { finalLaunch, ok } from '../support/story';
import { launchAndSettle } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(180_000);

const TWENTY = 20;
/** Each test looks at a purpose of its own, so that none sees the cases of another. */
const queueOf = (purpose: string) => plugin(`review?purpose=${purpose}`);

let screens: Screens;
let all: People;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

/** One task with its results, all of them submitted. */
const submitted = async (
  person: Person,
  { purpose, subject, count }: { purpose: string; subject: string; count: number }
): Promise<TaskDetail> => {
  const task = await launchAndSettle(
    person,
    finalLaunch({
      purpose,
      subject,
      specification: null,
      parameters: { count, seed: null },
    })
  );
  for (const { outputId } of task.outputs) {
    const body = { alternativeText: `${subject} on a table` };
    ok(await person.api.post(api.submitForReview(outputId), body), 'Submit');
  }
  return task;
};

const caseOf = async (outputId: string): Promise<ReviewCase> =>
  ok(await all.contentManager.api.get<ReviewCase>(api.reviewCase(outputId)), 'Case');

const listed = async (status: string, purpose: string): Promise<ReviewItem[]> =>
  ok(
    await all.contentManager.api.get<Listed<ReviewItem>>(api.reviewQueue, {
      status,
      purpose,
      limit: 100,
    }),
    'Queue'
  ).results;

/** Other tests share the server and may have left something that waits. */
const emptyQueue = async (purpose: string) => {
  const targets = (await listed('pending', purpose)).map(({ output, lastVerdict }) => ({
    outputId: output.outputId,
    storedSha256: output.storedSha256,
    supersedes: lastVerdict?.verdictId ?? null,
  }));
  if (targets.length > 0)
    ok(
      await all.contentManager.api.post(api.bulkVerdicts, {
        verdict: 'rejected',
        targets,
        reason: 'Left over.',
      }),
      'Empty queue'
    );
};

const outputsOf = ({ outputs }: TaskDetail) => outputs.map(({ outputId }) => outputId);
const cards = (page: Page) => page.locator('[data-output]');
const bar = (page: Page) => page.getByRole('region', { name: 'Verdict' });
/** The case is here and can be decided on. */
const decidable = (page: Page) =>
  bar(page)
    .getByRole('button', { name: /^Approve/, disabled: false })
    .waitFor();

describe('a hundred outputs without pain', () => {
  it('twenty outputs are approved by keyboard alone, and the queue ends', async () => {
    await emptyQueue('product_hero');
    await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        submitted(all.editor, {
          purpose: 'product_hero',
          subject: `Cup ${number}`,
          count: TWENTY / 5,
        })
      )
    );
    const page = await screens.go(all.contentManager, queueOf('product_hero'));
    await see(page, `Review (${TWENTY} items)`);
    await page.keyboard.press('Enter');
    const seen = new Set<string>();
    for (let done = 0; done < TWENTY; done += 1) {
      await page.waitForURL((address) => !seen.has(address.pathname));
      await decidable(page);
      seen.add(new URL(page.url()).pathname);
      await page.keyboard.press('a');
      await page.getByLabel('Alternative text', { exact: false }).first().waitFor();
      await page.keyboard.press('Enter');
    }
    await page.waitForURL(/\/review\/done/);
    await see(page, /That was the last one\. You decided on 20 results\./);
    expect(seen.size).toBe(TWENTY);
    expect(await listed('pending', 'product_hero')).toHaveLength(0);
    const approved = (await listed('approved', 'product_hero')).filter(({ task }) =>
      task.subject?.startsWith('Cup ')
    );
    expect(approved).toHaveLength(TWENTY);
    for (const { lastVerdict } of approved)
      expect(lastVerdict?.reviewer.name).toBe(all.contentManager.name);
  });

  it('Z takes the last verdict back and opens the case again', async () => {
    const page = await screens.go(all.contentManager, queueOf('poster_sketch'));
    const task = await submitted(all.editor, {
      purpose: 'poster_sketch',
      subject: 'Plate',
      count: 1,
    });
    await cards(page).first().waitFor();
    await page.keyboard.press('Enter');
    await decidable(page);
    await page.keyboard.press('r');
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/review\/done/);
    // The address changes before the page that takes the key is there.
    await see(page, /That was the last one\./);
    const [outputId = ''] = outputsOf(task);
    expect((await caseOf(outputId)).output.approvalStatus).toBe('rejected');
    await page.keyboard.press('z');
    await page.waitForURL(new RegExp(outputId));
    await see(page, 'Taken back: Plate.');
    await decidable(page);
    const { output, verdicts } = await caseOf(outputId);
    expect(output.approvalStatus).toBe('pending');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['rejected', 'withdrawn']);
    expect(verdicts[0]).toMatchObject({ reasonChips: ['subject_wrong'] });
  });

  it('one verdict on many: what did not go through says why and stays selected', async () => {
    const [theirs, own] = await Promise.all([
      submitted(all.editor, { purpose: 'social_cover', subject: 'Spoon', count: 3 }),
      submitted(all.contentManager, { purpose: 'social_cover', subject: 'Own spoon', count: 1 }),
    ]);
    const page = await screens.go(all.contentManager, queueOf('social_cover'));
    await cards(page).nth(3).waitFor();
    await page.keyboard.press('x');
    for (let more = 1; more < 4; more += 1) await page.keyboard.press('Shift+ArrowRight');
    const selected = page.getByRole('region', { name: 'Selected' });
    await see(selected, '4 selected');
    await page.keyboard.press('g');
    await page.keyboard.press('4');
    await page.keyboard.type('Colours are off');
    await page.keyboard.press('Control+Enter');
    await see(page, 'Regenerate: 3 of 4 went through.');
    const lines = page.getByRole('list', { name: 'Result of each' });
    await see(lines, /You own this task, so somebody else decides on it\./);
    await see(selected, '1 selected');
    expect(new URL(page.url()).searchParams.get('selected')).toBe(outputsOf(own)[0]);
    for (const outputId of outputsOf(theirs))
      expect((await caseOf(outputId)).lastVerdict).toMatchObject({
        verdict: 'regenerate',
        reason: 'Colours are off',
      });
    await page.getByRole('button', { name: 'Try this one again' }).click();
    await see(page, 'Regenerate: 0 of 1 went through.');
  });

  it('two results are decided beside each other', async () => {
    const task = await submitted(all.editor, {
      purpose: 'character',
      subject: 'Fork',
      count: 2,
    });
    const [first = '', second = ''] = outputsOf(task);
    const page = await screens.go(all.contentManager, plugin(`review/${first}?purpose=character`));
    await decidable(page);
    await page.keyboard.press('c');
    await see(bar(page), 'The verdict is about: Result 1');
    await page.keyboard.press('f');
    await see(bar(page), 'The verdict is about: Result 2');
    await decidable(page);
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await see(bar(page), 'The verdict is about: Result 1');
    await page.keyboard.press('m');
    await page.getByRole('slider', { name: /Position of the line/ }).waitFor();
    await page.keyboard.press('a');
    await page
      .getByLabel(/Alternative text/)
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/review\/done/);
    expect((await caseOf(first)).output.approvalStatus).toBe('approved');
    expect((await caseOf(second)).output.approvalStatus).toBe('rejected');
  });
});

describe('what is said about a picture', () => {
  let task: TaskDetail;
  beforeAll(async () => {
    task = await submitted(all.editor, { purpose: 'character', subject: 'Knife', count: 2 });
  });

  it('a comment is pinned, mentions the owner, and the owner answers and resolves it', async () => {
    const [outputId = ''] = outputsOf(task);
    const page = await screens.go(
      all.contentManager,
      plugin(`review/${outputId}?purpose=character`)
    );
    await decidable(page);
    await page.keyboard.press('p');
    const stage = page.locator('[data-stage]');
    const box = await stage.boundingBox();
    if (!box) throw new Error('The picture is not shown.');
    await stage.click({ position: { x: box.width / 2, y: box.height / 4 } });
    await page.getByLabel('Comment on this place').waitFor();
    await page.keyboard.type('The handle is bent');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-pin="1"]').waitFor();
    const [comment] = (await caseOf(outputId)).comments;
    expect(comment?.anchor?.x).toBeCloseTo(0.5, 1);
    expect(comment?.anchor?.y).toBeCloseTo(0.25, 1);

    const owner = await screens.go(all.editor, plugin(`tasks/${task.taskId}?output=${outputId}`));
    const drawer = owner.getByRole('complementary');
    await see(drawer, 'The handle is bent');
    await drawer.getByRole('button', { name: 'Answer' }).first().click();
    await owner.keyboard.type('I make it anew, @Conrad Manager');
    await owner.keyboard.press('Control+Enter');
    await see(drawer, /I make it anew/);
    await drawer.getByRole('button', { name: 'Resolve' }).click();
    await drawer.getByRole('button', { name: 'Show the resolved one' }).click();
    await see(drawer, 'Resolved by Edith Editor');

    await page.reload();
    await page.getByRole('button', { name: 'Show the resolved one' }).click();
    await see(page, 'Resolved by Edith Editor');

    const { comments } = await caseOf(outputId);
    expect(comments.map(({ author }) => author.name)).toEqual(['Conrad Manager', 'Edith Editor']);
    expect(comments[0]?.resolved?.by).toBe('Edith Editor');
    expect(comments[1]?.mentions).toEqual([{ id: comments[0]?.author.id, name: 'Conrad Manager' }]);
  });

  it('the keys are silent while somebody types', async () => {
    const [, outputId = ''] = outputsOf(task);
    const page = await screens.go(
      all.contentManager,
      plugin(`review/${outputId}?purpose=character`)
    );
    await decidable(page);
    const field = page.getByLabel('Comment on the whole');
    await field.focus();
    await page.keyboard.type('arg cxz?');
    await eventually(async () => expect(await field.inputValue()).toBe('arg cxz?'));
    expect(await bar(page).locator('form').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(idIn(page)).toBe(outputId);
  });
});

describe('the address', () => {
  it('brings filters, selection and comparison back after a reload', async () => {
    const task = await submitted(all.editor, {
      purpose: 'poster_sketch',
      subject: 'Bowl',
      count: 2,
    });
    const [first = '', second = ''] = outputsOf(task);
    const page = await screens.go(all.contentManager, queueOf('poster_sketch'));
    const card = (id: string) => page.locator(`[data-output="${id}"]`);
    await card(first).click({ position: { x: 60, y: 60 } });
    await card(second).click({ position: { x: 60, y: 60 }, modifiers: ['Control'] });
    await page.waitForURL(
      ({ searchParams }) => searchParams.get('selected')?.includes(',') ?? false
    );
    await page.reload();
    await page.locator('[data-selected]').nth(1).waitFor();
    const ids = await page
      .locator('[data-selected]')
      .evaluateAll((found) => found.map((one) => one.getAttribute('data-output')));
    expect(ids.sort()).toEqual([first, second].sort());
    expect(await page.getByRole('combobox', { name: 'Purpose' }).innerText()).toContain(
      'Poster sketch'
    );
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[data-selected]').count()) === 0, {
      what: 'the selection to be cleared',
    });

    await page.goto(
      `${sharedServer().url}/admin${plugin(`review/${first}?purpose=poster_sketch`)}`
    );
    await decidable(page);
    await page.keyboard.press('c');
    await page.keyboard.press('m');
    await page.waitForURL(/compare=.*mode=slider/);
    await page.reload();
    await page.getByRole('slider', { name: /Position of the line/ }).waitFor();
    await see(bar(page), 'The verdict is about: Result 1');
  });

  it('no page threw', () => {
    expect(screens.problems).toEqual([]);
  });
});

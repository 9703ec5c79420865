import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { launchBrowser } from './browser';
import type { Person } from './people';
import { until } from './wait';

/** Pictures of what the tests saw, for a person who looks into a failure. */
const SHOTS = path.resolve(__dirname, '..', '..', '.tmp', 'e2e');
const GENERATION_MS = 60_000;
/** A first page on a busy machine takes half a minute at times. */
const PATIENCE_MS = 60_000;
const QUIET_MS = 400;

/** What the admin reads from the browser's storage when it starts. */
type Look = { language?: string; theme?: string };

const push = (address: string) => {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
};

/** As a link within the admin leads there; what the page showed before is gone when this ends. */
const walk = async (page: Page, address: string) => {
  const before = await page.locator('main').first().elementHandle();
  await page.evaluate(push, address);
  await before?.waitForElementState('hidden');
};

/** Says whether a page has asked for everything that it shows, and has it. */
const watchRequests = (page: Page) => {
  const open = new Set<Request>();
  let last = Date.now();
  const end = (request: Request) => {
    open.delete(request);
    last = Date.now();
  };
  page.on('request', (request) => {
    open.add(request);
    last = Date.now();
  });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return () => open.size === 0 && Date.now() - last > QUIET_MS;
};

/** The admin in a real browser; each person has a window of their own. */
export const openScreens = async (url: string, { language, theme }: Look = {}) => {
  mkdirSync(SHOTS, { recursive: true });
  const browser: Browser = await launchBrowser();
  const pages = new Map<string, Page>();
  const quiet = new Map<Page, () => boolean>();
  const problems: string[] = [];

  /** Logged in through the form, once. */
  const pageOf = async (person: Person): Promise<Page> => {
    const known = pages.get(person.email);
    if (known) return known;
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const wanted = { 'strapi-admin-language': language, STRAPI_THEME: theme };
    await context.addInitScript((stored) => {
      for (const [key, value] of Object.entries(stored))
        if (value) localStorage.setItem(key, value);
    }, wanted);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', ({ message }) => problems.push(message));
    quiet.set(page, watchRequests(page));
    await page.goto(`${url}/admin/auth/login`);
    await page.fill('input[name=email]', person.email);
    await page.fill('input[name=password]', person.password);
    await page.click('button[type=submit]');
    await page.waitForURL((address) => !address.pathname.includes('/auth/'));
    pages.set(person.email, page);
    return page;
  };

  return {
    /** What the pages threw. */
    problems,
    go: async (person: Person, to: string): Promise<Page> => {
      const page = await pageOf(person);
      await page.goto(`${url}/admin${to}`);
      return page;
    },
    /**
     * Without a new start of the admin, which costs a second and a half: for many screens in a row.
     * What was fetched a moment ago is not fetched again.
     */
    follow: async (person: Person, to: string): Promise<Page> => {
      const page = await pageOf(person);
      // By way of nowhere, so that every screen begins anew.
      for (const stop of ['/nowhere', to]) await walk(page, `${url}/admin${stop}`);
      return page;
    },
    /** Waits until a page of the admin shows all that it asked for. */
    settled: (page: Page) =>
      until(() => quiet.get(page)?.(), { what: 'a quiet page', timeoutMs: PATIENCE_MS }),
    /** A page of the site, as somebody sees it who has no account. */
    visit: async (to: string): Promise<Page> => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      pages.set('visitor', page);
      await page.goto(url + to);
      return page;
    },
    /** Every open window, under the name of the running test. */
    shoot: async (detail = '') => {
      const name = `${expect.getState().currentTestName} ${detail}`.replace(/\W+/g, '-');
      for (const [email, page] of pages) {
        const file = path.join(SHOTS, `${name.slice(0, 120)}-${email}.png`);
        await page.screenshot({ path: file }).catch(() => undefined);
      }
    },
    close: () => browser.close(),
  };
};
export type Screens = Awaited<ReturnType<typeof openScreens>>;

export const plugin = (screen: string) => `/plugins/asset-provenance/${screen}`;

/** The id at the end of the address of a task or a case. */
export const idIn = (page: Page) => new URL(page.url()).pathname.split('/').pop() ?? '';

export const see = (at: Page | Locator, text: string | RegExp) =>
  at.getByText(text).first().waitFor();

/**
 * For what a page shows a moment later: asks again until the expectation holds, or fails with it. What
 * must not happen is expected at once: it could pass later.
 */
export const eventually = async (expectation: () => Promise<unknown>): Promise<void> => {
  let last: unknown;
  const holds = () =>
    expectation().then(
      () => true,
      (error: unknown) => {
        last = error;
        return false;
      }
    );
  await until(holds, { what: 'an expectation to hold', timeoutMs: 10_000 }).catch(() => {
    throw last;
  });
};

/** Waits until a task has all its files; `not` is the task that the page showed before. */
export const waitForTask = async (page: Page, stored: number, not?: string): Promise<string> => {
  await page.waitForURL(
    ({ pathname }) => /\/tasks\/[a-z0-9]+$/.test(pathname) && !(not && pathname.endsWith(not))
  );
  await page.getByText(`Results (${stored} of ${stored})`).waitFor({ timeout: GENERATION_MS });
  return idIn(page);
};

export type Brief = { subject: string; prompt: string; seed?: string };

/** The launch form as far as every launch needs it: purpose and channel first. */
export const fillLaunch = async (page: Page, { subject, prompt, seed }: Brief) => {
  await page.getByRole('radio', { name: /^Product hero/ }).check();
  await page.getByRole('radio', { name: 'Website' }).check();
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel(/^Prompt/).fill(prompt);
  if (seed) await page.getByLabel('Seed', { exact: true }).fill(seed);
};

export const clickGenerate = (page: Page, what: string) =>
  page.getByRole('button', { name: `Generate ${what}`, exact: true }).click();

/** Submits the only result of the final whose page is open. */
export const submitFinal = async (page: Page, alternativeText: string) => {
  await page.getByRole('button', { name: 'Submit for review' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Alternative text/).fill(alternativeText);
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await dialog.waitFor({ state: 'detached' });
  await see(page, 'Waiting for review');
};

/** Chooses the first draft of the open task and makes a final of it; answers with the new task. */
export const promoteFirst = async (page: Page, more?: (dialog: Locator) => Promise<void>) => {
  const draft = idIn(page);
  await page.getByRole('button', { name: 'Choose', exact: true }).first().click();
  await page.getByRole('button', { name: 'Promote to final' }).click();
  const dialog = page.getByRole('dialog');
  await more?.(dialog);
  await dialog.getByRole('button', { name: 'Promote to final' }).click();
  return waitForTask(page, 1, draft);
};

/** Opens the case of a subject from the work list, as a reviewer finds it. */
export const openCase = async (page: Page, subject: string) => {
  await page.getByRole('article', { name: subject }).getByRole('link').click();
  await page.waitForURL(/\/review\/[a-z0-9]+/);
  await page.getByRole('button', { name: /^Approve/ }).waitFor();
};

/** A day (`2026-03-01`) typed into the date picker of a page in English. */
export const typeDay = async (field: Locator, day: string) => {
  const [year, month, date] = day.split('-');
  await field.fill(`${month}/${date}/${year}`);
  await field.press('Tab');
  expect(await field.inputValue()).toBe(`${month}/${date}/${year}`);
};

/** Picks from an open list by keys: near the edge of the window it opens partly outside. */
export const pick = async (page: Page, name: string | RegExp): Promise<void> => {
  const option = page.getByRole('option', { name, exact: true });
  await option.waitFor();
  await option.press('Enter');
  await option.waitFor({ state: 'detached' });
};

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type { Catalog, LaunchAnswer, TaskDetail } from '../../plugins/asset-provenance/shared';
import { prepareRoles, registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { openScreens } from '../support/screens';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { until } from '../support/wait';
import { smallestLaunch } from '../support/smallest-launch';

const MINUTE = 60_000;
const ROOT = path.resolve(__dirname, '..', '..');
const PLUGIN = path.join(ROOT, 'plugins', 'asset-provenance');

const say = (text: string) => process.stderr.write(`  [pack] ${text}\n`);

/** Runs a command to its end and returns what it printed; its output is the error when it fails. */
const run = (cwd: string, command: string, args: string[]) =>
  new Promise<string>((resolve, reject) => {
    say(`${command} ${args.join(' ')}`);
    const startedAt = Date.now();
    const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...env } = process.env;
    const child = spawn(command, args, { cwd, env: { ...env, NODE_ENV: 'production' } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      say(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });

/** What must not get lost, as a person sees it. */
const remembered = ({ taskId, state, outputs }: TaskDetail) => ({
  taskId,
  state,
  outputs: outputs.map(({ outputId, approvalStatus, fileDocumentId, url, storedSha256 }) => ({
    outputId,
    approvalStatus,
    fileDocumentId,
    url,
    storedSha256,
  })),
});

describe('the packed plugin in a fresh TypeScript project', () => {
  const project = realpathSync(mkdtempSync(path.join(tmpdir(), 'fresh-strapi-')));
  let server: Server | undefined;
  let admin: Person;
  let tasks: TaskDetail[] = [];

  const running = () => {
    if (!server) throw new Error('Strapi does not run.');
    return server;
  };
  const readTask = async (taskId: string) =>
    (await admin.api.get<TaskDetail>(api.task(taskId))).data;

  const generate = async (catalog: Catalog, kind: 'image' | 'video') => {
    const launched = await admin.api.post<LaunchAnswer>(
      api.tasks,
      smallestLaunch(catalog, 'sandbox', kind)
    );
    expect(launched).toMatchObject({ error: undefined });
    const { taskId } = launched.data.task;
    return until(
      async () => {
        const task = await readTask(taskId);
        if (task.state === 'failed') throw new Error(JSON.stringify(task.failure));
        return task.state === 'downloadable' && task;
      },
      { what: `the ${kind} to be downloadable`, timeoutMs: 2 * MINUTE, everyMs: 500 }
    );
  };

  const expectFilesIntact = async () => {
    for (const { url, storedSha256 } of tasks.flatMap(({ outputs }) => outputs)) {
      const answer = await fetch(new URL(url ?? '', running().url));
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(storedSha256);
    }
  };

  afterAll(async () => {
    await server?.dispose();
    rmSync(project, { recursive: true, force: true });
  }, MINUTE);

  it(
    'installs from the tarball',
    async () => {
      const packed = await run(PLUGIN, 'npm', ['pack', '--json', '--pack-destination', project]);
      const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('['))) as [
        { filename: string; files: { path: string }[] },
      ];
      expect(files.map((file) => file.path)).toEqual(
        expect.arrayContaining([
          'LICENSE',
          'README.md',
          'dist/server/index.js',
          'dist/examiner/index.js',
          'dist/marker/index.js',
        ])
      );
      cpSync(path.join(__dirname, 'project'), project, { recursive: true });
      await run(project, 'npm', [
        'install',
        '--include=dev',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        `./${filename}`,
      ]);
    },
    5 * MINUTE
  );

  it(
    'builds, with types that a consumer can use under old and new module resolution',
    async () => {
      await run(project, 'npm', ['run', 'build']);
      await run(project, 'npx', [
        ...['tsc', '--noEmit', '--strict', '--skipLibCheck', '--esModuleInterop'],
        ...['--module', 'nodenext', '--target', 'es2022', 'src/consumer.ts'],
      ]);
    },
    4 * MINUTE
  );

  it(
    'generates a sandbox image and video',
    async () => {
      server = await startServer({
        appDir: project,
        command: ['node_modules/@strapi/strapi/bin/strapi.js', 'start'],
        databaseFile: path.join(project, '.tmp', 'data.db'),
      });
      admin = await registerFirstAdmin(server.url);
      await prepareRoles(admin);
      const catalog = (await admin.api.get<Catalog>(api.catalog)).data;
      tasks = [await generate(catalog, 'image'), await generate(catalog, 'video')];
      await expectFilesIntact();
      // The marker, its WebAssembly and the development certificate work from the tarball.
      for (const { outputs } of tasks)
        expect(outputs[0]?.marks).toEqual({
          written: ['iptc', 'c2pa'],
          missing: [],
          isDevelopmentCertificate: true,
        });
    },
    5 * MINUTE
  );

  it(
    'opens its menu in a browser and shows what was made',
    async () => {
      const screens = await openScreens(running().url);
      try {
        const page = await screens.go(admin, '');
        await page.getByRole('link', { name: 'Provenance' }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Launch' }).waitFor();
        await page
          .getByRole('link', { name: /^Tasks/ })
          .first()
          .click();
        await page.getByText('Downloadable', { exact: true }).nth(1).waitFor();
        await screens.shoot();
        expect(screens.problems).toEqual([]);
      } finally {
        await screens.close();
      }
    },
    2 * MINUTE
  );

  it(
    'loses nothing in one start with the plugin disabled',
    async () => {
      expect(tasks).toHaveLength(2);
      await running().restart({ env: { ASSET_PROVENANCE_ENABLED: 'false' } });
      expect((await admin.api.get(api.catalog)).status).toBe(404);

      await running().restart({ env: { ASSET_PROVENANCE_ENABLED: 'true' } });
      const again = await Promise.all(tasks.map(({ taskId }) => readTask(taskId)));
      expect(again.map(remembered)).toEqual(tasks.map(remembered));
      await expectFilesIntact();
    },
    3 * MINUTE
  );
});

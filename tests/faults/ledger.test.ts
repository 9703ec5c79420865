import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type { LedgerStanding } from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { isPostgres } from '../support/database';
import { logIn, preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, settled } from '../support/tasks';
import { expectIntact } from '../support/verified';
import { until } from '../support/wait';

jest.setTimeout(240_000);

const KILL_AT = path.join(__dirname, '..', 'support', 'kill-at.cjs');
const often = {
  LEDGER_SEAL_SECONDS: '0.05',
  LEDGER_CHECKPOINT_EVENTS: '10',
  LEDGER_CHECKPOINT_MINUTES: '0.02',
  ASSET_PROVENANCE_LEASE_SECONDS: '2',
  ASSET_PROVENANCE_POLL_MS: '50',
};

let folder: string;
let flag: string;
let server: Server;
let editor: Person;
let auditor: Person;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-ledger-'));
  flag = path.join(folder, 'flag');
  server = await startServer({ preload: [KILL_AT], env: { ...often, KILL_AT_FLAG: flag } });
  ({ editor, auditor } = await preparePeople(server.url));
});

afterAll(async () => {
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const launchMany = (people: Person[], count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      launch(
        people[index % people.length] ?? editor,
        imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 2 } })
      )
    )
  );

/** Every event has its place, none is missing, and a verification says so, too. */
const expectWhole = async () => {
  await until(
    async () => {
      const { data } = await auditor.api.get<LedgerStanding>(api.ledger);
      return data.unsealed === 0 && data.checkpoint?.size === data.size;
    },
    { what: 'every event to be sealed and signed' }
  );
  await expectIntact(auditor);
  await readRows(server, async (rows) => {
    const sequences = (await rows('ap_audit_events')
      .whereNotNull('sequence')
      .orderBy('sequence')
      .pluck('sequence')) as number[];
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });
};

describe('the sequencer', () => {
  it('killed before its commit: nothing is sealed twice or left out', async () => {
    writeFileSync(flag, 'before-seal-commit');
    const launched = await launchMany([editor], 3).catch(() => []);
    expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
    await server.restart();
    for (const { taskId } of launched) await settled(editor, taskId);
    await expectWhole();
  });

  it('seals in two processes at once: each event once, and every checkpoint fits', async () => {
    const env = { ...often, LEDGER_FOLDER: path.join(path.dirname(server.logFile), 'ledger') };
    const [first, second, launched] = await Promise.all([
      runCli(['ledger', 'export', path.join(folder, 'first.jsonl')], { server, env }),
      runCli(['ledger', 'export', path.join(folder, 'second.jsonl')], { server, env }),
      launchMany([editor], 12),
    ]);
    for (const { code, err } of [first, second]) expect({ code, err }).toEqual({ code: 0, err });
    for (const name of ['first.jsonl', 'second.jsonl'])
      expect((await runCli(['verify', path.join(folder, name)])).code).toBe(0);
    for (const { taskId } of launched) await settled(editor, taskId);
    await expectWhole();
  });

  it('is intact also while it is sealed and signed', async () => {
    const launching = launchMany([editor], 12);
    for (let round = 0; round < 5; round += 1) await expectIntact(auditor);
    for (const { taskId } of await launching) await settled(editor, taskId);
    await expectWhole();
  });

  // SQLite has one writer process by its nature; several servers need PostgreSQL.
  (isPostgres() ? it : it.skip)(
    'runs on two servers: each event once, whichever server it happened on',
    async () => {
      const second = await startServer({
        env: {
          ...often,
          ...server.databaseEnv,
          PUBLIC_DIR: server.publicDir,
          LEDGER_FOLDER: path.join(path.dirname(server.logFile), 'ledger'),
        },
      });
      try {
        const launched = await launchMany([editor, await logIn(second.url, editor)], 16);
        await second.kill9();
        for (const { taskId } of launched) await settled(editor, taskId, 90_000);
        await expectWhole();
      } finally {
        await second.dispose();
      }
    }
  );
});

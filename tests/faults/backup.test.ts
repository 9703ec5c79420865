import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  LedgerReport,
  LedgerStanding,
  TaskDetail,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { isPostgres } from '../support/database';
import { logIn, preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { assetRecord, ok } from '../support/story';
import { firstOutput, imageLaunch, launchAndSettle } from '../support/tasks';
import { expectIntact } from '../support/verified';
import { until } from '../support/wait';

jest.setTimeout(300_000);

const often = {
  LEDGER_SEAL_SECONDS: '0.1',
  LEDGER_CHECKPOINT_EVENTS: '5',
  LEDGER_CHECKPOINT_MINUTES: '0.02',
};

let folder: string;
let server: Server;
let all: People;

const databaseFile = () => server.databaseFile ?? '';
const ledgerFolder = () => path.join(path.dirname(server.logFile), 'ledger');
const uploads = () => path.join(server.publicDir, 'uploads');
/** SQLite keeps what is not in the file yet beside it. */
const databaseFiles = () => ['', '-wal', '-shm'].map((suffix) => databaseFile() + suffix);

const sha256OfFile = (file: string) =>
  createHash('sha256').update(readFileSync(file)).digest('hex');

/** Every event is sealed, signed and exported. */
const exported = () =>
  until(
    async () => {
      const { data } = await all.auditor.api.get<LedgerStanding>(api.ledger);
      const size = data.checkpoint?.size;
      return data.unsealed === 0 && size === data.size && data.exports[0]?.size === size
        ? size
        : null;
    },
    { what: 'the checkpoints to be exported', timeoutMs: 30_000 }
  );

const verifyHere = async (): Promise<{ code: number | null; report: LedgerReport }> => {
  const { code, out } = await runCli(['ledger', 'verify', '--json'], {
    server,
    env: { ...often, LEDGER_FOLDER: ledgerFolder() },
  });
  return { code, report: JSON.parse(out.slice(out.indexOf('{'))) as LedgerReport };
};

const lose = () => {
  for (const file of databaseFiles()) rmSync(file, { force: true });
  rmSync(uploads(), { recursive: true, force: true });
  rmSync(ledgerFolder(), { recursive: true, force: true });
};

const signInAgain = async () => {
  all = {
    ...all,
    auditor: await logIn(server.url, all.auditor),
    editor: await logIn(server.url, all.editor),
  };
};

const expectTraced = async (task: TaskDetail) => {
  const output = firstOutput(task);
  const file = path.join(uploads(), path.basename(output.url ?? ''));
  expect(sha256OfFile(file)).toBe(output.storedSha256);
  const { results } = ok(
    await all.auditor.api.get<TraceAnswer>(api.trace, { q: output.storedSha256 }),
    'Trace'
  );
  expect(results[0]?.output.taskId).toBe(task.taskId);
  const { checks } = await assetRecord(all.auditor, output.outputId);
  expect(checks.filter(({ isIntact }) => !isIntact)).toEqual([]);
};

// What a test can copy is a file; of PostgreSQL the same holds for `pg_dump` (docs/operators.md).
(isPostgres() ? describe.skip : describe)('backup and restore', () => {
  let early: TaskDetail;
  let late: TaskDetail;
  let sizeOfHot: number;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-backup-'));
    server = await startServer({ env: often });
    all = await preparePeople(server.url);
    early = await launchAndSettle(all.editor, imageLaunch());
    sizeOfHot = await exported();
  });

  afterAll(async () => {
    await server?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of a running server: database first, then files, then keys and checkpoints', async () => {
    await readRows(server, (rows) => rows.raw('vacuum into ?', [path.join(folder, 'hot.db')]));
    cpSync(uploads(), path.join(folder, 'hot-uploads'), { recursive: true });
    cpSync(ledgerFolder(), path.join(folder, 'hot-ledger'), { recursive: true });
    late = await launchAndSettle(all.editor, imageLaunch());
    expect(await exported()).toBeGreaterThan(sizeOfHot);
  });

  it('of a stopped server, lost and restored whole: ledger, files and traces agree', async () => {
    await server.stop();
    for (const file of databaseFiles())
      if (existsSync(file))
        cpSync(file, path.join(folder, `cold.db${file.slice(databaseFile().length)}`));
    cpSync(uploads(), path.join(folder, 'cold-uploads'), { recursive: true });
    cpSync(ledgerFolder(), path.join(folder, 'cold-ledger'), { recursive: true });

    lose();
    expect(existsSync(databaseFile())).toBe(false);
    for (const suffix of ['', '-wal', '-shm']) {
      const copy = path.join(folder, `cold.db${suffix}`);
      if (existsSync(copy)) cpSync(copy, databaseFile() + suffix);
    }
    cpSync(path.join(folder, 'cold-uploads'), uploads(), { recursive: true });
    cpSync(path.join(folder, 'cold-ledger'), ledgerFolder(), { recursive: true });

    const { code, report } = await verifyHere();
    expect([code, report.state, report.findings]).toEqual([0, 'intact', []]);
    expect(report.checkpoints.exported).toBeGreaterThan(0);
    await server.restart();
    await signInAgain();
    for (const task of [early, late]) await expectTraced(task);
    const next = await launchAndSettle(all.editor, imageLaunch());
    expect(next.state).toBe('downloadable');
    await exported();
    await expectIntact(all.auditor);
  });

  it('an older database than the exported checkpoints is found', async () => {
    await server.stop();
    for (const file of databaseFiles()) rmSync(file, { force: true });
    cpSync(path.join(folder, 'hot.db'), databaseFile());
    const { code, report } = await verifyHere();
    expect([code, report.state]).toEqual([3, 'truncated']);
    const [finding] = report.findings;
    expect(finding).toMatchObject({ kind: 'events_truncated', sequence: expect.any(Number) });
    expect(finding?.untilSequence).toBeGreaterThan(sizeOfHot);
  });

  it('and is intact with the files and checkpoints of its own day', async () => {
    lose();
    cpSync(path.join(folder, 'hot.db'), databaseFile());
    cpSync(path.join(folder, 'hot-uploads'), uploads(), { recursive: true });
    cpSync(path.join(folder, 'hot-ledger'), ledgerFolder(), { recursive: true });
    expect((await verifyHere()).report).toMatchObject({ state: 'intact', findings: [] });
    await server.restart();
    await signInAgain();
    await expectTraced(early);
    expect(
      (await all.auditor.api.get<TraceAnswer>(api.trace, { q: late.taskId })).data.results
    ).toEqual([]);
    expect(readdirSync(uploads()).length).toBeGreaterThan(0);
  });
});

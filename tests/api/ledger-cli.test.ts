import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type { LedgerReport, LedgerStanding } from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { makeApproved, ok } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(240_000);

const pem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const [first, second, third] = [pem(), pem(), pem()];
const often = {
  LEDGER_SEAL_SECONDS: '0.1',
  LEDGER_CHECKPOINT_EVENTS: '9',
  LEDGER_CHECKPOINT_MINUTES: '0.02',
  ASSET_PROVENANCE_POLL_MS: '100',
};

let folder: string;
let server: Server;
let all: People;

const standing = async () => ok(await all.auditor.api.get<LedgerStanding>(api.ledger), 'Ledger');
const signedAll = () =>
  until(
    async () => {
      const now = await standing();
      return now.unsealed === 0 && now.checkpoint?.size === now.size && now;
    },
    { what: 'everything to be signed' }
  );
const inFolder = (name: string) => path.join(folder, name);

/** As it is done on the machine of the server: the same folder, the same key. */
const here = (args: string[], env: Record<string, string>) =>
  runCli(args, {
    server,
    env: { ...often, LEDGER_FOLDER: path.join(path.dirname(server.logFile), 'ledger'), ...env },
  });
/** As an auditor does it: nothing but the file. */
const elsewhere = (args: string[]) => runCli(args, { cwd: folder });

const reportOf = (out: string) => JSON.parse(out) as LedgerReport;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-ledger-'));
  server = await startServer({ env: { ...often, LEDGER_SIGNING_KEY: first } });
  all = await preparePeople(server.url);
  await makeApproved({ owner: all.editor, reviewer: all.contentManager });
});

afterAll(async () => {
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('asset-provenance', () => {
  let firstKey: string;

  it('verifies the ledger of a project, exports it, and verifies the file anywhere', async () => {
    const { key, size } = await signedAll();
    firstKey = key?.verifierKey ?? '';
    expect(key).toMatchObject({ isDevelopment: false });

    const env = { LEDGER_SIGNING_KEY: first };
    const live = await here(['ledger', 'verify', '--json'], env);
    expect({ ...live, report: reportOf(live.out) }).toMatchObject({
      code: 0,
      report: { state: 'intact', findings: [] },
    });

    const file = inFolder('ledger.jsonl');
    expect(await here(['ledger', 'export', file], env)).toMatchObject({ code: 0 });
    expect((await here(['ledger', 'export', file], env)).code).toBe(1);

    const verified = await elsewhere(['verify', file, '--key', firstKey]);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(/^Intact: \d+ events, \d+ checkpoints compared\./);
    expect(verified.out).not.toContain('come from the file itself');
    const report = reportOf((await elsewhere(['verify', file, '--json'])).out);
    expect(report).toMatchObject({ state: 'intact', checkpoints: { covered: report.size } });
    expect(report.size).toBeGreaterThanOrEqual(size);
  });

  it('holds no names and no words in the file', async () => {
    const text = readFileSync(inFolder('ledger.jsonl'), 'utf8');
    for (const { name } of [all.editor, all.contentManager]) expect(text).not.toContain(name);
  });

  it('says what is wrong with a file, by its exit code and in words', async () => {
    const lines = readFileSync(inFolder('ledger.jsonl'), 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"type":"verdict.given"'));
    const sequence = /^\{"sequence":(\d+)/.exec(lines[at] ?? '')?.[1];
    const altered = inFolder('altered.jsonl');
    writeFileSync(
      altered,
      lines.with(at, (lines[at] ?? '').replace('approved', 'rejected')).join('\n')
    );
    const { code, out } = await elsewhere(['verify', altered]);
    expect(code).toBe(3);
    expect(out).toContain(`#${sequence}: The text of the event is not the one that was hashed.`);
    const zh = await runCli(['verify', altered], { cwd: folder, env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(zh.out).toContain('已被改动');

    const cut = inFolder('cut.jsonl');
    writeFileSync(cut, `${lines.slice(0, at).join('\n')}\n`);
    expect(reportOf((await elsewhere(['verify', cut, '--json'])).out).state).toBe('truncated');

    const other = await elsewhere(['verify', inFolder('ledger.jsonl'), '--key', 'a+0+b']);
    expect(other.code).toBe(2);
    expect((await elsewhere(['verify', inFolder('not-there.jsonl')])).code).toBe(1);
    for (const args of [['verify'], ['ledger'], ['ledger', 'export'], ['verify', 'a', '--what']])
      expect((await elsewhere(args)).code).toBe(2);
  });

  it('calls unreadable and unsupported what it cannot read, and not altered', async () => {
    const ledger = readFileSync(inFolder('ledger.jsonl'), 'utf8');
    for (const [name, content, state] of [
      ['no-ledger', '<html>', 'unreadable'],
      ['empty.jsonl', '', 'unreadable'],
      ['empty.zip', '', 'unreadable'],
      ['word.zip', 'hello', 'unreadable'],
      ['newer.jsonl', ledger.replace('"format":1', '"format":2'), 'unsupported'],
    ] as const) {
      const file = inFolder(name);
      writeFileSync(file, content);
      const { code, out } = await elsewhere(['verify', file, '--json']);
      expect([name, code, reportOf(out).state]).toEqual([name, 1, state]);
    }
    const zh = { cwd: folder, env: { LC_ALL: 'zh_CN.UTF-8' } };
    expect((await runCli(['verify', inFolder('no-ledger')], zh)).out).toMatch(
      /^无法读取。\n {2}文件开头既不是导出的审计链，也不是导出的素材档案。\n$/
    );
    const broken = inFolder('broken.jsonl');
    writeFileSync(broken, `${ledger.split('\n')[0]}\n${'[[[[\n'.repeat(300_000)}`);
    const { code, out } = await elsewhere(['verify', broken]);
    expect([code, out.split('\n').at(0)]).toEqual([3, expect.stringMatching(/^Altered: 0 events/)]);
    expect(out).toContain('Not read from line 1002 on');
  });

  it('calls nothing intact that no checkpoint covers, whatever hashes it has', async () => {
    const lines = readFileSync(inFolder('ledger.jsonl'), 'utf8').split('\n');
    const bare = inFolder('bare.jsonl');
    writeFileSync(bare, lines.filter((line) => !line.startsWith('{"checkpoint"')).join('\n'));
    for (const args of [['--key', firstKey], []]) {
      const { code, out } = await elsewhere(['verify', bare, ...args]);
      expect(code).toBe(3);
      expect(out).toMatch(/^Unsigned: \d+ events, 0 checkpoints compared\./);
      expect(out).toMatch(/#1–\d+: No signed checkpoint covers these events/);
    }
    const last = lines.findLast((line) => line.startsWith('{"checkpoint"')) ?? '';
    const { checkpoint } = JSON.parse(last) as { checkpoint: string };
    writeFileSync(inFolder('kept.txt'), checkpoint);
    const kept = ['--key', firstKey, '--checkpoints', inFolder('kept.txt')];
    expect((await elsewhere(['verify', bare, ...kept])).code).toBe(0);
  });

  it('refuses keys and checkpoints that are none, and names them', async () => {
    const file = inFolder('ledger.jsonl');
    const [notes, nothing] = ['notes', 'nothing'].map((name) => {
      mkdirSync(inFolder(name));
      return inFolder(name);
    }) as [string, string];
    writeFileSync(path.join(notes, 'checkpoint-7.txt'), 'garbage\n');
    writeFileSync(inFolder('key.txt'), 'no key');
    for (const [args, named] of [
      [['--checkpoints', notes], path.join(notes, 'checkpoint-7.txt')],
      [['--checkpoints', nothing], nothing],
      [['--checkpoints', inFolder('not-there')], inFolder('not-there')],
      [['--checkpoints', file], file],
      [['--key', inFolder('key.txt')], inFolder('key.txt')],
    ] as const) {
      const { code, out, err } = await elsewhere(['verify', file, ...args]);
      expect({ code, out, isNamed: err.startsWith(`${named}: `) }).toEqual({
        code: 2,
        out: '',
        isNamed: true,
      });
      const data = await elsewhere(['verify', file, ...args, '--json']);
      expect([data.code, JSON.parse(data.out)]).toEqual([
        2,
        { refused: { given: named, en: expect.any(String), zh: expect.any(String) } },
      ]);
    }
  });

  it('says how many of the kept checkpoints it compared, and which are forged', async () => {
    const file = inFolder('ledger.jsonl');
    const kept = readFileSync(inFolder('kept.txt'), 'utf8');
    const folder = inFolder('kept');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'checkpoint-1.txt'), kept);
    const run = () => elsewhere(['verify', file, '--key', firstKey, '--checkpoints', folder]);
    expect((await run()).out).toContain('Checkpoints that you kept: 1 compared, 0 not.');
    const forged = path.join(folder, 'checkpoint-2.txt');
    writeFileSync(forged, kept.replace(/\ntime \d{4}/, '\ntime 2020'));
    const { code, out } = await run();
    expect(code).toBe(3);
    expect(out).toMatch(/^Checkpoint forged: /);
    expect(out).toContain('Checkpoints that you kept: 1 compared, 1 not');
    expect(out).toContain(forged);
  });

  it('changes keys: the old one vouches for the new, and what it signed still verifies', async () => {
    const before = await signedAll();
    await server.restart({
      env: { ...often, LEDGER_SIGNING_KEY: second, LEDGER_PREVIOUS_KEY: first },
    });
    await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const after = await until(
      async () => {
        const now = await standing();
        return now.key?.verifierKey !== firstKey && now.checkpoint?.size === now.size && now;
      },
      { what: 'a checkpoint of the new key' }
    );
    expect(after.key).toMatchObject({ isVouched: true });
    expect(after.key?.since).toBeGreaterThanOrEqual(before.size);

    const file = inFolder('two-keys.jsonl');
    const env = { LEDGER_SIGNING_KEY: second };
    expect(await here(['ledger', 'export', file], env)).toMatchObject({ code: 0 });
    for (const key of [firstKey, after.key?.verifierKey ?? ''])
      expect(
        reportOf((await elsewhere(['verify', file, '--key', key, '--json'])).out)
      ).toMatchObject({
        state: 'intact',
        keys: [{ isVouched: true }, { isVouched: true }],
      });
    await readRows(server, async (database) => {
      const [event] = (await database('ap_audit_events')
        .where({ type: 'ledger.key_changed' })
        .orderBy('id', 'desc')
        .limit(1)) as { canonical: string }[];
      expect(JSON.parse(event?.canonical ?? '')).toMatchObject({
        data: { verifierKey: after.key?.verifierKey, isVouched: true },
      });
    });
  });

  it('lets a server with a retired key sign nothing, and says so', async () => {
    await server.restart({ env: { ...often, LEDGER_SIGNING_KEY: first } });
    const { size } = await standing();
    await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const now = await until(
      async () => {
        const each = await standing();
        return each.unsealed === 0 && each.size > size && each;
      },
      { what: 'the events to be sealed' }
    );
    expect(now.keyProblem?.en).toMatch(/replaced by a newer one/);
    expect(now.checkpoint?.size).toBeLessThan(now.size);
  });

  it('takes a key that nobody vouches for only when the old one is known to be lost', async () => {
    const { key: old } = await standing();
    await server.restart({ env: { ...often, LEDGER_SIGNING_KEY: third } });
    expect((await standing()).keyProblem?.en).toMatch(/does not vouch for it/);

    const trust = { LEDGER_TRUSTED_KEYS: JSON.stringify({ old: old?.verifierKey }) };
    await server.restart({ env: { ...often, ...trust, LEDGER_SIGNING_KEY: third } });
    await until(async () => (await standing()).key?.verifierKey !== old?.verifierKey, {
      what: 'the third key',
    });
    await signedAll();
    const env = { LEDGER_SIGNING_KEY: third };
    const distrusted = await here(['ledger', 'verify', '--json'], env);
    expect(distrusted.code).toBe(3);
    expect(reportOf(distrusted.out)).toMatchObject({ state: 'forged' });
    const trusted = await here(['ledger', 'verify', '--json'], { ...env, ...trust });
    expect(reportOf(trusted.out)).toMatchObject({ state: 'intact', findings: [] });
  });

  it('makes no key of its own where one was given before: an export without it fails', async () => {
    // Nobody signs, so that there is something to be signed.
    await server.restart({ env: { ...often, LEDGER_SIGNING_KEY: first } });
    await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const before = await standing();
    const { code, err } = await here(['ledger', 'export', inFolder('without-key.jsonl')], {});
    expect({ code, isSaid: err.includes('this process was given none') }).toEqual({
      code: 1,
      isSaid: true,
    });
    expect((await standing()).key).toEqual(before.key);
  });

  it('does not start to sign with what is no key, and says so without quoting it', async () => {
    const broken = 'LS0tLS1CRUdJTi-not-a-key';
    await server.restart({ env: { ...often, LEDGER_SIGNING_KEY: broken } });
    expect((await standing()).keyProblem?.en).toMatch(/signingKey cannot be used/);
    expect(server.logs()).not.toContain(broken);
  });
});

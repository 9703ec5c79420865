import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { API_BASE, api, recordEntries } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  FullRecord,
  LedgerStanding,
  OutputSummary,
  RecordManifest,
  RecordReport,
  UndoResult,
} from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { recordsOf } from '../support/csv';
import { replace, sha256Of, upload } from '../support/files';
import { createUser } from '../support/people';
import type { People, Person } from '../support/people';
import { repaired, zipEntries } from '../support/record-zips';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  dayFromNow,
  decide,
  make,
  makeApproved,
  makeSubmitted,
  ok,
} from '../support/story';
import type { Approved } from '../support/story';
import { until } from '../support/wait';
import { unzip } from '../support/zip';

jest.setTimeout(240_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';
const PROMPT = 'A prompt of which nobody outside may know';
const CALLBACK = 'https://callbacks.example.org/hooks/planted-token-4711';
const SUBJECT = '帆布包';

let folder: string;
let all: People;
/** May trace, and read no private records. */
let outsider: Person;
let approved: Approved;
let key: string;

const exportOf = async (
  person: Person,
  outputId: string,
  query: Record<string, string>
): Promise<{ zip: Buffer; name: string; status: number }> => {
  const url = new URL(`${sharedServer().url}${API_BASE}${api.exportRecord(outputId)}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await fetch(url, { headers: { authorization: `Bearer ${person.token}` } });
  return {
    zip: Buffer.from(await response.arrayBuffer()),
    name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '',
    status: response.status,
  };
};

const zipOf = async (person: Person, outputId: string, query: Record<string, string>) => {
  const { zip, name, status } = await exportOf(person, outputId, query);
  if (status !== 200) throw new Error(`Export: ${status} ${zip.toString()}`);
  const files = unzip(zip);
  const json = <T>(entry: string) => JSON.parse((files.get(entry) as Buffer).toString()) as T;
  return { zip, name, files, json, everything: [...files.values()].map(String).join('\n') };
};

/** As an auditor does it: nothing but the file. */
const verified = async (zip: Buffer, args: string[] = ['--key', key]) => {
  const file = path.join(folder, 'record.zip');
  writeFileSync(file, zip);
  const { code, out, err } = await runCli(['verify', file, '--json', ...args], { cwd: folder });
  if (!out) throw new Error(err);
  return { code, report: JSON.parse(out) as RecordReport };
};
const intact = { code: 0, report: { state: 'intact', findings: [] } };

/** Numbers by which rows are known in the database. */
const numericIds = (value: unknown, at = ''): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    /^(id|.*Id)$/.test(name) && typeof each === 'number'
      ? [`${at}.${name}`]
      : numericIds(each, `${at}.${name}`)
  );
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-export-'));
  all = await people();
  const { superAdmin } = all;
  const role = ok(
    await superAdmin.http.post<{ id: number }>('/admin/roles', {
      name: `Tracer ${Date.now()}`,
      description: 'Traces, and reads no private records.',
    }),
    'Role'
  );
  ok(
    await superAdmin.http.put(`/admin/roles/${role.id}/permissions`, {
      permissions: [{ action: 'plugin::asset-provenance.trace.read', subject: null }],
    }),
    'Permissions'
  );
  outsider = await createUser(superAdmin, {
    url: sharedServer().url,
    roleId: String(role.id),
    candidate: { firstname: 'Otto', lastname: 'Outsider', email: `otto${Date.now()}@example.org` },
  });
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    {
      limits: { channels: ['website'], creditLine: 'Studio <A&B>', validUntil: dayFromNow(300) },
      overrides: {
        subject: SUBJECT,
        callbackUrl: CALLBACK,
        parameters: { prompt: `${PROMPT} ${Date.now()}` },
      },
    }
  );
  // There is none before something was signed.
  key = await until(
    async () =>
      ok(await all.auditor.api.get<LedgerStanding>(api.ledger), 'Ledger').key?.verifierKey,
    { what: 'the key of the ledger' }
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the full variant', () => {
  it('holds what the auditor may read, with files, and is verified with nothing but the zip', async () => {
    const { outputId, storedSha256, url } = approved.output;
    const { zip, name, files, json } = await zipOf(all.auditor, outputId, {
      variant: 'full',
      files: 'true',
    });
    expect(name).toBe(`asset-record-fan-bu-bao-${outputId.slice(0, 8)}-full.zip`);
    expect([...files.keys()]).toEqual([
      ...Object.values(recordEntries),
      expect.stringMatching(/^files\/original-fan-bu-bao[a-z0-9-]*\.png$/),
    ]);
    const record = json<FullRecord>(recordEntries.record);
    expect(record).toMatchObject({
      output: { outputId, approvalStatus: 'approved' },
      task: { owner: { name: all.editor.name }, requested: { seed: expect.anything() } },
      verdicts: [{ reviewer: { name: all.contentManager.name } }],
    });
    expect(record.task.requested?.prompt).toContain(PROMPT);
    expect(record.timeline.at(-1)).toMatchObject({
      type: 'record.exported',
      actor: { name: all.auditor.name },
      data: { variant: 'full', hasFiles: true },
    });
    const [original] = record.files;
    const bytes = files.get(original?.entry ?? '') as Buffer;
    expect(sha256Of(bytes)).toBe(storedSha256);
    expect(bytes).toEqual(readFileSync(path.join(sharedServer().publicDir, url ?? '')));

    const manifest = json<RecordManifest>(recordEntries.manifest);
    expect(manifest).toMatchObject({
      variant: 'full',
      madeBy: { name: all.auditor.name },
      outputId,
      leftOut: [],
    });
    const { code, report } = await verified(zip);
    expect({ code, report }).toMatchObject(intact);
    expect(report).toMatchObject({
      signature: { state: 'signed', key, isTrusted: true },
      events: { total: record.timeline.length, proven: record.timeline.length, unproven: 0 },
      files: { there: 1 },
    });
    expect(report.compared).toBeGreaterThan(100);
  });

  it('holds no addresses of callbacks, no keys and no numeric ids', async () => {
    const { everything, json } = await zipOf(all.superAdmin, approved.output.outputId, {
      variant: 'full',
    });
    for (const secret of ['planted-token', 'callbacks.example.org', 'clientKey', '/uploads/'])
      expect(everything).not.toContain(secret);
    for (const entry of [recordEntries.record, recordEntries.prov, recordEntries.manifest])
      expect(numericIds(json(entry))).toEqual([]);
  });

  it('leaves out the prompt for who may not read it, says so, and is intact all the same', async () => {
    const { zip, json, everything } = await zipOf(outsider, approved.output.outputId, {
      variant: 'full',
    });
    expect(everything).not.toContain(PROMPT);
    expect(json<FullRecord>(recordEntries.record).task.requested).toBeNull();
    expect(json<RecordManifest>(recordEntries.manifest).leftOut).toEqual([
      { reason: 'prompts', of: null },
      { reason: 'files_not_asked', of: null },
    ]);
    expect(await verified(zip)).toMatchObject(intact);
  });

  it('shows the same as the screen of the same reader', async () => {
    const { outputId } = approved.output;
    const { json } = await zipOf(all.auditor, outputId, { variant: 'full' });
    const seen = ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(outputId)), 'Record');
    const record = json<FullRecord>(recordEntries.record);
    expect(record.verdicts).toEqual(seen.verdicts);
    expect(record.timeline).toEqual(seen.timeline);
    expect(record.task.requested).toEqual(seen.task.requested);
  });

  it('has a table that no spreadsheet runs, a page without scripts, and PROV that hangs together', async () => {
    const risky = await makeSubmitted(all.editor, { subject: 'Bag' });
    ok(
      await decide(all.contentManager, risky, {
        verdict: 'rejected',
        reason: '=HYPERLINK("http://example.org") <script>alert(1)</script>',
      }),
      'Verdict'
    );
    const { zip, files, json } = await zipOf(all.auditor, risky.output.outputId, {
      variant: 'full',
      language: 'zh',
    });
    const csv = (files.get(recordEntries.timeline) as Buffer).toString();
    const rows = recordsOf(csv.replace('\uFEFF', ''));
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    expect(csv).toContain("'=HYPERLINK");
    const page = (files.get(recordEntries.page) as Buffer).toString();
    expect(page).toContain('<html lang="zh-Hans">');
    expect(page).toContain('素材档案');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|<img|<link|src=|url\(/i);
    expect(page).toContain('@media print');
    expect(page).toContain('prefers-color-scheme:dark');

    const prov = json<Record<string, Record<string, Record<string, unknown>>>>(recordEntries.prov);
    const known = new Set(
      ['entity', 'activity', 'agent'].flatMap((kind) => Object.keys(prov[kind] ?? {}))
    );
    for (const kind of [
      'wasGeneratedBy',
      'used',
      'wasDerivedFrom',
      'wasAttributedTo',
      'wasAssociatedWith',
    ])
      for (const relation of Object.values(prov[kind] ?? {}))
        for (const [role, id] of Object.entries(relation))
          if (/entity|activity|agent/i.test(role)) expect(known).toContain(id);
    expect(Object.keys(prov.wasGeneratedBy ?? {}).length).toBe(1);
    expect(await verified(zip)).toMatchObject(intact);
  });
});

describe('the public variant', () => {
  it('holds the allow-listed record and seals, and nothing of people, prompts, tasks or models', async () => {
    const { output, task, asset, verdict } = approved;
    const { zip, name, files, json, everything } = await zipOf(all.auditor, output.outputId, {
      variant: 'public',
      files: 'true',
    });
    expect(name).toBe(`asset-record-${output.fileDocumentId?.slice(0, 8)}-public.zip`);
    expect([...files.keys()]).toEqual([...Object.values(recordEntries), 'files/original.png']);
    const secrets = [
      ...[PROMPT, CALLBACK, SUBJECT, 'planted-token'],
      ...[all.editor, all.contentManager, all.auditor].flatMap((each) => [each.name, each.email]),
      ...[task.taskId, output.outputId, asset.assetId, verdict.verdictId, output.jobId],
      ...[task.modelId, task.providerId, task.providerTaskIds[0] ?? 'none', 'verdict.given'],
    ];
    const withoutPicture = [...files]
      .filter(([entry]) => !entry.startsWith('files/'))
      .map(([, content]) => content.toString())
      .join('\n');
    expect(secrets.filter((secret) => withoutPicture.includes(secret))).toEqual([]);
    expect(everything).toContain(output.storedSha256);
    expect(json(recordEntries.record)).toMatchObject({
      sha256: output.storedSha256,
      credit: 'Studio <A&B>',
      files: [{ entry: 'files/original.png', sha256: output.storedSha256 }],
    });
    expect(json<RecordManifest>(recordEntries.manifest)).toMatchObject({
      madeBy: null,
      outputId: null,
      leftOut: [{ reason: 'not_public', of: null }],
    });
    expect((files.get(recordEntries.page) as Buffer).toString()).toContain(
      'Studio &lt;A&amp;B&gt;'
    );
    const { code, report } = await verified(zip);
    expect({ code, report }).toMatchObject(intact);
    expect(report.events.proven).toBe(report.events.total);
    expect(report.events.total).toBeGreaterThan(5);
  });

  it('is refused for what is not public', async () => {
    const waiting = await make(all.editor);
    const refused = await all.auditor.api.get(api.exportRecord(waiting.output.outputId), {
      variant: 'public',
    });
    expect([refused.status, refused.error?.details.code]).toEqual([409, 'not_public']);
    expect(refused.error?.details.what?.zh).toBeTruthy();
    const full = await zipOf(all.auditor, waiting.output.outputId, { variant: 'full' });
    expect(await verified(full.zip)).toMatchObject(intact);
  });
});

describe('an export', () => {
  it('is not for everybody, of unknown results, or asked wrongly', async () => {
    const path = api.exportRecord(approved.output.outputId);
    expect((await all.editor.api.get(path, { variant: 'full' })).status).toBe(403);
    const unknown = api.exportRecord('a'.repeat(24));
    expect((await all.auditor.api.get(unknown, { variant: 'full' })).status).toBe(404);
    for (const [query, field] of [
      [{}, 'variant'],
      [{ variant: 'secret' }, 'variant'],
      [{ variant: 'full', files: 'perhaps' }, 'files'],
      [{ variant: 'full', language: 'de' }, 'language'],
    ] as const) {
      const wrong = await all.auditor.api.get(path, query);
      expect([wrong.status, wrong.error?.details.fields?.[0]?.path]).toEqual([400, field]);
    }
  });

  it('says when the file is not the one of which the events speak', async () => {
    const other = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const { publicDir } = sharedServer();
    const stored = path.join(publicDir, other.output.url ?? '');
    const before = readFileSync(stored);
    writeFileSync(stored, Buffer.concat([before, Buffer.from('x')]));
    const { zip, json, files } = await zipOf(all.auditor, other.output.outputId, {
      variant: 'full',
      files: 'true',
    });
    expect(json<RecordManifest>(recordEntries.manifest).leftOut).toEqual([
      { reason: 'file_changed', of: other.output.fileDocumentId },
    ]);
    expect([...files.keys()].filter((name) => name.startsWith('files/'))).toEqual([]);
    expect(json<FullRecord>(recordEntries.record).checks[0]).toMatchObject({ isIntact: false });
    expect(await verified(zip)).toMatchObject(intact);
    writeFileSync(stored, before);
  });

  /** Whatever became of a result, an honest export is never called altered. */
  it('is intact after every kind of history', async () => {
    const owner = all.editor;
    const reviewer = all.contentManager;
    const check = async ({ outputId }: OutputSummary) => {
      const { zip } = await zipOf(all.auditor, outputId, { variant: 'full', files: 'true' });
      expect(await verified(zip)).toMatchObject(intact);
    };

    const rejected = await makeApproved({ owner, reviewer });
    ok(
      await decide(reviewer, rejected, {
        verdict: 'rejected',
        reason: 'Not any more.',
        supersedes: rejected.verdict.verdictId,
      }),
      'Rejected after approval'
    );
    await check(rejected.output);

    const undone = await makeApproved({ owner, reviewer });
    const { verdict: taken } = ok(
      await reviewer.api.post<UndoResult>(api.undoVerdict(undone.output.outputId), {
        verdictId: undone.verdict.verdictId,
      }),
      'Taken back'
    );
    await check(undone.output);
    const again = { ...approval(), supersedes: taken.verdictId };
    ok(await decide(reviewer, undone, again), 'Approved again');
    await check(undone.output);

    const revoked = await makeApproved({ owner, reviewer });
    ok(
      await reviewer.api.post(api.revoke(revoked.asset.assetId), { reason: 'Rights 授权' }),
      'Revoked'
    );
    await check(revoked.output);

    const old = await makeApproved({ owner, reviewer });
    const next = await makeApproved({ owner, reviewer });
    ok(
      await reviewer.api.post(api.supersede(old.asset.assetId), {
        byAssetId: next.asset.assetId,
        reason: 'Newer.',
      }),
      'Superseded'
    );
    await check(old.output);

    const replaced = await makeApproved({ owner, reviewer });
    const bytes = readFileSync(path.join(sharedServer().publicDir, replaced.output.url ?? ''));
    const edited = await sharp(bytes).negate().png().toBuffer();
    ok(await replace(reviewer, replaced.fileId, edited, 'edited.png', 'image/png'), 'Replaced');
    await check(replaced.output);

    ok(
      await reviewer.api.post(api.placements(next.output.fileDocumentId ?? ''), {
        channel: 'print',
        placedOn: dayFromNow(0),
        aiDeclaration: 'declared',
        note: 'On the poster.',
      }),
      'Placed'
    );
    ok(
      await reviewer.api.post(api.revisionNotes, {
        target: { type: 'asset', id: next.asset.assetId },
        reason: 'Somebody asked.',
        questionSource: 'Mail',
        approvingOwner: 'Olga',
        recheckOn: dayFromNow(30),
      }),
      'Note'
    );
    const article = ok(
      await reviewer.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Shown',
        cover: next.fileId,
      }),
      'Article'
    );
    ok(
      await reviewer.http.post(`${ARTICLES}/${article.documentId}/actions/publish`, {}),
      'Publish'
    );
    await check(next.output);

    const stranger = await upload(
      reviewer,
      await sharp({ create: { width: 64, height: 64, channels: 3, background: '#07a' } })
        .png()
        .toBuffer(),
      '外来图片.png',
      'image/png'
    );
    const recorded = ok(
      await reviewer.api.post<{ outputs: OutputSummary[] }>(
        api.recordElsewhere(stranger.documentId),
        { purpose: 'product_hero', channel: 'website', tool: 'Camera' }
      ),
      'Under record'
    );
    await check(recorded.outputs[0] as OutputSummary);
  });

  it('is verified by the command in words and by its exit code, and refused when it was touched', async () => {
    const { zip } = await zipOf(all.auditor, approved.output.outputId, { variant: 'full' });
    const file = path.join(folder, 'touched.zip');
    const run = (args: string[], env = {}) =>
      runCli(['verify', file, ...args], { cwd: folder, env });
    writeFileSync(file, zip);
    const good = await run([]);
    expect(good.code).toBe(0);
    expect(good.out).toMatch(/^Intact\.\nFull record of /);
    expect(good.out).toContain('come from the file itself');

    const touched = Buffer.from(zip);
    const at = touched.indexOf('"verdict":"approved"') + 12;
    touched[at] = (touched[at] ?? 0) ^ 1;
    writeFileSync(file, touched);
    const bad = await run(['--key', key]);
    expect(bad.code).toBe(3);
    expect(bad.out).toContain(`${recordEntries.record}: The entry does not have the hash`);
    expect((await run([], { LC_ALL: 'zh_CN.UTF-8' })).out).toContain('已被改动');

    const begun = Buffer.from(zip);
    begun[0] = 0;
    for (const none of [
      zip.subarray(0, zip.length - 30),
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.concat([Buffer.alloc(100), zip]),
      begun,
    ]) {
      writeFileSync(file, none);
      const cut = await run([]);
      expect([cut.code, /^Unreadable\./.test(cut.out)]).toEqual([1, true]);
      expect(cut.out).not.toContain('come from the file itself');
    }
  });

  it('is not intact without its signature, whatever fits together', async () => {
    const { files } = await zipOf(all.auditor, approved.output.outputId, { variant: 'full' });
    const page = new Map(files).set(recordEntries.page, Buffer.from('<h1>Never approved</h1>'));
    for (const args of [['--key', key], []])
      expect(await verified(await zipEntries(repaired(page, null)), args)).toMatchObject({
        code: 3,
        report: { state: 'altered', findings: [{ kind: 'signature_missing' }] },
      });
    const manifest = JSON.parse(String(page.get(recordEntries.manifest))) as RecordManifest;
    const leftOut = [...manifest.leftOut, { reason: 'signature', of: null }];
    page.set(recordEntries.manifest, Buffer.from(JSON.stringify({ ...manifest, leftOut })));
    const zip = await zipEntries(repaired(page, null));
    expect(await verified(zip)).toMatchObject({ code: 3, report: { state: 'unsigned' } });
    const file = path.join(folder, 'record.zip');
    const zh = { cwd: folder, env: { LC_ALL: 'zh_CN.UTF-8' } };
    expect((await runCli(['verify', file], { cwd: folder })).out).toMatch(/^Unsigned\./);
    expect((await runCli(['verify', file], zh)).out).toMatch(/^未签名。/);
  });
});

describe('what the screen shows of it besides', () => {
  /** Approved, and shown to the public in an entry. */
  const makePublished = async () => {
    const shown = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const article = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Published',
        cover: shown.fileId,
      }),
      'Article'
    );
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${article.documentId}/actions/publish`, {}),
      'Publish'
    );
    return { ...shown, article: article.documentId };
  };

  it('goes along in the full variant: publications and how it is kept', async () => {
    const { output, article } = await makePublished();
    const reason = 'Court case 12 <b>';
    ok(
      await all.auditor.api.post(api.holdOutput(output.outputId), { isHeld: true, reason }),
      'Hold'
    );
    const { zip, files, json } = await zipOf(all.auditor, output.outputId, {
      variant: 'full',
      language: 'zh',
    });
    const record = json<FullRecord>(recordEntries.record);
    const published = record.timeline.find(({ type }) => type === 'entry.published');
    expect(record.publications).toEqual([
      {
        eventId: published?.eventId,
        at: published?.at,
        by: published?.actor,
        uid: 'api::article.article',
        documentId: article,
        locale: null,
        status: 'approved',
        limits: record.asset?.limits,
        endedAt: null,
      },
    ]);
    const seen = ok(
      await all.auditor.api.get<AssetRecord>(api.assetRecord(output.outputId)),
      'Record'
    );
    expect(record.keeping).toEqual(seen.keeping);
    expect(record.keeping.hold).toMatchObject({ reason, by: { name: all.auditor.name } });
    expect(numericIds(record)).toEqual([]);
    const page = (files.get(recordEntries.page) as Buffer).toString();
    expect(page).toContain('发布时间及当时状态');
    expect(page).toContain(`api::article.article/${article}`);
    expect(page).toContain('Court case 12 &lt;b&gt;');
    expect(await verified(zip)).toMatchObject(intact);
    ok(
      await all.auditor.api.post(api.holdOutput(output.outputId), { isHeld: false, reason }),
      'Lifted'
    );
  });

  it('names the hash of the bytes of now beside a file that was replaced, and that it was', async () => {
    const { output, fileId } = await makePublished();
    const stored = path.join(sharedServer().publicDir, output.url ?? '');
    const edited = await sharp(readFileSync(stored)).negate().png().toBuffer();
    ok(await replace(all.contentManager, fileId, edited, 'edited.png', 'image/png'), 'Replaced');
    const now = sha256Of(readFileSync(stored));
    const told = { entry: 'files/original.png', sha256: now, isChanged: true };
    const open = await zipOf(all.auditor, output.outputId, { variant: 'public', files: 'true' });
    expect(open.json(recordEntries.record)).toMatchObject({
      sha256: now,
      isChanged: true,
      digitalSourceType: null,
      files: [told],
    });
    expect(open.everything).not.toContain(output.storedSha256);
    const full = await zipOf(all.auditor, output.outputId, { variant: 'full', files: 'true' });
    const record = full.json<FullRecord>(recordEntries.record);
    expect(record.files).toMatchObject([{ sha256: now, isChanged: true }]);
    expect(record.output.storedSha256).toBe(output.storedSha256);
    for (const { zip } of [open, full]) expect(await verified(zip)).toMatchObject(intact);
  });
});

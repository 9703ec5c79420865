import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  Going,
  Page,
  RetentionRule,
  RetentionStanding,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import { runNow } from '../support/calendar';
import { useOwnServer } from '../support/configured-server';
import { ARTICLES } from '../support/entries';
import type { People } from '../support/people';
import { makeOld } from '../support/retention';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { decide, fileIdOf, make, makeApproved, makeSubmitted, ok } from '../support/story';
import type { Made } from '../support/story';
import { expectIntact } from '../support/verified';
import { until } from '../support/wait';

jest.setTimeout(120_000);
useOwnServer();

describe('retention', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const recordOf = async ({ output }: Pick<Made, 'output'>) =>
    ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(output.outputId)), 'Record');
  const standing = async () =>
    ok(await all.superAdmin.api.get<RetentionStanding>(api.retention), 'Retention');
  const goingOf = async (rule: RetentionRule) =>
    ok(await all.superAdmin.api.get<Page<Going>>(api.retentionGoing, { rule, limit: 100 }), 'Going')
      .results;
  /** Runs the rules, and waits until a task that nothing protects has lost its prompt. */
  const run = async () => {
    const last = (await standing()).lastRun?.at;
    await runNow('keeping.retain');
    await until(
      async () => {
        const { lastRun } = await standing();
        return lastRun !== null && lastRun.at !== last && lastRun.isFinished;
      },
      { what: 'a run of the rules', timeoutMs: 60_000 }
    );
  };
  const bytesOf = async ({ output }: Made) => fetch(sharedServer().url + output.url);

  it('shows what would go, to who may see it, and changes nothing', async () => {
    const made = await make(all.editor);
    await makeOld(made.task.taskId);
    expect((await all.editor.api.get(api.retention)).status).toBe(403);
    const { isEnabled, today } = await standing();
    expect([isEnabled, today.isWhole]).toEqual([true, true]);
    const [unsubmitted] = today.rules;
    expect(unsubmitted).toMatchObject({ rule: 'unsubmitted', days: 3650 });
    expect(unsubmitted?.going).toBeGreaterThan(0);
    expect(unsubmitted?.bytes).toBeGreaterThanOrEqual(made.output.bytes ?? 0);
    expect(await goingOf('unsubmitted')).toContainEqual(
      expect.objectContaining({ outputId: made.output.outputId, kept: null })
    );
    expect((await recordOf(made)).keeping).toMatchObject({ removal: null });
    expect((await bytesOf(made)).status).toBe(200);
  });

  it('takes files that were never submitted, and leaves hash, record and a way to it', async () => {
    const made = await make(all.editor);
    await makeOld(made.task.taskId);
    await run();
    await until(async () => (await recordOf(made)).keeping.removal?.isDone, {
      what: 'the file to go',
    });
    const record = await recordOf(made);
    expect(record.file).toBeNull();
    expect((await bytesOf(made)).status).toBe(404);
    expect(record.keeping.removal).toMatchObject({
      rule: 'unsubmitted',
      sha256: made.output.storedSha256,
      bytes: made.output.bytes,
      by: { type: 'system' },
    });
    const types = record.timeline.map(({ type, data }) => [type, data.rule ?? null]);
    expect(types).toContainEqual(['retention.applied', 'unsubmitted']);
    expect(types.filter(([type]) => type === 'file.deleted')).toEqual([
      ['file.deleted', 'unsubmitted'],
    ]);

    const traced = ok(
      await all.auditor.api.get<TraceAnswer>(api.trace, { q: made.output.storedSha256 }),
      'Trace'
    );
    expect(traced.results[0]?.output.outputId).toBe(made.output.outputId);
    expect(traced.results[0]?.sentence.en).toMatch(
      /Its file was deleted on \d{4}-\d\d-\d\d \(never submitted, and its time was over\)/
    );

    await run();
    await run();
    const rules = (await recordOf(made)).timeline
      .filter(({ type }) => type === 'retention.applied')
      .map(({ data }) => data.rule);
    expect(rules.sort()).toEqual(['prompts', 'raw_answers', 'records', 'unsubmitted']);
  });

  it('takes rejected files, counted from the verdict', async () => {
    const made = await makeSubmitted(all.editor);
    ok(
      await decide(all.contentManager, made, { verdict: 'rejected', reason: 'Too dark' }),
      'Reject'
    );
    const young = await makeSubmitted(all.editor);
    await makeOld(young.task.taskId);
    ok(
      await decide(all.contentManager, young, { verdict: 'rejected', reason: 'Too dark' }),
      'Reject'
    );
    await makeOld(made.task.taskId);
    await run();
    await until(async () => (await recordOf(made)).keeping.removal?.isDone, {
      what: 'the rejected file to go',
    });
    expect((await recordOf(young)).keeping.removal).toBeNull();
  });

  it('keeps what is approved, waits for review, or is shown somewhere, and says so', async () => {
    const approved = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const pending = await makeSubmitted(all.editor);
    const shown = await make(all.editor);
    const outside = await make(all.editor);
    ok(
      await all.superAdmin.http.post(ARTICLES, {
        title: 'Shows a draft',
        cover: await fileIdOf(all.superAdmin, shown.output.fileDocumentId),
      }),
      'Article'
    );
    ok(
      await all.contentManager.api.post(api.placements(outside.output.fileDocumentId ?? ''), {
        channel: 'social',
        url: 'https://example.org/post/1',
        placedOn: '2026-01-02',
        aiDeclaration: 'declared',
        note: null,
      }),
      'Placement'
    );
    for (const { task } of [approved, pending, shown, outside]) await makeOld(task.taskId);
    const keptOf = async (rule: RetentionRule, { task }: Made) =>
      (await goingOf(rule)).find(({ taskId }) => taskId === task.taskId)?.kept;
    expect(await keptOf('prompts', approved)).toBe('active_asset');
    expect(await keptOf('raw_answers', pending)).toBe('waits_for_review');
    expect(await keptOf('unsubmitted', shown)).toBe('in_use');
    expect(await keptOf('unsubmitted', outside)).toBe('in_use');
    await run();
    for (const made of [approved, pending, shown, outside]) {
      expect((await recordOf(made)).keeping).toMatchObject({
        removal: null,
        removed: { raw_answers: null, prompts: null, records: null },
      });
      expect((await bytesOf(made)).status).toBe(200);
    }
  });

  it('takes prompts and raw answers, and at last what the record says, but hashes and ids', async () => {
    const made = await make(all.editor, { subject: 'Unique subject 独特' });
    await makeOld(made.task.taskId);
    await run();
    await until(async () => (await recordOf(made)).keeping.removal?.isDone, { what: 'the file' });
    // The record goes when no file of it is left.
    await run();
    const record = await recordOf(made);
    expect(record.keeping.removed).toEqual({
      raw_answers: expect.any(String),
      prompts: expect.any(String),
      records: expect.any(String),
    });
    expect(record.task).toMatchObject({ subject: null, parameterSummary: '', prompt: null });
    expect(record.output).toMatchObject({
      storedSha256: made.output.storedSha256,
      receivedSha256: made.output.receivedSha256,
    });
    expect(record.task.acts).toMatchObject({
      canRetry: false,
      canReproduce: false,
      canVary: false,
    });
    const again = await all.editor.api.post(api.reproduce(made.task.taskId), {});
    expect([again.status, again.error?.details.code]).toEqual([409, 'prompt_removed']);
    const left = await readRows(sharedServer(), async (rows) => {
      const where = { task_id: made.task.taskId };
      return JSON.stringify([
        await rows('ap_generation_tasks').where({ document_id: made.task.taskId }),
        await rows('ap_provider_jobs').where(where),
        await rows('ap_outputs').where(where),
        await rows('ap_audit_events').where(where).select('note'),
      ]);
    });
    expect(left).not.toMatch(/Unique subject|canvas bag on a wooden table/);
  });

  it('leaves the ledger whole', async () => {
    await expectIntact(all.auditor);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  Page,
  Preflight,
  RightsAffected,
  RightsRecord,
} from '../../plugins/asset-provenance/shared';
import { runNow, setRightsLastDay } from '../support/calendar';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  dayFromNow,
  decide,
  fileIdOf,
  finalLaunch,
  make,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';
import { settled } from '../support/tasks';
import { until } from '../support/wait';

const ARTICLES = '/content-manager/collection-types/api::article.article';

type LedgerRow = { type: string; note: string | null; actor_type: string };

jest.setTimeout(60_000);

describe('rights records that end', () => {
  let all: People;
  let picture: string;
  beforeAll(async () => {
    all = await people();
    picture = (await make(all.editor)).output.fileDocumentId ?? '';
  });

  const state = async (
    fileDocumentId = picture,
    more: Record<string, unknown> = {},
    person: Person = all.editor
  ) =>
    ok(
      await person.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId,
        kind: 'licence',
        holder: 'Studio Li',
        scope: 'All web use',
        ...more,
      }),
      'Record'
    );
  const withdraw = ({ rightsRecordId }: RightsRecord, person: Person = all.editor, reason = 'No') =>
    person.api.post<RightsRecord>(api.withdrawRights(rightsRecordId), { reason });
  const launchFrom = ({ rightsRecordId, fileDocumentId }: RightsRecord, role = 'subject') =>
    finalLaunch({
      parameters: {
        inputType: 'image_to_image',
        references: [{ fileDocumentId, role, rightsRecordId }],
      },
    });
  const makeFrom = async (record: RightsRecord): Promise<Made> => {
    const { task } = ok(
      await all.editor.api.post<LaunchAnswer>(api.tasks, launchFrom(record)),
      'Launch'
    );
    const done = await settled(all.editor, task.taskId);
    const [output] = done.outputs;
    if (!output?.fileDocumentId) throw new Error(`Task ${task.taskId} made nothing.`);
    return { task: done, output };
  };
  const affectedBy = async ({ rightsRecordId }: RightsRecord) =>
    ok(await all.auditor.api.get<RightsAffected>(api.rightsAffected(rightsRecordId)), 'Affected');
  const ledgerOf = ({ rightsRecordId }: RightsRecord): Promise<LedgerRow[]> =>
    readRows(sharedServer(), (rows) =>
      rows('ap_audit_events').where({ aggregate_id: rightsRecordId }).orderBy('id')
    );

  it('are withdrawn once, with a reason, by who stated them or who manages assets', async () => {
    const record = await state();
    const stranger = await withdraw(record, all.auditor);
    expect([stranger.status, stranger.error?.details.code]).toEqual([403, 'forbidden']);
    expect((await withdraw(record, all.editor, ' ')).status).toBe(400);
    const answers = await Promise.all([
      withdraw(record, all.editor, 'The model asked for it'),
      withdraw(record, all.contentManager, 'The model asked for it'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = answers.find(({ status }) => status === 200)?.data;
    expect(done).toMatchObject({
      isValid: false,
      withdrawn: { reason: 'The model asked for it', by: { type: 'admin' } },
    });
    expect(await ledgerOf(record)).toMatchObject([
      { type: 'rights.recorded' },
      { type: 'rights.withdrawn', note: 'The model asked for it' },
    ]);
    expect((await all.editor.api.post(api.withdrawRights('nothere'), { reason: 'x' })).status).toBe(
      404
    );

    const launch = await all.editor.api.post(api.tasks, launchFrom(record));
    expect(launch.status).toBe(400);
    expect(launch.error?.details).toMatchObject({ code: 'reference_not_authorised' });
    expect(launch.error?.details.fields?.[0]?.message).toContain('withdrawn');
  });

  it('name everything that was made from them, through what was made too', async () => {
    const record = await state();
    const first = await makeFrom(record);
    // The result is a reference in turn; its own statement says nothing of what it was made from.
    const second = await makeFrom(
      await state(first.output.fileDocumentId ?? '', { kind: 'own_work' })
    );
    ok(await submit(all.editor, second), 'Submit');
    ok(await decide(all.contentManager, second, approval()), 'Approve');
    const article = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Shows a descendant',
        sections: [
          { figures: [{ media: await fileIdOf(all.editor, second.output.fileDocumentId) }] },
        ],
      }),
      'Article'
    );

    const affected = await affectedBy(record);
    expect(affected).toMatchObject({
      rightsRecord: { rightsRecordId: record.rightsRecordId },
      policy: 'block',
      taskCount: 2,
      outputCount: 2,
      assets: [{ outputId: second.output.outputId }],
      outsidePlacements: [],
    });
    expect(affected.entries).toContainEqual(
      expect.objectContaining({ documentId: article.documentId, title: 'Shows a descendant' })
    );
    expect(await affectedBy(await state())).toMatchObject({ taskCount: 0, assets: [] });
    expect((await all.auditor.api.get(api.rightsAffected('nothere'))).status).toBe(404);
  });

  it('stop what was made from them at the gate', async () => {
    const record = await state();
    const made = await makeFrom(record);
    ok(await submit(all.editor, made), 'Submit');
    ok(await decide(all.contentManager, made, approval()), 'Approve');
    const fileId = await fileIdOf(all.editor, made.output.fileDocumentId);
    const publish = async () => {
      const { documentId } = ok(
        await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
          title: 'Rights',
          sections: [{ figures: [{ media: fileId }] }],
        }),
        'Article'
      );
      return all.contentManager.http.post(`${ARTICLES}/${documentId}/actions/publish`, {});
    };
    const codes = async () => {
      const { error } = await publish();
      return ((error?.details.reasons ?? []) as { code: string }[]).map(({ code }) => code);
    };
    expect((await publish()).status).toBe(200);
    await setRightsLastDay(record.rightsRecordId, dayFromNow(-1));
    expect(await codes()).toContain('rights_expired');
    // A statement of another kind renews nothing; one of the same kind does.
    await state(picture, { kind: 'model_release' });
    expect(await codes()).toContain('rights_expired');
    await state(picture);
    expect((await publish()).status).toBe(200);
    ok(await withdraw(record), 'Withdraw');
    expect(await codes()).toContain('rights_withdrawn');
  });

  it('are written into the ledger once when their last day is over', async () => {
    const [over, last] = [await state(), await state(picture, { validUntil: dayFromNow(0) })];
    await setRightsLastDay(over.rightsRecordId, dayFromNow(-1));
    await runNow('reuse.expire');
    await until(async () => (await ledgerOf(over)).length === 2, { what: 'the end' });
    await runNow('reuse.expire');
    await runNow('reuse.expire');
    expect(await ledgerOf(over)).toMatchObject([
      { type: 'rights.recorded' },
      { type: 'rights.expired', actor_type: 'system' },
    ]);
    expect(await ledgerOf(last)).toHaveLength(1);
  });

  it('are listed by their standing, page by page', async () => {
    const file = (await make(all.editor)).output.fileDocumentId ?? '';
    const endless = await state(file);
    const later = await state(file, { validUntil: dayFromNow(20) });
    const soon = await state(file, { validUntil: dayFromNow(2) });
    const far = await state(file, { validUntil: dayFromNow(400) });
    const over = await state(file, { validUntil: dayFromNow(-1) });
    const gone = await state(file);
    ok(await withdraw(gone), 'Withdraw');
    const ids = async (query: Record<string, string | number>) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<RightsRecord> = ok(
          await all.auditor.api.get<Page<RightsRecord>>(api.rightsRecords, {
            fileDocumentId: file,
            limit: 2,
            cursor,
            ...query,
          }),
          'Records'
        );
        found.push(...page.results.map(({ rightsRecordId }) => rightsRecordId));
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    };
    const idsOf = (...records: RightsRecord[]) => records.map((each) => each.rightsRecordId);
    expect(await ids({})).toEqual(idsOf(gone, over, far, soon, later, endless));
    expect(await ids({ status: 'valid' })).toEqual(idsOf(far, soon, later, endless));
    expect(await ids({ status: 'ending', limit: 1 })).toEqual(idsOf(soon, later));
    expect(await ids({ status: 'ended' })).toEqual(idsOf(over));
    expect(await ids({ status: 'withdrawn' })).toEqual(idsOf(gone));
    const { data } = await all.auditor.api.get<Page<RightsRecord>>(api.rightsRecords, {
      status: 'withdrawn',
    });
    expect(idsOf(...data.results)).toContain(gone.rightsRecordId);
    const wrong = await all.auditor.api.get(api.rightsRecords, { cursor: 'x', status: 'ending' });
    expect(wrong.error?.details.fields?.[0]?.path).toBe('cursor');
  });
});

describe('references that are small or blurred', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const upload = async (name: string, bytes: Buffer): Promise<string> => {
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
    const answer = await all.superAdmin.http.post('/upload', form);
    return (answer.body as { documentId: string }[])[0]?.documentId ?? '';
  };
  const checkOf = async (fileDocumentId: string, role = 'subject') => {
    const { rightsRecordId } = ok(
      await all.editor.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId,
        kind: 'own_work',
        holder: 'Us',
        scope: 'All',
      }),
      'Record'
    );
    const preflight = ok(
      await all.editor.api.post<Preflight>(
        api.preflight,
        finalLaunch({
          parameters: {
            inputType: 'image_to_image',
            references: [{ fileDocumentId, role, rightsRecordId }],
          },
        })
      ),
      'Pre-flight'
    );
    return preflight.checks.find(({ id }) => id === 'reference_quality');
  };

  it('are named by the pre-flight in both languages', async () => {
    const { default: sharp } = await import('sharp');
    const { output } = await make(all.editor);
    const original = Buffer.from(
      await (await fetch(sharedServer().url + output.url)).arrayBuffer()
    );
    expect(await checkOf(output.fileDocumentId ?? '')).toMatchObject({
      result: 'passed',
      detail: null,
    });

    const small = await checkOf(
      await upload('small.png', await sharp(original).resize(120, 90, { fit: 'fill' }).toBuffer())
    );
    expect(small?.result).toBe('attention');
    expect(small?.detail?.en).toContain('120 × 90');
    expect(small?.detail?.zh).toContain('分辨率较低');

    const blurred = await checkOf(
      await upload('blurred.png', await sharp(original).blur(8).png().toBuffer())
    );
    expect(blurred?.detail?.en).toContain('blurred');
    expect(blurred?.detail?.zh).toContain('模糊');
  });
});

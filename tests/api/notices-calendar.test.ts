import { randomBytes } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type { Notice, NoticeKind, Page, RevisionNote } from '../../plugins/asset-provenance/shared';
import { runNow, setLastDay } from '../support/calendar';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { dayFromNow, makeApproved, ok } from '../support/story';
import { until } from '../support/wait';

/** More than are read at once. */
const MANY = 230;

const documentId = () => randomBytes(12).toString('hex');

/** Copies a row, as often as a site has such rows after some years. */
const copyRow = (table: string, id: string, change: () => Record<string, unknown> = () => ({})) =>
  readRows(sharedServer(), async (rows) => {
    const { id: _own, ...row } = (await rows(table).where({ document_id: id }).first()) as Record<
      string,
      unknown
    >;
    const columns = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        // What PostgreSQL hands out parsed, it wants back as text.
        typeof value === 'object' && value !== null && !(value instanceof Date)
          ? JSON.stringify(value)
          : value,
      ])
    );
    const copies = Array.from({ length: MANY - 1 }, () => ({
      ...columns,
      document_id: documentId(),
      ...change(),
    }));
    await rows.batchInsert(table, copies, 20);
  });

describe('what comes due by the calendar', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  /** Of this test: the server tells people of what other tests left, too. */
  const noticesOf = async (
    person: Person,
    kind: NoticeKind,
    subject: string
  ): Promise<Notice[]> => {
    const found: Notice[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Notice> = ok(
        await person.api.get<Page<Notice>>(api.notices, { limit: 100, cursor }),
        'Notices'
      );
      found.push(...page.results);
      cursor = page.nextCursor;
    } while (cursor);
    return found.filter((notice) => notice.kind === kind && notice.text.en.includes(subject));
  };
  const toldOfAll = (person: Person, kind: NoticeKind, subject: string): Promise<Notice[]> =>
    until(
      async () => {
        const found = await noticesOf(person, kind, subject);
        return found.length >= MANY ? found : undefined;
      },
      { what: `${person.name} being told ${MANY} times: ${kind}` }
    );

  it('is told for every approved asset that ends soon, to its owner and its reviewer', async () => {
    const subject = 'Wool scarf that ends soon';
    const { asset } = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject } }
    );
    const lastDay = dayFromNow(3);
    await setLastDay(asset.assetId, lastDay);
    await copyRow('ap_approved_assets', asset.assetId, () => ({ output_id: documentId() }));
    await runNow('notice.sweep');
    for (const person of [all.editor, all.contentManager]) {
      const told = await toldOfAll(person, 'expiring', subject);
      expect(told).toHaveLength(MANY);
      expect(new Set(told.map(({ path }) => path)).size).toBe(MANY);
      expect(told[0]?.text.en).toContain(lastDay);
    }
  });

  it('is told for every re-check that is due, to the one who is to look again, once', async () => {
    const subject = 'Felt boots to be checked again';
    const { task } = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject } }
    );
    const { noteId } = ok(
      await all.auditor.api.post<RevisionNote>(api.revisionNotes, {
        target: { type: 'task', id: task.taskId },
        reason: 'The colour was wrong',
        questionSource: 'Ticket 4711',
        approvingOwner: 'Mei Lin',
        recheckOn: dayFromNow(0),
      }),
      'Note'
    );
    await copyRow('ap_revision_notes', noteId);
    await runNow('notice.sweep');
    expect(await toldOfAll(all.auditor, 'due', subject)).toHaveLength(MANY);

    // The sweep of the next day finds them all again, and one more at their end.
    const later = ok(
      await all.superAdmin.api.post<RevisionNote>(api.revisionNotes, {
        target: { type: 'task', id: task.taskId },
        reason: 'The logo was old',
        questionSource: 'Ticket 4712',
        approvingOwner: 'Mei Lin',
        recheckOn: dayFromNow(0),
      }),
      'Later note'
    );
    expect(later.isDue).toBe(true);
    await runNow('notice.sweep');
    await until(async () => (await noticesOf(all.superAdmin, 'due', subject))[0], {
      what: 'the later note',
    });
    expect(await noticesOf(all.auditor, 'due', subject)).toHaveLength(MANY);
  });
});

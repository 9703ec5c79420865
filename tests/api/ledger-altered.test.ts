import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import type { Knex } from 'knex';
import {
  canonicalText,
  createSigner,
  readCheckpoint,
  signCheckpoint,
} from '../../plugins/asset-provenance/server/src/evidence';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  LedgerFinding,
  LedgerReport,
  LedgerStanding,
  LedgerVerification,
} from '../../plugins/asset-provenance/shared';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { makeApproved, ok } from '../support/story';
import type { Approved } from '../support/story';
import { EVENTS, replaceRows, resealed, sealedEvents, whileAltered } from '../support/tampering';
import type { EventRow } from '../support/tampering';
import { until } from '../support/wait';

jest.setTimeout(300_000);

const MINUTE = 60_000;
const CHECKPOINTS = 'ap_ledger_checkpoints';
const KEYS = 'ap_ledger_keys';

let server: Server;
let all: People;
let made: Approved;
let events: EventRow[];

const verify = async (): Promise<LedgerReport> => {
  const { api: http } = all.auditor;
  const { verificationId } = ok(
    await http.post<LedgerVerification>(api.verifyLedger, {}),
    'Verify'
  );
  return until(
    async () =>
      ok(await http.get<LedgerVerification>(api.ledgerVerification(verificationId)), 'Verification')
        .report,
    { what: 'the verification', everyMs: 20 }
  );
};

beforeAll(async () => {
  server = await startServer({
    env: {
      LEDGER_SEAL_SECONDS: '0.1',
      LEDGER_CHECKPOINT_EVENTS: '7',
      LEDGER_CHECKPOINT_MINUTES: '0.02',
      ASSET_PROVENANCE_POLL_MS: '50',
    },
  });
  all = await preparePeople(server.url);
  for (let times = 0; times < 3; times += 1)
    made = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
  await until(
    async () => {
      const { data } = await all.auditor.api.get<LedgerStanding>(api.ledger);
      return data.unsealed === 0 && data.exports.every(({ size }) => size === data.size);
    },
    { what: 'everything to be signed and exported' }
  );
  events = await sealedEvents(server);
}, 3 * MINUTE);

afterAll(async () => {
  await server?.dispose();
});

/** What a verification says while the events are these. */
const whenEventsAre = (changed: EventRow[]) =>
  whileAltered(server, [EVENTS], async () => replaceRows(server, EVENTS, changed), verify);

const names = (findings: LedgerFinding[], sequence: number) =>
  findings.some(({ kind, sequence: first, untilSequence, subject, found }) => {
    const from =
      kind === 'chain_broken'
        ? Number(subject)
        : kind === 'events_truncated'
          ? Number(found) + 1
          : (first ?? Number.NaN);
    return from <= sequence && sequence <= (untilSequence ?? first ?? Number.NaN);
  });

const withText = (row: EventRow, change: object): EventRow => ({
  ...row,
  canonical: canonicalText({ ...(JSON.parse(row.canonical) as object), ...change }),
});

/** One way to put hand to one event: the events after it, and whether any of it can be seen at all. */
type Act = (rows: EventRow[], at: number) => EventRow[];
const acts: Record<string, Act> = {
  'edits the text': (rows, at) =>
    rows.with(at, withText(rows[at] as EventRow, { aggregateId: 'other' })),
  'edits text and hashes': (rows, at) =>
    rows.with(
      at,
      resealed(rows.with(at, withText(rows[at] as EventRow, { aggregateId: 'other' })), at)[
        at
      ] as EventRow
    ),
  'edits the text and seals all anew': (rows, at) =>
    resealed(rows.with(at, withText(rows[at] as EventRow, { aggregateId: 'other' })), at),
  'dates back': (rows, at) =>
    rows.with(at, {
      ...withText(rows[at] as EventRow, { at: '2020-01-01T00:00:00.000Z' }),
      at: new Date('2020-01-01T00:00:00.000Z'),
    }),
  'dates the column back': (rows, at) =>
    rows.with(at, { ...(rows[at] as EventRow), at: new Date('2020-01-01T00:00:00.000Z') }),
  deletes: (rows, at) => rows.toSpliced(at, 1),
  'deletes and seals all anew': (rows, at) => resealed(rows.toSpliced(at, 1), at),
  'puts one in and seals all anew': (rows, at) =>
    resealed(
      rows.toSpliced(at, 0, {
        ...withText(rows[at] as EventRow, { eventId: 'put-in' }),
        id: 1_000_000,
        document_id: 'put-in',
      }),
      at
    ),
  'exchanges two': (rows, at) => {
    const other = (at + 1) % rows.length;
    const { sequence } = rows[at] as EventRow;
    return rows
      .with(at, { ...(rows[at] as EventRow), sequence: (rows[other] as EventRow).sequence })
      .with(other, { ...(rows[other] as EventRow), sequence });
  },
  'cuts off the end': (rows, at) => rows.slice(0, at),
  'changes who did it': (rows, at) =>
    rows.with(at, { ...(rows[at] as EventRow), actor_name: 'Somebody Else' }),
  'changes its type': (rows, at) => rows.with(at, { ...(rows[at] as EventRow), type: 'file.held' }),
  'changes its task': (rows, at) => rows.with(at, { ...(rows[at] as EventRow), task_id: 'other' }),
  'changes its version': (rows, at) =>
    rows.with(at, { ...(rows[at] as EventRow), aggregate_version: 999 }),
  'changes the words': (rows, at) =>
    rows.with(at, { ...(rows[at] as EventRow), note: 'Other words than then.' }),
  'changes its id': (rows, at) =>
    rows.with(at, { ...(rows[at] as EventRow), document_id: 'other' }),
};

describe('a live ledger', () => {
  it('is intact before anybody puts hand to it', async () => {
    expect(events.length).toBeGreaterThan(30);
    expect(await verify()).toMatchObject({
      state: 'intact',
      findings: [],
      size: events.length,
      checkpoints: { covered: events.length },
    });
  });

  it.each(Object.entries(acts))(
    'shows whoever %s, and where',
    async (_name, act) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(events.length - 1), async (at) => {
          const report = await whenEventsAre(act(events, at));
          expect(report.state).not.toBe('intact');
          expect(names(report.findings, at + 1)).toBe(true);
        }),
        { numRuns: 3, endOnFailure: true }
      );
    },
    3 * MINUTE
  );

  it('stays intact when names and words are erased, and says how many', async () => {
    const noted = events.findIndex(({ note }) => note !== null);
    const erased = events.with(noted, {
      ...(events[noted] as EventRow),
      note: null,
      actor_name: null,
    });
    expect(await whenEventsAre(erased)).toMatchObject({
      state: 'intact',
      erased: { actors: 1, notes: 1 },
    });
  });
});

describe('a forged checkpoint', () => {
  const forger = (origin: string) =>
    createSigner(origin, generateKeyPairSync('ed25519').privateKey);

  const whileForged = (forge: (database: Knex) => Promise<unknown>) =>
    whileAltered(server, [CHECKPOINTS, KEYS], forge, verify);

  it('is found in the database', async () => {
    const { data } = await all.auditor.api.get<LedgerStanding>(api.ledger);
    const checkpoint = readCheckpoint(data.checkpoint?.note ?? '');
    if (!checkpoint) throw new Error('There is no checkpoint.');
    const note = signCheckpoint(checkpoint, forger(checkpoint.origin), false);
    const forged = await whileForged((database) =>
      database(CHECKPOINTS).where({ size: checkpoint.size }).update({ note })
    );
    expect(forged).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_unvouched', untilSequence: checkpoint.size }],
    });
    const altered = await whileForged((database) =>
      database(CHECKPOINTS)
        .where({ size: checkpoint.size })
        .update({ note: data.checkpoint?.note.replace(/time \d{4}/, 'time 2020') })
    );
    expect(altered).toMatchObject({ state: 'forged', findings: [{ kind: 'checkpoint_forged' }] });
  });

  it('does not get better by a key that is put beside it', async () => {
    const [newest] = await readRows(server, (database) =>
      database(KEYS).orderBy('ordinal', 'desc').limit(1)
    );
    const { origin } = newest as { origin: string };
    const signer = forger(origin);
    const report = await whileForged(async (database) => {
      await database(KEYS).update({ verifier_key: signer.verifierKey });
      const rows = (await database(CHECKPOINTS)) as { id: number; note: string }[];
      for (const { id, note } of rows) {
        const checkpoint = readCheckpoint(note);
        if (checkpoint)
          await database(CHECKPOINTS)
            .where({ id })
            .update({ note: signCheckpoint(checkpoint, signer, false) });
      }
    });
    expect(report.state).toBe('forged');
  });
});

describe('rows in use', () => {
  const cases: [string, string, () => (database: Knex) => Promise<unknown>, object][] = [
    [
      'the limits of an asset',
      'ap_approved_assets',
      () => (database) =>
        database('ap_approved_assets')
          .where({ document_id: made.asset.assetId })
          .update({ limits: JSON.stringify({ ...made.asset.limits, isPublicUseAllowed: false }) }),
      { kind: 'row_altered', field: 'limitsHash' },
    ],
    [
      'that an asset was revoked',
      'ap_approved_assets',
      () => (database) =>
        database('ap_approved_assets')
          .where({ document_id: made.asset.assetId })
          .update({ state: 'revoked' }),
      { kind: 'row_altered', field: 'state', expected: 'asset.approved', found: 'asset.revoked' },
    ],
    [
      'who approved',
      'ap_approved_assets',
      () => (database) =>
        database('ap_approved_assets')
          .where({ document_id: made.asset.assetId })
          .update({ reviewer_name: 'Somebody Else' }),
      { kind: 'row_altered', field: 'actor' },
    ],
    [
      'the reason of a verdict',
      'ap_verdicts',
      () => (database) =>
        database('ap_verdicts')
          .where({ document_id: made.verdict.verdictId })
          .update({ is_public_use_allowed: false }),
      { kind: 'row_altered', field: 'verdictHash' },
    ],
    [
      'that there was a verdict',
      'ap_verdicts',
      () => (database) =>
        database('ap_verdicts').where({ document_id: made.verdict.verdictId }).delete(),
      { kind: 'row_missing' },
    ],
    [
      'an approval that nobody gave',
      'ap_verdicts',
      () => async (database) => {
        const [verdict] = (await database('ap_verdicts').where({
          document_id: made.verdict.verdictId,
        })) as Record<string, unknown>[];
        await database('ap_verdicts').insert({
          ...verdict,
          id: 1_000_000,
          document_id: 'invented',
          ordinal: 7,
        });
      },
      { kind: 'row_unknown', subject: 'verdict invented' },
    ],
    [
      'the bytes of a result',
      'ap_outputs',
      () => (database) =>
        database('ap_outputs')
          .where({ document_id: made.output.outputId })
          .update({ stored_sha_256: 'f'.repeat(64) }),
      { kind: 'row_altered', field: 'storedSha256', found: 'f'.repeat(64) },
    ],
  ];

  it.each(cases)('%s: whoever changes it is found out', async (_name, table, act, finding) => {
    const report = await whileAltered(server, [table], act(), verify);
    expect(report).toMatchObject({ state: 'altered', findings: [finding] });
    expect(report.findings[0]?.subject).toMatch(/^[\w-]+ \w+$/);
  });
});

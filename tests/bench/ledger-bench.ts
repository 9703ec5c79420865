// How fast events are sealed, and what a verification takes beside plain SHA-256 over the same texts:
// `npm run bench:ledger`, on PostgreSQL `scripts/with-postgres.sh npm run bench:ledger`.
// `--events n` takes more or fewer than 100,000; a million takes some minutes.
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { eventRow } from '../../plugins/asset-provenance/server/src/audit/event-text';
import { verifyExport } from '../../plugins/asset-provenance/server/src/evidence';
import { api, systemActor } from '../../plugins/asset-provenance/shared';
import type { LedgerVerification } from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { until } from '../support/wait';
import { interleaved, sampleOf, timed } from './stats';
import type { Sample } from './stats';

const MOST_MINUTES = 40;
const ROUNDS = 5;
const PROOFS = 15;
const RATE_BOUND = 1000;
const RATIO_BOUND = 3;
const INSERT = 500;
/** Of one job: from sent to stored. */
const MOVES = ['submitting', 'processing', 'succeeded', 'stored'] as const;

const at = process.argv.indexOf('--events');
const EVENTS = at < 0 ? 100_000 : Number(process.argv[at + 1]);

const columnsOf = ({
  documentId,
  aggregateType,
  aggregateId,
  ...row
}: ReturnType<typeof eventRow>['row']) => ({
  document_id: documentId,
  type: row.type,
  aggregate_type: aggregateType,
  aggregate_id: aggregateId,
  aggregate_version: row.aggregateVersion,
  task_id: row.taskId,
  at: new Date(row.at ?? 0),
  actor_type: row.actorType,
  actor_id: row.actorId,
  actor_name: row.actorName,
  actor_salt: row.actorSalt,
  note: row.note,
  note_salt: row.noteSalt,
  canonical: row.canonical,
  hash: row.hash,
});

const idOf = (letter: string, number: number) => letter + String(number).padStart(23, '0');

const eventAt = (index: number) => {
  const job = Math.floor(index / MOVES.length);
  const step = index % MOVES.length;
  return columnsOf(
    eventRow(
      {
        type: 'job.moved',
        aggregateType: 'job',
        aggregateId: idOf('j', job),
        aggregateVersion: step + 2,
        taskId: idOf('t', job),
        data: {
          from: MOVES[step - 1] ?? 'queued',
          to: MOVES[step] ?? 'stored',
          failureClass: null,
          providerTaskId: step > 0 ? `task-${job}` : null,
          httpStatus: null,
        },
      },
      systemActor,
      new Date().toISOString()
    ).row
  );
};

const fill = (server: Server): Promise<void> =>
  readRows(server, async (database) => {
    for (let from = 0; from < EVENTS; from += INSERT) {
      const count = Math.min(INSERT, EVENTS - from);
      await database('ap_audit_events').insert(
        Array.from({ length: count }, (_, index) => eventAt(from + index))
      );
      showLive(`events recorded: ${from + count} of ${EVENTS}`);
    }
  });

const sealedIn = (server: Server): Promise<number> =>
  readRows(server, async (database) => {
    const [row] = (await database('ap_audit_events').max({ last: 'sequence' })) as {
      last: number | null;
    }[];
    return row?.last ?? 0;
  });

/** From the first look at which some were sealed to the one at which all were. */
const measureSealing = async (server: Server): Promise<number> => {
  let first: { sealed: number; moment: number } | null = null;
  const before = await sealedIn(server);
  await server.restart();
  const last = await until(
    async () => {
      const sealed = await sealedIn(server);
      const moment = performance.now();
      if (sealed > before) first ??= { sealed, moment };
      showLive(`sealed: ${sealed} of ${EVENTS}`);
      return sealed >= before + EVENTS && { sealed, moment };
    },
    { what: 'all events to be sealed', timeoutMs: MOST_MINUTES * 60_000, everyMs: 50 }
  );
  const begun = first ?? { sealed: before, moment: last.moment - 1 };
  return (last.sealed - begun.sealed) / ((last.moment - begun.moment) / 1000);
};

const verifyLive = async (person: Person): Promise<void> => {
  const { data } = await person.api.post<LedgerVerification>(api.verifyLedger, {});
  const { report } = await until(
    async () => {
      const now = await person.api.get<LedgerVerification>(
        api.ledgerVerification(data.verificationId)
      );
      return now.data.finishedAt !== null && now.data;
    },
    { what: 'the verification', timeoutMs: MOST_MINUTES * 60_000, everyMs: 20 }
  );
  if (report?.state !== 'intact') throw new Error(`Verification: ${JSON.stringify(report)}`);
};

/** The texts of the export, as bytes: what both sides hash. A million are too many for one string. */
const textsIn = async (file: string): Promise<Buffer[]> => {
  const texts: Buffer[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const start = line.indexOf('"event":');
    if (start >= 0) texts.push(Buffer.from(line.slice(start + 8, -1)));
  }
  return texts;
};

const hashEach = async (texts: Buffer[]): Promise<void> => {
  for (const text of texts) createHash('sha256').update(text).digest('hex');
};
const hashTogether = async (texts: Buffer[]): Promise<void> => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  hash.digest('hex');
};

const expectIntact = async (file: string): Promise<void> => {
  const report = await verifyExport(createReadStream(file, { highWaterMark: 1 << 20 }));
  if (report.state !== 'intact') throw new Error(JSON.stringify(report.findings[0]));
};

const measureProofs = async (person: Person, server: Server): Promise<Sample> => {
  const ids = await readRows(server, (database) =>
    database('ap_audit_events')
      .whereIn(
        'sequence',
        Array.from({ length: PROOFS }, (_, index) => 1 + Math.floor((index * EVENTS) / PROOFS))
      )
      .pluck('document_id')
  );
  const values: number[] = [];
  for (const eventId of ids as string[])
    values.push(
      await timed(async () => {
        const { status } = await person.api.get(api.ledgerProof(eventId));
        if (status !== 200) throw new Error(`Proof: ${status}`);
      })
    );
  return sampleOf(values);
};

const exported = async (server: Server, folder: string): Promise<string> => {
  const file = path.join(folder, 'ledger.jsonl');
  const env = { LEDGER_FOLDER: path.join(path.dirname(server.logFile), 'ledger') };
  const { code, err } = await runCli(['ledger', 'export', file], { server, env });
  if (code !== 0) throw new Error(err);
  return file;
};

const perEvent = (sample: Sample) => `${((sample.median * 1000) / EVENTS).toFixed(2)} µs`;
const seconds = ({ median, low, high }: Sample) =>
  `${(median / 1000).toFixed(2)} (${(low / 1000).toFixed(2)}–${(high / 1000).toFixed(2)})`;

const printVerification = (samples: Record<'each' | 'together' | 'file' | 'live', Sample>) => {
  const against = (sample: Sample) => (sample.median / samples.each.median).toFixed(2);
  const isHeld = samples.file.median <= RATIO_BOUND * samples.each.median;
  printTable(
    [
      { title: 'the same texts', width: 44 },
      { title: 'seconds', width: 20 },
      { title: 'per event', width: 10 },
      { title: '÷ SHA-256', width: 10 },
      { title: 'bound', width: 0 },
    ],
    [
      ['SHA-256 of each', seconds(samples.each), perEvent(samples.each), '1', ''],
      [
        'SHA-256 of all as one',
        seconds(samples.together),
        perEvent(samples.together),
        against(samples.together),
        '',
      ],
      [
        'verification of the exported file',
        seconds(samples.file),
        perEvent(samples.file),
        against(samples.file),
        `≤ ${RATIO_BOUND}${isHeld ? '' : ': NOT HELD'}`,
      ],
      [
        'verification of the database, over HTTP',
        seconds(samples.live),
        perEvent(samples.live),
        against(samples.live),
        'none',
      ],
    ]
  );
};

const main = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-ledger-bench-'));
  const server = await startServer();
  try {
    await registerFirstAdmin(server.url);
    await server.stop();
    await fill(server);
    const rate = await measureSealing(server);
    const person = await registerFirstAdmin(server.url);
    await until(
      async () => (await person.api.get<{ checkpoint: object | null }>(api.ledger)).data.checkpoint,
      { what: 'the checkpoint', timeoutMs: 120_000 }
    );
    showLive('proofs');
    const proofs = await measureProofs(person, server);
    showLive('export');
    const file = await exported(server, folder);
    const texts = await textsIn(file);
    showLive('verification');
    const samples = await interleaved(
      {
        each: () => hashEach(texts),
        together: () => hashTogether(texts),
        file: () => expectIntact(file),
        live: () => verifyLive(person),
      },
      { rounds: ROUNDS, warmUp: 1 }
    );
    const database = process.env.DATABASE_CLIENT ?? 'sqlite';
    printTitle(`A ledger of ${EVENTS} events on ${database}`);
    print(
      `  Sealed: ${rate.toFixed(0)} events a second; bound ≥ ${RATE_BOUND}${rate >= RATE_BOUND ? '' : ': NOT HELD'}.`
    );
    print(`  Inclusion proof over HTTP: ${proofs.median.toFixed(1)} ms.`);
    const bytes = texts.reduce((sum, text) => sum + text.length, 0);
    print(
      `  Texts of ${(bytes / texts.length).toFixed(0)} bytes; the file has ${(statSync(file).size / 1e6).toFixed(1)} MB.`
    );
    printVerification(samples);
  } finally {
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
};

setTimeout(() => {
  print(`  It took longer than ${MOST_MINUTES} minutes and was ended.`);
  process.exit(1);
}, MOST_MINUTES * 60_000).unref();

main().then(
  () => process.exit(0),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
);

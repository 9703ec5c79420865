import fc from 'fast-check';
import {
  MAX_LINE,
  canonicalText,
  exportHead,
  sha256,
  signCheckpoint,
  signKeyChange,
  verifyCheckpoint,
  verifyExport,
} from '../../../plugins/asset-provenance/server/src/evidence';
import type {
  ExportLine,
  SealedEvent,
} from '../../../plugins/asset-provenance/server/src/evidence';
import type { LedgerFinding } from '../../../plugins/asset-provenance/shared';
import {
  ORIGIN,
  checkpointOf,
  exportOf,
  fileOf,
  keyLine,
  newSigner,
  seal,
  sealAll,
  textOf,
} from '../../support/ledgers';

const SIZE = 47;
const THINGS = 9;
const EVERY = 10;

const signer = newSigner();
const texts = Array.from({ length: SIZE }, (_, index) => textOf(index, THINGS));
const events = sealAll(texts);
const lines = exportOf(events, signer, EVERY);

const verify = (given: ExportLine[], options = {}) =>
  verifyExport(fileOf(given), { trusted: [signer.verifierKey], ...options });

/** Exchanges the events of an export; keys and checkpoints stay where they were. */
const withEvents = (changed: (given: SealedEvent[]) => SealedEvent[]): ExportLine[] => {
  const checkpoints = lines.filter((line) => 'checkpoint' in line);
  const after = changed([...events]);
  const body: ExportLine[] = [];
  for (const [index, event] of after.entries()) {
    body.push({ event });
    if ((index + 1) % EVERY === 0) body.push(...checkpoints.splice(0, 1));
  }
  return [...lines.slice(0, 2), ...body, ...checkpoints];
};

/** Everything after a change sealed anew, as somebody would who holds the database but no key. */
const resealed = (from: number, changed: string[]): SealedEvent[] => {
  const kept = events.slice(0, from);
  for (const text of changed) kept.push(seal(text, kept.at(-1)));
  return kept;
};

/** From where to where a finding points; that of a chain, and of a cut, begins before its sequence. */
const places = ({ kind, sequence, untilSequence, subject, found }: LedgerFinding) => {
  const first = sequence ?? Number.NaN;
  const from = { chain_broken: Number(subject), events_truncated: Number(found) + 1 };
  return [kind in from ? from[kind as keyof typeof from] : first, untilSequence ?? first] as const;
};
const names = (findings: LedgerFinding[], sequence: number) =>
  findings.some((finding) => {
    const [first, last] = places(finding);
    return first <= sequence && sequence <= last;
  });

const index = fc.nat(SIZE - 1);
const kept = fc.record({ at: index, isResealed: fc.boolean() });

describe('an exported ledger', () => {
  it('is intact as it was written, whatever pieces it comes in', async () => {
    const bytes = Buffer.concat(fileOf(lines));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (piece) => {
        const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
          bytes.subarray(at * piece, (at + 1) * piece)
        );
        const report = await verifyExport(pieces, { trusted: [signer.verifierKey] });
        expect(report).toMatchObject({
          state: 'intact',
          size: SIZE,
          findings: [],
          checkpoints: { checked: 5, covered: SIZE, newest: { size: SIZE } },
          keys: [{ verifierKey: signer.verifierKey, isVouched: true }],
        });
      }),
      { numRuns: 30 }
    );
  });

  it('shows any edited text, also with all hashes made anew, and where', async () => {
    await fc.assert(
      fc.asyncProperty(
        kept,
        fc.constantFrom(
          { at: '2020-01-01T00:00:00.000Z' },
          { type: 'asset.revoked' },
          { data: { outputId: 'other' } },
          { aggregateId: 'asset999' }
        ),
        async ({ at, isResealed }, change) => {
          const text = textOf(at, THINGS, change);
          const report = await verify(
            withEvents((given) =>
              isResealed
                ? resealed(at, [text, ...texts.slice(at + 1)])
                : given.with(at, { ...(given[at] as SealedEvent), canonical: text })
            )
          );
          expect(report.state).toBe('altered');
          expect(names(report.findings, at + 1)).toBe(true);
          if (!isResealed)
            expect(report.findings).toContainEqual(
              expect.objectContaining({ kind: 'text_altered', sequence: at + 1 })
            );
        }
      ),
      { numRuns: 150 }
    );
  });

  it('shows any altered place, hash or seal, and where', async () => {
    await fc.assert(
      fc.asyncProperty(
        index,
        fc.constantFrom('previousHash', 'hash', 'sealedHash'),
        fc.boolean(),
        async (at, field, isFitting) => {
          const altered = { ...(events[at] as SealedEvent), [field]: sha256('x') };
          // Where the seal is made anew, only the next event shows it.
          const event = isFitting && field === 'hash' ? seal('{}', events[at - 1]) : altered;
          const report = await verify(withEvents((given) => given.with(at, event)));
          expect(report.state).toBe('altered');
          expect(names(report.findings, at + 1)).toBe(true);
        }
      ),
      { numRuns: 100 }
    );
  });

  it('shows any deleted event, also with all hashes made anew, and where', async () => {
    await fc.assert(
      fc.asyncProperty(kept, async ({ at, isResealed }) => {
        const report = await verify(
          withEvents((given) =>
            isResealed ? resealed(at, texts.slice(at + 1)) : given.toSpliced(at, 1)
          )
        );
        expect(report.state).not.toBe('intact');
        expect(names(report.findings, at + 1)).toBe(true);
      }),
      { numRuns: 100 }
    );
  });

  it('shows any event that was put in, also with all hashes made anew, and where', async () => {
    await fc.assert(
      fc.asyncProperty(kept, async ({ at, isResealed }) => {
        const put = canonicalText({ ...(JSON.parse(textOf(at, THINGS)) as object), taskId: 'x' });
        const report = await verify(
          withEvents((given) =>
            isResealed
              ? resealed(at, [put, ...texts.slice(at)])
              : given.toSpliced(at, 0, seal(put, events[at - 1]))
          )
        );
        expect(report.state).toBe('altered');
        expect(names(report.findings, at + 1)).toBe(true);
      }),
      { numRuns: 100 }
    );
  });

  it('shows any two events that were exchanged, also with all hashes made anew, and where', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(index, { minLength: 2, maxLength: 2 }),
        fc.boolean(),
        async (pair, isResealed) => {
          const [a = 0, b = 0] = pair.toSorted((one, other) => one - other);
          const exchanged = <T>(given: T[]) => given.with(a, given[b] as T).with(b, given[a] as T);
          const report = await verify(
            withEvents((given) =>
              isResealed ? resealed(a, exchanged(texts).slice(a)) : exchanged(given)
            )
          );
          expect(report.state).toBe('altered');
          expect(names(report.findings, a + 1)).toBe(true);
        }
      ),
      { numRuns: 100 }
    );
  });

  it('shows any cut, by the head of the file or a checkpoint from elsewhere', async () => {
    const outside = [{ note: checkpointOf(events, signer), subject: 'elsewhere' }];
    await fc.assert(
      fc.asyncProperty(fc.nat(SIZE - 1), fc.boolean(), async (size, hasOldHead) => {
        const cut = hasOldHead
          ? lines.filter((line) => !('event' in line) || line.event.sequence <= size)
          : exportOf(events.slice(0, size), signer, EVERY);
        const report = await verify(cut, hasOldHead ? {} : { outside });
        expect(report.state).toBe('truncated');
        expect(report.findings).toContainEqual(
          expect.objectContaining({
            kind: 'events_truncated',
            sequence: size + 1,
            untilSequence: SIZE,
          })
        );
      }),
      { numRuns: 60 }
    );
  });

  it('shows an event that was dated back to before a checkpoint', async () => {
    const late = textOf(SIZE, THINGS, { at: '2026-10-01T00:00:00.000Z' });
    const report = await verify(exportOf(sealAll([...texts, late]), signer, EVERY));
    expect(report.findings).toMatchObject([{ kind: 'back_dated', sequence: SIZE + 1 }]);
  });

  it('shows an event that was removed before it was sealed, by the versions of its thing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(SIZE - THINGS - 1), async (at) => {
        const report = await verify(exportOf(sealAll(texts.toSpliced(at, 1)), signer, EVERY));
        expect(report.findings).toMatchObject([
          { kind: 'version_gap', subject: `asset:asset${at % THINGS}` },
        ]);
      }),
      { numRuns: 40 }
    );
  });
});

describe('a ledger that agrees with itself', () => {
  const withoutCheckpoints = (given: ExportLine[]) =>
    given.filter((line) => !('checkpoint' in line));
  const uncovered = (from: number, until: number) => ({
    state: 'unsigned',
    findings: [{ kind: 'not_covered', sequence: from, untilSequence: until }],
  });

  it('is not intact without a checkpoint, with a key or without one', async () => {
    const bare = withoutCheckpoints(lines);
    expect(await verify(bare)).toMatchObject({ ...uncovered(1, SIZE), isTrusted: true });
    expect(await verify(bare, { trusted: [] })).toMatchObject({
      ...uncovered(1, SIZE),
      isTrusted: false,
    });
    const empty = exportOf([], signer);
    expect(await verify(empty)).toMatchObject({ state: 'unsigned', size: 0 });
  });

  it('is covered by a checkpoint that was kept elsewhere, too', async () => {
    const outside = [{ note: checkpointOf(events, signer), subject: 'kept' }];
    expect(await verify(withoutCheckpoints(lines), { outside })).toMatchObject({
      state: 'intact',
      checkpoints: { covered: SIZE },
    });
  });

  it('counts the kept checkpoints that it could be compared with', async () => {
    const upTo = (size: number, by = signer) => ({
      note: checkpointOf(events.slice(0, size), by),
      subject: `kept ${size}`,
    });
    expect(await verify(lines, { outside: [upTo(SIZE), upTo(7)] })).toMatchObject({
      state: 'intact',
      kept: { given: 2, compared: 2 },
    });
    const short = exportOf(events.slice(0, 20), signer);
    expect(
      await verify(short, { outside: [upTo(7), upTo(SIZE), upTo(9, newSigner())] })
    ).toMatchObject({ state: 'truncated', kept: { given: 3, compared: 1 } });
  });

  it('may end with events that wait for their checkpoint, as few and as new as such are', async () => {
    const written = (size: number, { until, at }: { until: number; at: string }) => {
      const sealed = sealAll(
        Array.from({ length: size }, (_, each) => textOf(each, size, each < until ? {} : { at }))
      );
      return verify([
        { head: exportHead(ORIGIN, size, at) },
        keyLine(signer),
        ...sealed.slice(0, until).map((event) => ({ event })),
        { checkpoint: checkpointOf(sealed.slice(0, until), signer) },
        ...sealed.slice(until).map((event) => ({ event })),
      ]);
    };
    const soon = '2026-11-01T01:00:00.000Z';
    expect(await written(40, { until: 30, at: soon })).toMatchObject({
      state: 'intact',
      size: 40,
      checkpoints: { covered: 30 },
    });
    const late = '2026-11-02T00:00:00.000Z';
    expect(await written(40, { until: 30, at: late })).toMatchObject(uncovered(31, 40));
    expect(await written(1031, { until: 30, at: soon })).toMatchObject(uncovered(31, 1031));
  });
});

describe('a checkpoint', () => {
  const other = newSigner();

  it('of another key, another ledger or with another text is forged', async () => {
    const { note, ...said } = { note: checkpointOf(events, signer), size: SIZE };
    expect(verifyCheckpoint(note, [signer.verifierKey])).toMatchObject({ ...said, origin: ORIGIN });
    expect(verifyCheckpoint(note, [other.verifierKey])).toBeNull();
    expect(
      verifyCheckpoint(note.replace(`\n${SIZE}\n`, `\n${SIZE - 1}\n`), [signer.verifierKey])
    ).toBeNull();

    const replaced = (checkpoint: string) => verify([...lines.slice(0, -1), { checkpoint }]);
    expect(await replaced(checkpointOf(events, other))).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_unvouched', untilSequence: SIZE }],
    });
    expect(await replaced(note.replace('time 2026-11-01', 'time 2026-11-02'))).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_forged' }],
    });
    const elsewhere = newSigner('asset-provenance/elsewhere');
    const foreign = checkpointOf(events, elsewhere, { origin: 'asset-provenance/elsewhere' });
    expect(await replaced(foreign)).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_forged', field: 'origin' }],
    });
    expect(await replaced('no checkpoint\n\n— x AAAAAAAA\n')).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_forged', field: 'form' }],
    });
  });

  it('that the key itself signed for other events says which were rewritten', async () => {
    const root = sha256('another history');
    const time = '2026-11-03T00:00:00.000Z';
    const lie = signCheckpoint({ origin: ORIGIN, size: SIZE, root, time }, signer, false);
    expect(await verify([...lines.slice(0, -1), { checkpoint: lie }])).toMatchObject({
      state: 'altered',
      findings: [{ kind: 'history_rewritten', sequence: 41, untilSequence: SIZE, expected: root }],
    });
  });

  it('of a key that was changed still verifies, from either end, and only then', async () => {
    const [first, second, third] = [signer, newSigner(), newSigner()];
    const change = (before: typeof first, after: typeof first, size: number) =>
      signKeyChange({ origin: ORIGIN, size, time: '2026-11-02T00:00:00.000Z' }, before, after);
    const history = (isVouched: boolean): ExportLine[] => [
      lines[0] as ExportLine,
      keyLine(first),
      keyLine(second, { since: 10, change: change(first, second, 10) }),
      keyLine(third, {
        since: 20,
        // The thief has the new key, but not the one before it.
        change: isVouched ? change(second, third, 20) : change(newSigner(), third, 20),
      }),
      ...events.flatMap((event): ExportLine[] => {
        const by = { 10: first, 20: second, 47: third }[event.sequence];
        const checkpoint = by && checkpointOf(events.slice(0, event.sequence), by);
        return checkpoint ? [{ event }, { checkpoint }] : [{ event }];
      }),
    ];
    for (const { verifierKey } of [first, second, third])
      expect(await verify(history(true), { trusted: [verifierKey] })).toMatchObject({
        state: 'intact',
        checkpoints: { checked: 3, covered: SIZE },
      });
    expect(await verify(history(true), { trusted: [] })).toMatchObject({ state: 'intact' });
    expect(await verify(history(false), { trusted: [first.verifierKey] })).toMatchObject({
      state: 'forged',
      findings: [{ kind: 'checkpoint_unvouched', untilSequence: SIZE }],
    });
  });
});

describe('what is no ledger', () => {
  const big = Buffer.alloc(64 * 1024, 'x');
  const endless = function* () {
    for (;;) yield big;
  };
  const [head] = fileOf(lines.slice(0, 1)) as [Buffer];
  const unreadable: [string, Iterable<Uint8Array>][] = [
    ['nothing', []],
    ['an empty line', [Buffer.from('\n')]],
    ['a word', [Buffer.from('hello')]],
    ['another file', [Buffer.from('PK\x03\x04 zip')]],
    ['events without a head', [...fileOf(lines.slice(2))]],
    ['a head that is none', [Buffer.from('{"ledger":"asset-provenance","format":1}\n')]],
    ['a ledger with something before it', [Buffer.from('x'), ...fileOf(lines)]],
    ['a line without an end', endless()],
  ];

  it.each(unreadable)('%s is unreadable, not altered', async (_name, chunks) => {
    const outside = [{ note: checkpointOf(events, signer), subject: 'kept' }];
    expect(await verifyExport(chunks, { trusted: [signer.verifierKey], outside })).toMatchObject({
      state: 'unreadable',
      size: 0,
      root: null,
      findings: [{ kind: 'no_ledger' }],
      kept: { given: 1, compared: 0 },
    });
  });

  it('a newer format is not supported', async () => {
    const newer = head.toString().replace('"format":1', '"format":2');
    expect(await verifyExport([Buffer.from(newer), ...fileOf(lines.slice(1))])).toMatchObject({
      state: 'unsupported',
      findings: [{ kind: 'newer_version', expected: '1', found: '2' }],
    });
  });

  it('is not read to its end when most of it is malformed, and that is said', async () => {
    const outside = [{ note: checkpointOf(events, signer), subject: 'kept' }];
    const file = [...fileOf(lines.slice(0, 9)), Buffer.from('[[[[\n'.repeat(300_000))];
    const start = process.cpuUsage();
    const report = await verifyExport(file, { trusted: [signer.verifierKey], outside });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
    expect(report).toMatchObject({ state: 'altered', size: 7, unreadFrom: 1010 });
    expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(['malformed']));
    expect(report.findings.length + report.furtherFindings).toBe(1000);
    expect((await verify(lines)).unreadFrom).toBeNull();
  });

  const cases: [string, Iterable<Uint8Array>, string][] = [
    ['a line that is too long', [...fileOf(lines), Buffer.alloc(MAX_LINE + 1, '{')], 'length'],
    ['a line that is no JSON', [...fileOf(lines), Buffer.from('{"sequence":\n')], 'line'],
    ['a line of something else', [...fileOf(lines), Buffer.from('{"sequence":"1"}\n')], 'line'],
    ['a key among the events', fileOf([...lines, keyLine(newSigner())]), 'place'],
  ];

  it.each(cases)('%s is answered, not thrown', async (_name, chunks, field) => {
    const report = await verifyExport(chunks, { trusted: [signer.verifierKey] });
    expect(report.state).toBe('altered');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        kind: 'malformed',
        subject: expect.stringMatching(/^line \d+$/),
        field,
      })
    );
  });

  it('any changed byte of the file shows, or changes nothing that is signed', async () => {
    const bytes = Buffer.concat(fileOf(lines));
    const plain = await verifyExport([bytes], { trusted: [signer.verifierKey] });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = (bytes[at] as number) ^ by;
          const report = await verifyExport([changed], { trusted: [signer.verifierKey] });
          if (report.state === 'intact')
            expect({ ...report, origin: null, keys: [] }).toEqual({
              ...plain,
              origin: null,
              keys: [],
            });
        }
      ),
      { numRuns: 500 }
    );
  });
});

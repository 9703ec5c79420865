import fc from 'fast-check';
import { canonicalText, factsOf } from '../../../plugins/asset-provenance/server/src/evidence';

const textOf = (event: object): Buffer => Buffer.from(canonicalText(event));

/** Words of people may hold what a careless reader takes for the end of something. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('}', '{', '"', '\\', '},"aggregateId":"x"', '","at":"2020-01-01T00:00:00.000Z"')
);
const events = fc.record({
  actor: fc.record({ hash: words, type: words }),
  aggregateId: words,
  aggregateType: fc.oneof(words, fc.constantFrom('job', 'verdict')),
  aggregateVersion: fc.option(fc.nat({ max: 1_000_000 })),
  at: fc
    .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((moment) => moment.toISOString()),
  data: fc.dictionary(words, words),
  eventId: words,
});

it('reads from any event what its text says', () => {
  fc.assert(
    fc.property(events, ({ actor, data, eventId, ...facts }) => {
      const text = textOf({ actor, data, eventId, ...facts });
      expect(factsOf(text)).toEqual(facts);
      expect(factsOf(text.toString())).toEqual(facts);
    }),
    { numRuns: 500 }
  );
});

it.each(['2026-13-01T00:00:00.000Z', '2026-01-01T25:00:00.000Z', 'yesterday', '', null])(
  'has no facts of an event at %j',
  (at) => {
    const event = { actor: {}, aggregateId: 'a', aggregateType: 'job', aggregateVersion: 1, at };
    expect(factsOf(textOf(event))).toBeNull();
  }
);

it('reads a moment in another form as the same moment', () => {
  const event = { actor: {}, aggregateId: 'a', aggregateType: 'job', aggregateVersion: 1 };
  expect(factsOf(textOf({ ...event, at: '2026-01-01T01:00:00+01:00' }))?.at).toBe(
    '2026-01-01T00:00:00.000Z'
  );
});

import fc from 'fast-check';
import { RETENTION_RULES } from '../../plugins/asset-provenance/shared';
import { cutoffOf, decide } from '../../plugins/asset-provenance/server/src/keeping/decide';
import type { Facts } from '../../plugins/asset-provenance/server/src/keeping/decide';

const NOW = new Date('2026-11-29T12:00:00.000Z');
const DAY_MS = 86_400_000;

const free: Facts = {
  since: new Date(0),
  isHeld: false,
  isFinished: true,
  hasActiveAsset: false,
  waitsForReview: false,
  isInUse: false,
  isReference: false,
  isEvidence: false,
  hasFiles: false,
};

const anyRule = fc.constantFrom(...RETENTION_RULES);
const anyDays = fc.option(fc.integer({ min: 0, max: 36_500 }), { nil: null });
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  since: fc.option(
    fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    { nil: null }
  ),
  isHeld: fc.boolean(),
  isFinished: fc.boolean(),
  hasActiveAsset: fc.boolean(),
  waitsForReview: fc.boolean(),
  isInUse: fc.boolean(),
  isReference: fc.boolean(),
  isEvidence: fc.boolean(),
  hasFiles: fc.boolean(),
});

const PROTECTED = [
  'isHeld',
  'hasActiveAsset',
  'waitsForReview',
  'isInUse',
  'isReference',
  'isEvidence',
] as const satisfies (keyof Facts)[];

describe('whether something goes', () => {
  it('never what is held, approved, waiting, in use, a reference or evidence, whatever its age', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyDays,
        anyFacts,
        fc.constantFrom(...PROTECTED),
        (rule, days, facts, reason) => {
          expect(decide(rule, days, { ...facts, [reason]: true }, NOW).act).not.toBe('remove');
        }
      )
    );
  });

  it('never what is not finished, and no record whose files are there', () => {
    fc.assert(
      fc.property(anyRule, anyDays, anyFacts, (rule, days, facts) => {
        expect(decide(rule, days, { ...facts, isFinished: false }, NOW).act).not.toBe('remove');
        expect(decide('records', days, { ...facts, hasFiles: true }, NOW).act).not.toBe('remove');
      })
    );
  });

  it('only after its days, to the millisecond; without days, never', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 0, max: 36_500 }), anyFacts, (rule, days, facts) => {
        const over = new Date(NOW.getTime() - days * DAY_MS);
        const young = new Date(over.getTime() + 1);
        expect(decide(rule, days, { ...free, since: over }, NOW)).toEqual({ act: 'remove' });
        expect(decide(rule, days, { ...facts, since: young }, NOW)).toEqual({ act: 'wait' });
        expect(decide(rule, days, { ...facts, since: null }, NOW)).toEqual({ act: 'wait' });
        expect(decide(rule, null, facts, NOW)).toEqual({ act: 'wait' });
      })
    );
    expect(cutoffOf(null, NOW)).toBeNull();
  });

  it('says the hold before every other reason', () => {
    fc.assert(
      fc.property(anyRule, anyFacts, (rule, facts) => {
        const held = { ...facts, isHeld: true, since: new Date(0) };
        expect(decide(rule, 1, held, NOW)).toEqual({ act: 'keep', why: 'held' });
      })
    );
  });

  it('keeps files beside a file of the same task: only records wait for them', () => {
    expect(decide('rejected', 1, { ...free, hasFiles: true }, NOW)).toEqual({ act: 'remove' });
    expect(decide('prompts', 1, { ...free, hasFiles: true }, NOW)).toEqual({ act: 'remove' });
  });
});

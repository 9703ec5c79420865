import fc from 'fast-check';
import { publicationsIn, standingOn } from '../../plugins/asset-provenance/shared';
import type { ApprovalStatus, TimelineEvent } from '../../plugins/asset-provenance/shared';

const OUTPUT = 'o'.repeat(24);
const dayOf = (moment: string) => moment.slice(0, 10);
const dayAt = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

const event = (
  index: number,
  type: string,
  aggregateId: string,
  data: Record<string, unknown>
): TimelineEvent => ({
  eventId: `e${index}`,
  at: `${dayAt(index)}T12:00:00.000Z`,
  type,
  actor: { type: 'user', id: 'p', name: 'Mona' },
  aggregateType: 'verdict',
  aggregateId,
  note: null,
  data,
  hash: '',
});

type Act = 'submit' | 'approved' | 'rejected' | 'regenerate' | 'take back' | 'revoke' | 'other';
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.constantFrom<Act>(
    'submit',
    'approved',
    'rejected',
    'regenerate',
    'take back',
    'revoke',
    'other'
  ),
  { maxLength: 20 }
);

/** A history, a day for each event, and what it stood as after each, kept as plainly as possible. */
const history = (chosen: Act[]) => {
  const events = [event(0, 'output.moved', OUTPUT, { to: 'stored' })];
  const expected: (ApprovalStatus | null)[] = ['unsubmitted'];
  let given: { id: string; status: ApprovalStatus }[] = [];
  for (const act of chosen) {
    const index = events.length;
    const id = `v${index}`;
    const now = expected.at(-1) as ApprovalStatus;
    const verdict = (kind: string, restores: string | null) =>
      event(index, 'verdict.given', id, {
        outputId: OUTPUT,
        verdict: kind,
        restores,
        limits: null,
      });
    if (act === 'submit') {
      events.push(event(index, 'output.submitted', OUTPUT, {}));
      expected.push('pending');
      given = [];
    } else if (act === 'revoke') {
      events.push(event(index, 'asset.revoked', 'asset', { outputId: OUTPUT }));
      expected.push('revoked');
    } else if (act === 'other') {
      events.push(event(index, 'verdict.given', id, { outputId: 'x', verdict: 'approved' }));
      expected.push(now);
    } else if (act === 'take back') {
      given.pop();
      const before = given.at(-1);
      events.push(verdict('withdrawn', before?.id ?? null));
      expected.push(before?.status ?? 'pending');
    } else {
      events.push(verdict(act, null));
      const status = act === 'approved' ? 'approved' : 'rejected';
      given.push({ id, status });
      expected.push(status);
    }
  }
  return { events, expected };
};

describe('the standing on a day', () => {
  it('is what stood at the end of that day, in every history', () => {
    fc.assert(
      fc.property(acts, fc.nat(25), (chosen, at) => {
        const { events, expected } = history(chosen);
        const { status, since } = standingOn(events, OUTPUT, dayAt(at), dayOf);
        const last = Math.min(at, expected.length - 1);
        expect(status).toBe(expected[last]);
        expect(events.indexOf(since as TimelineEvent)).toBeLessThanOrEqual(last);
      })
    );
  });

  it('is what stood at each publication, in every history', () => {
    fc.assert(
      fc.property(acts, fc.nat(25), (chosen, at) => {
        const { events, expected } = history(chosen);
        const last = Math.min(at, expected.length - 1);
        const published = event(last, 'entry.published', 'api::a.a/e', { files: ['f'] });
        const withdrawn = event(last + 1, 'entry.withdrawn', 'api::a.a/e', { files: ['f'] });
        const told = events.toSpliced(last + 1, 0, published, withdrawn);
        expect(publicationsIn(told, OUTPUT, dayOf)).toEqual([
          expect.objectContaining({
            event: published,
            uid: 'api::a.a',
            documentId: 'e',
            status: expected[last],
            endedAt: withdrawn.at,
          }),
        ]);
        const { status } = standingOn(told, OUTPUT, dayAt(at), dayOf);
        expect(status).toBe(expected[last]);
      })
    );
  });

  it('is nothing before the output was there', () => {
    const { events } = history(['submit', 'approved']);
    expect(standingOn(events, OUTPUT, '2025-12-31', dayOf).status).toBeNull();
  });
});

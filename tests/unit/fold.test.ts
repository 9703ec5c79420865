import fc from 'fast-check';
import { JOB_STATES, OUTPUT_STATES, TASK_STATES } from '../../plugins/asset-provenance/shared';
import type { JobState } from '../../plugins/asset-provenance/shared';
import { foldTask } from '../../plugins/asset-provenance/server/src/generation/fold';

const job = fc.record({
  state: fc.constantFrom(...JOB_STATES),
  progress: fc.option(fc.integer({ min: 0, max: 100 })),
  failure: fc.constant(null),
});
const output = fc.record({ state: fc.constantFrom(...OUTPUT_STATES), failure: fc.constant(null) });
const jobs = fc.array(job, { minLength: 1, maxLength: 6 });
const outputs = fc.array(output, { maxLength: 6 });

const ended: JobState[] = ['stored', 'failed', 'cancelled'];

describe('the fold of a task over its jobs', () => {
  it('is one of the states of the vocabulary and does not depend on the order of jobs', () => {
    fc.assert(
      fc.property(jobs, outputs, (someJobs, someOutputs) => {
        const fold = foldTask(someJobs, someOutputs, null);
        expect(TASK_STATES).toContain(fold.state);
        expect(foldTask([...someJobs].reverse(), [...someOutputs].reverse(), null)).toEqual(fold);
      })
    );
  });

  it('ends exactly when every job has ended', () => {
    fc.assert(
      fc.property(jobs, outputs, (someJobs, someOutputs) => {
        const hasEnded = someJobs.every(({ state }) => ended.includes(state));
        expect(foldTask(someJobs, someOutputs, null).isFinished).toBe(hasEnded);
      })
    );
  });

  it('never hides a submission to be checked behind an end', () => {
    fc.assert(
      fc.property(jobs, outputs, (someJobs, someOutputs) => {
        const withUnknown = [
          ...someJobs,
          { state: 'submit_unknown' as const, progress: null, failure: null },
        ];
        expect(['downloadable', 'failed', 'cancelled']).not.toContain(
          foldTask(withUnknown, someOutputs, null).state
        );
      })
    );
  });

  it('says "3 of 4" when one output did not come', () => {
    const stored = { state: 'stored', failure: null } as const;
    const fold = foldTask(
      [{ state: 'stored', progress: 100, failure: null }],
      [stored, stored, stored, { state: 'failed', failure: null }],
      null
    );
    expect(fold).toMatchObject({ state: 'downloadable', outputsStored: 3, outputsExpected: 4 });
  });

  it('waits for an approval of its spending before anything is sent', () => {
    const queued = { state: 'queued', progress: null, failure: null } as const;
    const expected = { state: 'expected', failure: null } as const;
    expect(foldTask([queued], [expected], 'awaiting').state).toBe('awaiting_approval');
    expect(foldTask([queued], [expected], 'approved').state).toBe('queued');
    const cancelled = { ...queued, state: 'cancelled' } as const;
    expect(foldTask([cancelled], [expected], 'refused').state).toBe('cancelled');
  });
});

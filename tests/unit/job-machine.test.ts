import fc from 'fast-check';
import {
  jobTransitions,
  outputTransitions,
} from '../../plugins/asset-provenance/server/src/generation/transitions';
import { foldTask } from '../../plugins/asset-provenance/server/src/generation/fold';
import type { JobState, OutputState, ProvenanceEvent } from '../../plugins/asset-provenance/shared';
import { COST, ESTIMATE, createJobWorld } from '../support/job-world';
import type { JobWorld, SubmitMode, UpstreamState } from '../support/job-world';
import { Crash } from '../support/memory-kernel';

type Pick = number;
type Command =
  | { do: 'work'; pick: Pick; dieAt: number | null; isFetchable: boolean }
  | { do: 'upstream'; pick: Pick; to: UpstreamState }
  | { do: 'call back'; pick: Pick; times: number; isRemembered: boolean; isPolledToo: boolean }
  | { do: 'submit mode'; mode: SubmitMode }
  | { do: 'trouble'; trouble: 'none' | 'unavailable' | 'gone' }
  | { do: 'deadline'; pick: Pick }
  | { do: 'cancel' }
  | { do: 'retry' }
  | { do: 'reconcile'; pick: Pick; decision: 'adopt' | 'send_again' | 'failed' };

const pick = fc.nat(7);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      pick,
      dieAt: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 3 }),
      isFetchable: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('upstream' as const),
      pick,
      to: fc.constantFrom<UpstreamState>('processing', 'succeeded', 'failed', 'cancelled'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('call back' as const),
      pick,
      times: fc.integer({ min: 1, max: 3 }),
      isRemembered: fc.boolean(),
      isPolledToo: fc.boolean(),
    }),
  },
  fc.record({
    do: fc.constant('submit mode' as const),
    mode: fc.constantFrom<SubmitMode>('accept', 'lost', 'not_sent', 'refuse', 'finish'),
  }),
  fc.record({
    do: fc.constant('trouble' as const),
    trouble: fc.constantFrom('none' as const, 'unavailable' as const, 'gone' as const),
  }),
  fc.record({ do: fc.constant('deadline' as const), pick }),
  fc.record({ do: fc.constant('cancel' as const) }),
  fc.record({ do: fc.constant('retry' as const) }),
  fc.record({
    do: fc.constant('reconcile' as const),
    pick,
    decision: fc.constantFrom('adopt' as const, 'send_again' as const, 'failed' as const),
  })
);

const at = <T>(list: T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

/** Refusals of acts that are not possible now, and the death of the process, are part of a history. */
const mayFail = async (act: Promise<unknown>): Promise<void> => {
  await act.catch((error: unknown) => {
    const isExpected = error instanceof Crash || (error as { status?: number }).status === 409;
    if (!isExpected) throw error;
  });
};

const sumOf = <T>(items: T[], amountOf: (item: T) => number): number =>
  items.reduce((sum, item) => sum + amountOf(item), 0);

/** At every moment: within the cap, and the same from the budget, from the jobs and from the entries. */
const assertWithinBudget = (world: JobWorld) => {
  const { cap, reserved, spent, jobs, entries } = world.money();
  expect(reserved + spent).toBeLessThanOrEqual(cap);
  for (const name of ['reserved', 'spent'] as const) {
    const held = { reserved, spent }[name];
    expect(sumOf(jobs, (job) => job[name])).toBe(held);
    expect(sumOf(entries, (entry) => entry[name])).toBe(held);
  }
};

/** At the end: nothing is reserved, and each job cost what is known of its last bill. */
const assertPaid = (world: JobWorld) => {
  assertWithinBudget(world);
  expect(world.money().reserved).toBe(0);
  const figures = { yes: COST, unknown: ESTIMATE, no: 0 };
  for (const { jobId, spent, spentBefore } of world.money().jobs) {
    const billed = world.jobRows().find(({ documentId }) => documentId === jobId)?.billed;
    expect(spent - spentBefore).toBe(figures[billed ?? 'no']);
  }
};

type Report = NonNullable<ReturnType<JobWorld['reportOf']>>;

/** Plays a history; what callbacks said once is remembered, to be said again late. */
const play = async (world: JobWorld, commands: Command[]) => {
  const said: Report[] = [];
  let sentAgain = 0;
  const jobOfUpstream = (id: string) => {
    const clientKey = world.upstream.find((job) => job.id === id)?.clientKey;
    return world.jobRows().find((job) => job.clientKey === clientKey);
  };
  const polls = () => world.memory.due().filter((item) => item.startsWith('job.advance'));
  const callBack = async (report: Report | undefined) => {
    const job = report && jobOfUpstream(report.providerTaskId);
    if (!report || !job) return;
    said.push(report);
    await mayFail(world.reports.applyReport(job.documentId, report));
  };

  for (const each of commands) {
    switch (each.do) {
      case 'work': {
        const item = at(world.memory.due(), each.pick);
        if (!item) break;
        world.memory.dieAt(each.dieAt);
        await mayFail(world.work(item, each.isFetchable));
        world.memory.dieAt(null);
        break;
      }
      case 'upstream': {
        const job = at(world.upstream, each.pick);
        const isOpen = job?.state === 'queued' || job?.state === 'processing';
        if (job && isOpen) job.state = each.to;
        break;
      }
      case 'call back': {
        const job = at(world.upstream, each.pick);
        const report = each.isRemembered ? at(said, each.pick) : job && world.reportOf(job.id);
        await Promise.all([
          ...Array.from({ length: each.times }, () => callBack(report)),
          ...(each.isPolledToo ? polls().map((item) => mayFail(world.work(item))) : []),
        ]);
        break;
      }
      case 'submit mode':
        world.setMode(each.mode);
        break;
      case 'trouble':
        world.setTrouble(each.trouble);
        break;
      case 'deadline': {
        const job = at(world.jobRows(), each.pick);
        if (job) world.passDeadline(job.documentId);
        break;
      }
      case 'cancel':
        await mayFail(world.control.cancel(world.editor, world.taskRow().documentId));
        break;
      case 'retry':
        await mayFail(world.control.retry(world.editor, world.taskRow().documentId));
        break;
      case 'reconcile': {
        const job = at(world.jobRows(), each.pick);
        if (job?.state !== 'submit_unknown') break;
        const known = world.upstream.findLast(({ clientKey }) => clientKey === job.clientKey);
        if (each.decision === 'adopt' && !known) break;
        if (each.decision === 'send_again') sentAgain += 1;
        await mayFail(
          world.control.reconcile(
            world.editor,
            job.documentId,
            each.decision === 'adopt'
              ? { decision: 'adopt', providerTaskId: known?.id ?? '', reason: 'Seen there.' }
              : { decision: each.decision, reason: 'Looked there.' }
          )
        );
        break;
      }
    }
    assertWithinBudget(world);
  }
  return { sentAgain };
};

/** The provider ends everything, the engine works on, and a person settles what is unknown. */
const bringToAnEnd = async (world: JobWorld) => {
  world.setMode('accept');
  world.setTrouble('none');
  for (let round = 0; round < 40; round += 1) {
    for (const job of world.upstream)
      if (job.state === 'queued' || job.state === 'processing') job.state = 'succeeded';
    for (const item of world.memory.due()) await mayFail(world.work(item));
    for (const job of world.jobRows())
      if (job.state === 'submit_unknown')
        await world.control.reconcile(world.editor, job.documentId, {
          decision: 'failed',
          reason: 'It is not there.',
        });
  }
};

const movesOf = (events: ProvenanceEvent[], type: 'job.moved' | 'output.moved') =>
  events.filter((event) => event.type === type);

const assertLegalMoves = (events: ProvenanceEvent[]) => {
  for (const { data } of movesOf(events, 'job.moved')) {
    const { from, to } = data as { from: JobState; to: JobState };
    expect(jobTransitions[from]).toContain(to);
  }
  for (const { data } of movesOf(events, 'output.moved')) {
    const { from, to } = data as { from: OutputState; to: OutputState };
    expect(outputTransitions[from]).toContain(to);
  }
};

const assertUnbrokenHistory = (events: ProvenanceEvent[], jobId: string) => {
  const moves = movesOf(events, 'job.moved').filter(({ aggregateId }) => aggregateId === jobId);
  const states = moves.map(({ data }) => data as { from: JobState; to: JobState });
  states.forEach(({ from }, index) => expect(from).toBe(states[index - 1]?.to ?? 'queued'));
  const versions = moves.map(({ aggregateVersion }) => aggregateVersion);
  expect(versions).toEqual([...versions].sort((a, b) => Number(a) - Number(b)));
  expect(new Set(versions).size).toBe(versions.length);
};

const assertSettledOnce = (world: JobWorld) => {
  const settlements = world.memory
    .events()
    .filter((event) => event.type === 'job.settled')
    .map(({ aggregateId, data }) => ({ jobId: aggregateId, ...data }));
  for (const job of world.jobRows()) {
    const billed = settlements.filter(
      ({ jobId, billed: is }) => jobId === job.documentId && is === 'yes'
    );
    expect(billed.length).toBeLessThanOrEqual(1);
    if (job.state === 'stored') expect(billed).toHaveLength(1);
    expect(settlements.some(({ jobId }) => jobId === job.documentId)).toBe(true);
  }
};

describe('the machine of jobs and outputs', () => {
  it('ends legally with one set of outputs, one settlement and nothing reserved, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { maxLength: 40 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        async (commands, canLookUp, jobs, spareSendings) => {
          const world = await createJobWorld({ canLookUp, jobs, spareSendings });
          const { sentAgain } = await play(world, commands);
          await bringToAnEnd(world);

          const events = world.memory.events();
          assertLegalMoves(events);
          const rows = world.jobRows();
          for (const { documentId, state } of rows) {
            expect(['stored', 'failed', 'cancelled']).toContain(state);
            assertUnbrokenHistory(events, documentId);
          }
          const outputs = world.outputRows();
          expect(outputs).toHaveLength(jobs);
          for (const output of outputs) {
            expect(['stored', 'failed']).toContain(output.state);
            const job = rows.find(({ documentId }) => documentId === output.jobId);
            if (output.state === 'stored') expect(job?.state).toBe('stored');
          }
          const fold = foldTask(rows, outputs, null);
          expect(fold.isFinished).toBe(true);
          expect(world.taskRow().state).toBe(fold.state);

          // Never more jobs at the provider than ours, but for those that a person sent again.
          expect(world.upstream.length).toBeLessThanOrEqual(jobs + sentAgain);
          assertSettledOnce(world);
          assertPaid(world);
        }
      ),
      { numRuns: 1500 }
    );
  }, 120_000);
});

import { systemActor } from '../../plugins/asset-provenance/shared';
import type { Actor, EffectiveParameters, Parameters } from '../../plugins/asset-provenance/shared';
import {
  config as configuration,
  readConfig,
} from '../../plugins/asset-provenance/server/src/config';
import { budgetPeriods } from '../../plugins/asset-provenance/server/src/costs/content-types/budget-period';
import { budgets } from '../../plugins/asset-provenance/server/src/costs/content-types/budget';
import { costEntries } from '../../plugins/asset-provenance/server/src/costs/content-types/cost-entry';
import { jobCosts } from '../../plugins/asset-provenance/server/src/costs/content-types/job-cost';
import { createCosts } from '../../plugins/asset-provenance/server/src/costs/service';
import { spanOf } from '../../plugins/asset-provenance/server/src/costs/period';
import type { Dispatch, Outcome } from '../../plugins/asset-provenance/server/src/dispatch/service';
import { generationTasks } from '../../plugins/asset-provenance/server/src/generation/content-types/generation-task';
import { outputs } from '../../plugins/asset-provenance/server/src/generation/content-types/output';
import { providerJobs } from '../../plugins/asset-provenance/server/src/generation/content-types/provider-job';
import { createControl } from '../../plugins/asset-provenance/server/src/generation/control';
import { createJobSteps } from '../../plugins/asset-provenance/server/src/generation/job-steps';
import { createPolling } from '../../plugins/asset-provenance/server/src/generation/poll-job';
import { pricedFactsOf } from '../../plugins/asset-provenance/server/src/generation/pricing';
import { createReports } from '../../plugins/asset-provenance/server/src/generation/reports';
import { createJobRunner } from '../../plugins/asset-provenance/server/src/generation/run-job';
import { createTransitions } from '../../plugins/asset-provenance/server/src/generation/transitions';
import type {
  JobRow,
  OutputRow,
  TaskRow,
} from '../../plugins/asset-provenance/server/src/generation/transitions';
import { NotSent } from '../../plugins/asset-provenance/server/src/network/errors';
import {
  ProviderError,
  failure,
} from '../../plugins/asset-provenance/server/src/providers/contract';
import type {
  Adapter,
  PollAnswer,
} from '../../plugins/asset-provenance/server/src/providers/contract';
import type { Providers } from '../../plugins/asset-provenance/server/src/providers/service';
import { createMemoryKernel } from './memory-kernel';

export type SubmitMode = 'accept' | 'lost' | 'not_sent' | 'refuse' | 'finish';
export type UpstreamState = 'queued' | 'processing' | 'succeeded' | 'failed' | 'cancelled';
/** Millionths: what a job is estimated to cost, and what the provider reports. */
export const ESTIMATE = 50_000;
export const COST = 40_000;
type UpstreamJob = { id: string; clientKey: string; state: UpstreamState; count: number };

const editor: Actor = { type: 'admin', id: 'edith', name: 'Edith' };

const parameters = {
  kind: 'image',
  inputType: 'text_to_image',
  prompt: 'A bag',
  negativePrompt: null,
  references: [],
  aspectRatio: '1:1',
  seed: null,
  extras: {},
  size: '512x512',
  quality: null,
} satisfies Omit<Parameters & { kind: 'image' }, 'count'>;

const success = (count: number) => ({
  results: Array.from({ length: count }, (_, index) => ({
    url: `https://results.example/${index}`,
    expiresAt: null,
    seed: null,
  })),
  effective: {} satisfies Partial<EffectiveParameters>,
  cost: { microUnits: COST, currency: 'USD' },
  usage: null,
});

const answerOf = ({ state, count }: UpstreamJob): PollAnswer => {
  if (state === 'succeeded') return { kind: 'succeeded', ...success(count) };
  if (state === 'failed')
    return {
      kind: 'failed',
      failure: failure('upstream', 'poll', { message: 'It broke.', billed: 'no' }),
    };
  if (state === 'cancelled') return { kind: 'cancelled' };
  return { kind: state, progress: null, pollAfter: null };
};

type World = {
  canLookUp: boolean;
  jobs: number;
  /** How many further sendings the budget has room for. */
  spareSendings: number;
};

/** The real engine room of generation, over rows in memory and a provider that the test plays. */
export const createJobWorld = async ({ canLookUp, jobs, spareSendings }: World) => {
  const memory = createMemoryKernel();
  const { kernel } = memory;
  const upstream: UpstreamJob[] = [];
  let mode: SubmitMode = 'accept';
  let trouble: 'none' | 'unavailable' | 'gone' = 'none';

  const adapter: Partial<Adapter> = {
    models: [],
    cancelAbility: 'any_time',
    submit: async ({ clientKey, parameters: { count } }) => {
      if (mode === 'not_sent') throw new NotSent('Connection refused.');
      if (mode === 'refuse')
        return {
          kind: 'refused',
          failure: failure('queue', 'submit', { message: 'Slow down.', billed: 'no' }),
        };
      const job: UpstreamJob = {
        id: `up-${upstream.length + 1}`,
        clientKey,
        state: 'queued',
        count,
      };
      upstream.push(job);
      if (mode === 'lost') throw new Error('Reset after sending.');
      if (mode === 'finish') {
        job.state = 'succeeded';
        return { kind: 'finished', providerTaskId: job.id, ...success(count) };
      }
      return { kind: 'accepted', providerTaskId: job.id };
    },
    poll: async ({ providerTaskId }) => {
      if (trouble === 'unavailable')
        throw new ProviderError(
          failure('upstream', 'poll', { message: 'Unavailable.', retryable: true })
        );
      const job = upstream.find(({ id }) => id === providerTaskId);
      if (!job || trouble === 'gone')
        throw new ProviderError(failure('upstream', 'poll', { message: 'Not known.' }));
      return answerOf(job);
    },
    cancel: async ({ providerTaskId }) => {
      const job = upstream.find(({ id }) => id === providerTaskId);
      if (job?.state === 'queued') job.state = 'cancelled';
    },
    ...(canLookUp && {
      lookUp: async ({ clientKey }: { clientKey: string }) => {
        const job = upstream.findLast((each) => each.clientKey === clientKey);
        return job ? { kind: 'accepted', providerTaskId: job.id } : { kind: 'not_taken' };
      },
    }),
  };

  const providers = {
    adapter: () => adapter as Adapter,
    model: () => null,
    limitsOf: () => ({ concurrency: 10, submit: 60, result: 600, poll: 1 }),
  } as unknown as Providers;
  const dispatch = {
    enqueue: async (_tx: unknown, kind: string, subject: string) =>
      memory.enqueue(`${kind} ${subject}`),
    wake: () => undefined,
  } as unknown as Dispatch;

  const costs = createCosts(
    kernel,
    readConfig({
      ...configuration.default,
      providers: {
        played: {
          adapter: 'sandbox',
          prices: { model: { amount: '0.05', unit: 'output', source: 'Played.' } },
        },
      },
    })
  );
  const cap = ESTIMATE * (jobs + spareSendings);
  const budget = await kernel.store.insert(budgets, {
    name: 'Drafts',
    stage: 'draft',
    period: 'month',
    scope: 'everybody',
    mode: 'hard',
    cap: String(cap),
    currency: 'USD',
    alertShares: [100],
    changedByName: editor.name,
    changedAt: new Date().toISOString(),
  });
  await kernel.store.insert(budgetPeriods, {
    budgetId: budget.documentId,
    personId: '',
    ...spanOf('month', new Date().toISOString().slice(0, 10)),
  });

  const transitions = createTransitions(kernel, costs);
  const steps = createJobSteps({ kernel, dispatch, providers, transitions });
  const polling = createPolling({ kernel, providers, steps });
  const runner = createJobRunner({
    kernel,
    providers,
    transitions,
    steps,
    polling,
    taskOf: async (taskId) =>
      memory.rows<TaskRow>(generationTasks).find(({ documentId }) => documentId === taskId) ?? null,
    resolveReferences: async () => ({ references: [], discard: async () => undefined }),
    callbackUrlOf: () => null,
  });
  const reports = createReports({
    kernel,
    providers,
    dispatch,
    transitions,
    steps,
    polling,
    addresses: { of: () => null, isTokenOf: () => true },
  });
  const control = createControl({
    kernel,
    costs,
    dispatch,
    providers,
    transitions,
    authoriseReferences: () => Promise.resolve(),
  });

  const task = await kernel.store.insert(generationTasks, {
    state: 'queued',
    kind: 'image',
    inputType: 'text_to_image',
    stage: 'draft',
    purpose: 'product_hero',
    channel: 'website',
    providerId: 'played',
    modelId: 'model',
    prompt: 'A bag',
    requested: { ...parameters, count: jobs },
    parameterSummary: '',
    parametersHash: '',
    ownerType: 'admin',
    ownerId: editor.id,
    ownerName: editor.name,
    outputsExpected: jobs,
    launchedAt: new Date().toISOString(),
  });
  for (let ordinal = 0; ordinal < jobs; ordinal += 1) {
    const job = await kernel.store.insert(providerJobs, {
      taskId: task.documentId,
      ordinal,
      state: 'queued',
      providerId: 'played',
      clientKey: `${task.documentId}-${ordinal}`,
      outputsExpected: 1,
      seed: null,
    });
    await kernel.store.insert(outputs, {
      taskId: task.documentId,
      jobId: job.documentId,
      ordinal,
      jobOrdinal: 0,
      state: 'expected',
      approvalStatus: 'unsubmitted',
    });
    memory.enqueue(`job.submit ${job.documentId}`);
  }
  await kernel.transact(editor, (tx) =>
    costs.reserve(
      tx,
      memory.rows<JobRow>(providerJobs).map(({ documentId: jobId }) => ({
        jobId,
        taskId: task.documentId,
        facts: pricedFactsOf(
          { providerId: 'played', modelId: 'model', stage: 'draft' },
          { ...parameters, count: 1 }
        ),
        outputs: 1,
        purpose: 'product_hero',
        owner: editor,
      }))
    )
  );

  const jobRows = () => memory.rows<JobRow>(providerJobs);
  const outputRows = () => memory.rows<OutputRow>(outputs);
  const taskRow = () => memory.rows<TaskRow>(generationTasks)[0] as TaskRow;

  /** What the fetcher commits once a file is stored or given up. */
  const endFetch = (outputId: string, isStored: boolean) =>
    kernel.transact(systemActor, async (tx) => {
      const locked = await transitions.lockTask(tx, task.documentId);
      const output = outputRows().find(({ documentId }) => documentId === outputId);
      if (!output) return;
      const fetching =
        output.state === 'expected'
          ? await transitions.moveOutput(tx, output, 'fetching', { storageKey: outputId })
          : output;
      if (fetching?.state === 'fetching')
        await transitions.moveOutput(
          tx,
          fetching,
          isStored ? 'stored' : 'failed',
          isStored
            ? { fileDocumentId: `file-${outputId}` }
            : {
                failure: failure('download', 'download', {
                  message: 'The file could not be fetched.',
                  billed: 'yes',
                }),
              }
        );
      const job = jobRows().find(({ documentId }) => documentId === output.jobId);
      if (job) await steps.closeJob(tx, job);
      await transitions.refold(tx, locked);
    });

  /** Does one piece of due work; a piece that dies stays due, as a lease that runs out. */
  const work = async (item: string, isFetchable = true): Promise<void> => {
    const [kind, subject = ''] = item.split(' ');
    let outcome: Outcome = 'done';
    if (kind === 'job.submit') outcome = await runner.submit(subject, { holdsLease: () => true });
    else if (kind === 'job.advance') outcome = await runner.advance(subject);
    else await endFetch(subject, isFetchable);
    if (outcome === 'done') memory.finish(item);
  };

  return {
    memory,
    editor,
    control,
    reports,
    upstream,
    work,
    jobRows,
    outputRows,
    taskRow,
    /** The money as the rows have it, in millionths. */
    money: () => {
      const [period] = memory.rows<{ reserved: string; spent: string }>(budgetPeriods);
      return {
        cap,
        reserved: Number(period?.reserved),
        spent: Number(period?.spent),
        jobs: memory
          .rows<Record<'jobId' | 'reserved' | 'spent' | 'spentBefore' | 'basis', string>>(jobCosts)
          .map(({ jobId, basis, ...amounts }) => ({
            jobId,
            basis,
            reserved: Number(amounts.reserved),
            spent: Number(amounts.spent),
            spentBefore: Number(amounts.spentBefore),
          })),
        entries: memory
          .rows<Record<'jobId' | 'reservedChange' | 'spentChange', string>>(costEntries)
          .map(({ jobId, reservedChange, spentChange }) => ({
            jobId,
            reserved: Number(reservedChange),
            spent: Number(spentChange),
          })),
      };
    },
    setMode: (next: SubmitMode) => {
      mode = next;
    },
    setTrouble: (next: typeof trouble) => {
      trouble = next;
    },
    /** What the provider says of a job now; callbacks carry it, perhaps late or twice. */
    reportOf: (id: string) => {
      const job = upstream.find((each) => each.id === id);
      return (
        job && {
          kind: 'verified' as const,
          eventId: null,
          providerTaskId: id,
          answer: answerOf(job),
        }
      );
    },
    passDeadline: (jobId: string) =>
      memory.touch(providerJobs, jobId, { deadlineAt: new Date(0).toISOString() }),
  };
};
export type JobWorld = Awaited<ReturnType<typeof createJobWorld>>;

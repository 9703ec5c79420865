import type { Failure, JobState, OutputState, SpendApproval, TaskState } from '../../../shared';

export type JobFacts = { state: JobState; progress: number | null; failure: Failure | null };
export type OutputFacts = { state: OutputState; failure: Failure | null };

export type TaskFold = {
  state: TaskState;
  outputsExpected: number;
  outputsStored: number;
  /** 0 to 100 over all jobs; null while nothing is known. */
  progress: number | null;
  failure: Failure | null;
  isFinished: boolean;
};

const waiting: JobState[] = ['queued'];
const atProvider: JobState[] = ['submitting', 'processing'];

const stateOf = (jobs: JobFacts[], outputs: OutputFacts[]): TaskState => {
  const has = (...states: JobState[]) => jobs.some(({ state }) => states.includes(state));
  if (has(...atProvider))
    return has('processing') || !has('submitting') ? 'processing' : 'submitting';
  if (has(...waiting))
    return has('stored', 'succeeded', 'failed', 'cancelled', 'submit_unknown')
      ? 'processing'
      : 'queued';
  if (has('succeeded')) return 'succeeded';
  if (has('submit_unknown')) return 'submit_unknown';
  if (outputs.some(({ state }) => state === 'stored')) return 'downloadable';
  return has('failed') || jobs.length === 0 ? 'failed' : 'cancelled';
};

const progressOf = (jobs: JobFacts[]): number | null => {
  const known = jobs.map(({ state, progress }) =>
    state === 'stored' || state === 'succeeded' ? 100 : progress
  );
  if (known.every((progress) => progress === null)) return null;
  return Math.round(
    known.reduce<number>((sum, progress) => sum + (progress ?? 0), 0) / jobs.length
  );
};

/** The state of a task, derived from its jobs, its outputs and the approval of its spending. */
export const foldTask = (
  jobs: JobFacts[],
  outputs: OutputFacts[],
  spendApproval: SpendApproval | null
): TaskFold => {
  const folded = stateOf(jobs, outputs);
  const state = folded === 'queued' && spendApproval === 'awaiting' ? 'awaiting_approval' : folded;
  const isFinished = state === 'downloadable' || state === 'failed' || state === 'cancelled';
  const failures = [...jobs, ...outputs]
    .map(({ failure }) => failure)
    .filter((failure) => failure !== null);
  return {
    state,
    outputsExpected: outputs.length,
    outputsStored: outputs.filter((output) => output.state === 'stored').length,
    progress: isFinished ? null : progressOf(jobs),
    failure: isFinished ? (failures[0] ?? null) : null,
    isFinished,
  };
};

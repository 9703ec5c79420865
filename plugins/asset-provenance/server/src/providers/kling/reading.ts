import type { Cost, PollAnswer, Usage } from '../contract';
import { failure } from '../contract';
import { classOfReason } from './errors';
import type { KlingTask } from './schemas';

/** Kling clears results after this many days. */
const RESULT_DAYS = 30;
const DAY = 86_400_000;

/** A decimal in a text as whole millionths; null when it is none. */
export const microUnitsOf = (decimal: string | null | undefined): number | null => {
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(decimal?.trim() ?? '');
  if (!match) return null;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').slice(0, 6).padEnd(6, '0'));
};

const costOf = ({ final_unit_deduction: units }: KlingTask): Cost | null => {
  const microUnits = microUnitsOf(units);
  return microUnits === null ? null : { microUnits, currency: 'credit' };
};

const usageOf = (task: KlingTask): Usage | null => {
  const counters: [name: string, value: string | null | undefined][] = [
    ['final_unit_deduction', task.final_unit_deduction],
    ['balance_quota', task.final_balance_deduction?.quota],
    ['balance_list_price', task.final_balance_deduction?.list_price],
  ];
  const told = counters.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return told.length > 0 ? Object.fromEntries(told) : null;
};

const expiryOf = (task: KlingTask): string | null => {
  const made = task.updated_at ?? task.created_at;
  return made ? new Date(made + RESULT_DAYS * DAY).toISOString() : null;
};

const succeeded = (task: KlingTask): PollAnswer => {
  const { images, videos } = task.task_result ?? {};
  const files = [...(videos ?? []), ...(images ?? [])].sort(
    (one, other) => (one.index ?? 0) - (other.index ?? 0)
  );
  if (files.length === 0) {
    return {
      kind: 'failed',
      failure: failure('upstream', 'poll', {
        message: 'Kling says that the task succeeded, and names no result.',
        billed: 'unknown',
      }),
    };
  }
  const expiresAt = expiryOf(task);
  const seconds = Number(files[0]?.duration);
  return {
    kind: 'succeeded',
    results: files.map(({ url }) => ({ url, expiresAt, seed: null })),
    effective: videos?.length && seconds > 0 ? { durationSeconds: seconds } : {},
    cost: costOf(task),
    usage: usageOf(task),
  };
};

const failed = (task: KlingTask): PollAnswer => {
  const reason = task.task_status_msg?.trim() ?? '';
  const units = microUnitsOf(task.final_unit_deduction);
  return {
    kind: 'failed',
    failure: failure(classOfReason(reason), 'poll', {
      message: reason || 'Kling gives no reason.',
      // Kling publishes no rule for failed tasks; what it counted is all there is.
      billed: units === null ? 'unknown' : units > 0 ? 'yes' : 'no',
    }),
  };
};

/** A task as Kling tells of it, polled or called back. */
export const answerOf = (task: KlingTask): PollAnswer => {
  switch (task.task_status) {
    case 'succeed':
    case 'succeeded':
      return succeeded(task);
    case 'failed':
      return failed(task);
    case 'submitted':
      return { kind: 'queued', progress: null, pollAfter: null };
    default:
      return { kind: 'processing', progress: null, pollAfter: null };
  }
};

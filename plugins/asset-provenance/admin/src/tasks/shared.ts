import type { OutputSummary, TaskDetail, TaskSummary } from '../../../shared/tasks';

export const isLive = ({ finishedAt }: Pick<TaskSummary, 'finishedAt'>): boolean =>
  finishedAt === null;

/** Live ones first, each group as it came. */
export const liveFirst = (tasks: readonly TaskSummary[]): TaskSummary[] => [
  ...tasks.filter(isLive),
  ...tasks.filter((task) => !isLive(task)),
];

/** Seconds from launch to end; null while it lives. */
export const latencyOf = ({ launchedAt, finishedAt }: TaskSummary): number | null =>
  finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(launchedAt)) / 1000;

/** What the provider used for a result; for the first that is known when none is named. */
export const effectiveOf = (task: TaskDetail, output: OutputSummary | undefined) => {
  const own = task.jobs.find(({ jobId }) => jobId === output?.jobId)?.effective;
  return own ?? task.jobs.find(({ effective }) => effective)?.effective ?? null;
};

/** Ids of ours have 24 letters and digits; those of providers are about as long. */
export const looksLikeId = (text: string): boolean => /^(?=.*\d)[\w-]{20,300}$/.test(text.trim());

/** What a downloaded file is called. */
export const fileNameOf = (
  task: Pick<TaskSummary, 'subject' | 'purpose'>,
  output: OutputSummary
) => {
  const extension = output.url?.split('.').at(-1) ?? 'bin';
  return `${task.subject ?? task.purpose}-${output.ordinal + 1}.${extension}`;
};

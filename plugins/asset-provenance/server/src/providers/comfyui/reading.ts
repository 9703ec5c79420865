import type { EffectiveFacts, PollAnswer, Usage } from '../contract';
import { cleanMessage } from '../answers';
import { failure } from '../contract';
import type { JobHandle } from '../contract';
import { savedFileSchema } from './schemas';
import type { HistoryEntry, SavedFile } from './schemas';
import type { Target, Workflow } from './workflow';

const endings = {
  image: /\.(png|jpe?g|webp|avif|gif)$/i,
  video: /\.(mp4|webm|mov|mkv)$/i,
};

/** What the server said of a run, by name: when it began and ended, and what went wrong. */
const eventsOf = ({ status }: HistoryEntry) =>
  new Map((status?.messages ?? []).flatMap((message) => (message ? [message] : [])));

/** Milliseconds since 1970 by the server's clock; null where it does not tell. */
const timeOf = (event: Record<string, unknown> | undefined): number | null =>
  typeof event?.timestamp === 'number' ? event.timestamp : null;

/** When a run began, by the server's clock. */
export const beganAt = (entry: HistoryEntry): number | null =>
  timeOf(eventsOf(entry).get('execution_start'));

const filesOf = (entry: HistoryEntry, workflow: Workflow): SavedFile[] =>
  Object.entries(entry.outputs)
    .filter(([node]) => !workflow.outputs || workflow.outputs.includes(node))
    .flatMap(([, output]) =>
      Object.values(output).flatMap((list) => (Array.isArray(list) ? list : []))
    )
    .flatMap((item) => {
      const read = savedFileSchema.safeParse(item);
      return read.success ? [read.data] : [];
    })
    // Previews are kept for a while only and are not what was asked for.
    .filter(({ type, filename }) => type === 'output' && endings[workflow.kind].test(filename));

const addressOf = (baseUrl: string, file: SavedFile): string =>
  `${baseUrl}/view?${new URLSearchParams({ ...file })}`;

const valueAt = (entry: HistoryEntry, target: Target | undefined): unknown =>
  target && entry.prompt?.[2][target.node]?.inputs[target.input];

const effectiveOf = (entry: HistoryEntry, { inputs }: Workflow): EffectiveFacts => {
  const seed = valueAt(entry, inputs.seed?.[0]);
  const width = valueAt(entry, inputs.width?.[0]);
  const height = valueAt(entry, inputs.height?.[0]);
  const checkpoint = valueAt(entry, inputs.checkpoint);
  return {
    ...(typeof seed === 'number' && { seed }),
    ...(typeof width === 'number' && typeof height === 'number' && { size: `${width}x${height}` }),
    ...(typeof checkpoint === 'string' && { modelVersion: checkpoint }),
  };
};

const usageOf = (entry: HistoryEntry): Usage | null => {
  const began = beganAt(entry);
  const ended = timeOf(eventsOf(entry).get('execution_success'));
  return began === null || ended === null ? null : { execution_seconds: (ended - began) / 1000 };
};

const succeeded = (
  entry: HistoryEntry,
  workflow: Workflow,
  job: JobHandle,
  baseUrl: string
): PollAnswer => {
  const files = filesOf(entry, workflow);
  if (files.length === 0) {
    return {
      kind: 'failed',
      failure: failure('upstream', 'poll', {
        message: `The workflow "${job.modelId}" ran to its end and saved no ${workflow.kind}: check that it ends in a node that saves one, and what "outputs" names.`,
        billed: 'no',
      }),
    };
  }
  const effective = effectiveOf(entry, workflow);
  // In a batch the seed makes all of it, and none of its pictures alone.
  const seed = job.parameters.count === 1 ? (effective.seed ?? null) : null;
  return {
    kind: 'succeeded',
    results: files.map((file) => ({
      url: addressOf(baseUrl, file),
      expiresAt: null,
      seed,
    })),
    effective,
    cost: null,
    usage: usageOf(entry),
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const failed = (entry: HistoryEntry): PollAnswer => {
  const error = eventsOf(entry).get('execution_error') ?? {};
  const node = textOf(error.node_type) || 'a node';
  const id = textOf(error.node_id);
  const type = textOf(error.exception_type);
  const said = textOf(error.exception_message) || 'ComfyUI gives no reason.';
  return {
    kind: 'failed',
    failure: failure('upstream', 'poll', {
      message: cleanMessage(`${node}${id && ` (node ${id})`} failed: ${said}`),
      providerCode: type || null,
      // The server is the operator's own: it charges nobody.
      billed: 'no',
    }),
  };
};

/** A run as the history tells of it. */
export const answerOf = (
  entry: HistoryEntry,
  workflow: Workflow,
  job: JobHandle,
  baseUrl: string
): PollAnswer => {
  if (eventsOf(entry).has('execution_interrupted')) return { kind: 'cancelled' };
  if (entry.status?.status_str === 'error') return failed(entry);
  return succeeded(entry, workflow, job, baseUrl);
};

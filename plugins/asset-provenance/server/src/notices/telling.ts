import type { PermissionAction, ProvenanceEvent, TaskState } from '../../../shared';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Effect, Kernel, Transaction } from '../kernel';
import type { Reuse } from '../reuse/service';
import type { Review } from '../review/service';
import type { Messages } from './messages';
import type { NoticeRows, Told } from './notice-rows';
import type { Preferences } from './preferences';
import { nameOfTask, wording } from './wording';

type Event<Type extends ProvenanceEvent['type']> = Extract<ProvenanceEvent, { type: Type }>;
type Ports = {
  kernel: Kernel;
  generation: Generation;
  review: Review;
  reuse: Reuse;
  rows: NoticeRows;
  messages: Messages;
  preferences: Preferences;
};
type About = { output: OutputRow; task: TaskRow };
type Recipients = (string | null)[];

const ENDED: readonly TaskState[] = ['downloadable', 'failed', 'cancelled', 'submit_unknown'];
/** Most outputs whose owners are told of one event of a rights record. */
const MOST_OUTPUTS = 200;

/** Turns what happens into notices, in the transaction in which it happens. */
export const createTelling = (ports: Ports) => {
  const { generation, review, reuse, rows, messages, preferences } = ports;

  /** Nobody is told of their own acts; the webhooks are, for others read them. */
  const tell = async (tx: Transaction, told: Told, recipients: Recipients): Promise<void> => {
    const others = [...new Set(recipients)].filter(
      (id): id is string => id !== null && id !== tx.actor.id
    );
    const muted = await preferences.mutedAmong(others, told.kind);
    await rows.tell(
      tx,
      others.filter((id) => !muted.has(id)),
      told
    );
    await messages.put(tx, told);
  };

  const about = async (outputId: string): Promise<About | null> => {
    const output = await generation.outputRow(outputId);
    const task = output && (await generation.taskRow(output.taskId));
    return output && task ? { output, task } : null;
  };

  const onSubmitted = async (event: Event<'output.submitted'>, tx: Transaction) => {
    const found = await about(event.aggregateId);
    if (!found) return;
    const assignee = await review.assigneeOf(event.aggregateId);
    await tell(
      tx,
      {
        kind: 'submitted',
        ...wording.submitted(tx.actor.name, nameOfTask(found.task)),
        path: `review/${event.aggregateId}`,
        // Once a day for a task, however many of its outputs are submitted.
        subject: `submitted:${found.task.documentId}:${reuse.todayOf(tx.at)}`,
      },
      assignee ? [assignee] : (await review.reviewers()).map(({ id }) => id)
    );
  };

  const onVerdict = async (event: Event<'verdict.given'>, tx: Transaction) => {
    const found = await about(event.data.outputId);
    if (!found) return;
    await tell(
      tx,
      {
        kind: 'decided',
        ...wording.decided(event.data.verdict, tx.actor.name, nameOfTask(found.task)),
        path: `tasks/${found.task.documentId}`,
        subject: `verdict:${event.aggregateId}`,
      },
      [found.task.ownerId, found.output.submittedById]
    );
  };

  const onAssigned = async (event: Event<'output.assigned'>, tx: Transaction) => {
    const found = event.data.assigneeId ? await about(event.aggregateId) : null;
    if (!found) return;
    await tell(
      tx,
      {
        kind: 'assigned',
        ...wording.assigned(tx.actor.name, nameOfTask(found.task)),
        path: `review/${event.aggregateId}`,
        subject: `assigned:${event.aggregateId}:${event.data.assigneeId}`,
      },
      [event.data.assigneeId]
    );
  };

  const onComment = async (event: Event<'comment.written'>, tx: Transaction) => {
    const found = await about(event.data.outputId);
    if (!found) return;
    const { answersId, mentions, outputId } = event.data;
    const name = nameOfTask(found.task);
    const place = { path: `review/${outputId}`, kind: 'mentioned' as const };
    const author = answersId ? await review.authorOf(answersId) : null;
    if (author && !mentions.includes(author))
      await tell(
        tx,
        {
          ...place,
          ...wording.answered(tx.actor.name, name),
          subject: `answer:${event.aggregateId}`,
        },
        [author]
      );
    if (mentions.length > 0)
      await tell(
        tx,
        {
          ...place,
          ...wording.mentioned(tx.actor.name, name),
          subject: `comment:${event.aggregateId}`,
        },
        mentions
      );
  };

  const onTaskMoved = async (event: Event<'task.moved'>, tx: Transaction) => {
    const { to } = event.data;
    const task = ENDED.includes(to) ? await generation.taskRow(event.aggregateId) : null;
    if (!task) return;
    await tell(
      tx,
      {
        kind: 'task_ended',
        ...wording.task_ended(to, nameOfTask(task)),
        path: `tasks/${task.documentId}`,
        subject: `task:${task.documentId}:${to}`,
      },
      [task.ownerId]
    );
  };

  const onExpired = async (event: Event<'asset.expired'>, tx: Transaction) => {
    const asset = await reuse.assets.byId(event.aggregateId);
    if (!asset) return;
    await tell(
      tx,
      {
        kind: 'expired',
        ...wording.expired(event.data.validUntil, nameOfTask(asset)),
        path: `trace?q=${asset.documentId}`,
        subject: `expired:${asset.documentId}:${event.data.validUntil}`,
      },
      [asset.ownerId, asset.reviewerId]
    );
  };

  const onRightsEnded = async (
    event: Event<'rights.withdrawn'> | Event<'rights.expired'>,
    tx: Transaction
  ) => {
    const outputs = await generation.references.outputsBelow(event.aggregateId, MOST_OUTPUTS);
    const taskIds = [...new Set(outputs.map(({ taskId }) => taskId))];
    for (const task of await generation.tasksByIds(taskIds))
      await tell(
        tx,
        {
          kind: 'rights_ended',
          ...wording.rights_ended(event.type === 'rights.withdrawn', nameOfTask(task)),
          path: `tasks/${task.documentId}`,
          subject: `rights:${event.aggregateId}:${task.documentId}`,
        },
        [task.ownerId]
      );
  };

  const onHandedOver = async (event: Event<'person.handed_over'>, tx: Transaction) => {
    const { to, tasks, assets } = event.data;
    await tell(
      tx,
      {
        kind: 'handed_over',
        ...wording.handed_over(tx.actor.name, tasks, assets),
        path: 'tasks',
        subject: `handed-over:${tx.at.toISOString()}:${to}`,
      },
      [to]
    );
  };

  const idsOf = async (action: PermissionAction): Promise<string[]> =>
    (await review.whoMay(action)).map(({ id }) => id);

  const onLaunched = async (event: Event<'task.launched'>, tx: Transaction) => {
    if (event.data.isOneOfMany) return;
    const task = await generation.taskRow(event.aggregateId);
    if (task?.state !== 'awaiting_approval') return;
    await tell(
      tx,
      {
        kind: 'spend_waiting',
        ...wording.spend_waiting(tx.actor.name, nameOfTask(task)),
        path: `tasks/${task.documentId}`,
        subject: `spend:${task.documentId}`,
      },
      await idsOf('spend.approve')
    );
  };

  /** Once for all of its tasks. */
  const onBatch = async (event: Event<'batch.launched'>, tx: Transaction) => {
    const { awaiting, rows: launched } = event.data;
    if (awaiting === 0 || launched === 1) return;
    const name = event.note ?? '';
    await tell(
      tx,
      {
        kind: 'spend_waiting',
        ...wording.spend_waiting(tx.actor.name, {
          en: `the batch “${name}” (${awaiting} tasks)`,
          zh: `批次“${name}”（${awaiting} 个任务）`,
        }),
        path: `tasks/batches/${event.aggregateId}`,
        subject: `spend:${event.aggregateId}`,
      },
      await idsOf('spend.approve')
    );
  };

  const onBudgetReached = async (event: Event<'budget.reached'>, tx: Transaction) => {
    const { share, startsOn, personId } = event.data;
    await tell(
      tx,
      {
        kind: 'budget_reached',
        ...wording.budget_reached(event.note ?? '', share),
        path: 'tasks',
        subject: `budget:${event.aggregateId}:${startsOn}:${personId ?? ''}:${share}`,
      },
      await idsOf('cost.manage')
    );
  };

  const onEvent: Effect = async (event, tx) => {
    switch (event.type) {
      case 'task.launched':
        return onLaunched(event, tx);
      case 'batch.launched':
        return onBatch(event, tx);
      case 'budget.reached':
        return onBudgetReached(event, tx);
      case 'output.submitted':
        return onSubmitted(event, tx);
      case 'verdict.given':
        return onVerdict(event, tx);
      case 'output.assigned':
        return onAssigned(event, tx);
      case 'comment.written':
        return onComment(event, tx);
      case 'task.moved':
        return onTaskMoved(event, tx);
      case 'asset.expired':
        return onExpired(event, tx);
      case 'rights.withdrawn':
      case 'rights.expired':
        return onRightsEnded(event, tx);
      case 'person.handed_over':
        return onHandedOver(event, tx);
      default:
        return undefined;
    }
  };

  return { tell, onEvent };
};
export type Telling = ReturnType<typeof createTelling>;

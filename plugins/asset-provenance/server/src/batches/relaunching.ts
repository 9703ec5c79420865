import { relaunchSchema } from '../../../shared';
import type { Actor, RelaunchedRow } from '../../../shared';
import type { Generation, Reader } from '../generation/service';
import { Refusal, conflict, parse } from '../kernel';
import type { Kernel } from '../kernel';
import { batchRows } from './content-types/batch-row';
import { hasFailed } from './reading';
import type { Reading, Row } from './reading';

type Ports = { generation: Generation; reading: Reading };

const refusedOf = (error: unknown): Pick<RelaunchedRow, 'refused'> => {
  if (!(error instanceof Refusal)) throw error;
  return { refused: { message: error.message, details: error.details } };
};

/** Launches the failed rows of a batch again, each told apart: one may have room and the next none. */
export const createRelaunching = (kernel: Kernel, { generation, reading }: Ports) => {
  const { store } = kernel;

  const point = async (row: Row, taskId: string): Promise<void> => {
    await store.compareAndSet(
      batchRows,
      { documentId: row.documentId, version: row.version },
      {
        taskId,
        isRepeat: false,
        formerTaskIds: [...row.formerTaskIds, row.taskId],
        version: row.version + 1,
      }
    );
  };

  const payAgain = async (actor: Actor, row: Row): Promise<string> => {
    // The key keeps a second press from a second task.
    const key = `batch-row-${row.documentId}-${row.version}`;
    const { task } = await generation.reproduce(actor, row.taskId, key);
    await point(row, task.documentId);
    return task.documentId;
  };

  const missingOnly = () =>
    conflict(
      {
        en: 'Part of this row is here; launched again as a whole it would be paid twice.',
        zh: '该行已有部分结果，整行重新生成将重复付费。',
      },
      { code: 'partly_there' },
      { en: 'Launch a variant of its task for what is missing.', zh: '请为缺少的部分发起变体。' }
    );

  const relaunchOne = async (
    actor: Actor,
    row: Row,
    { mayPay, isPartlyThere }: { mayPay: boolean; isPartlyThere: boolean }
  ): Promise<RelaunchedRow> => {
    const { taskId } = row;
    const told = { row: row.row, taskId, refused: null };
    try {
      if (await generation.isRetryableTask(taskId)) {
        await generation.retry(actor, taskId);
        return { ...told, result: 'retried' };
      }
      if (!mayPay) return { ...told, result: 'must_pay_again' };
      if (isPartlyThere) throw missingOnly();
      return { ...told, taskId: await payAgain(actor, row), result: 'launched_again' };
    } catch (error) {
      return { ...told, result: 'refused', ...refusedOf(error) };
    }
  };

  return async (
    actor: Actor,
    batchId: string,
    reader: Reader,
    body: unknown
  ): Promise<RelaunchedRow[]> => {
    const { payAgain: mayPay } = parse(relaunchSchema, body);
    await reading.visible(batchId, reader);
    const rows = await reading.rowsOf(batchId);
    const tasks = await generation.visibleTasks(
      rows.map(({ taskId }) => taskId),
      reader
    );
    const failed = new Map(
      tasks
        .filter((task) => hasFailed(task) && task.ownerId === reader.userId)
        .map((task) => [task.documentId, task])
    );
    const answers: RelaunchedRow[] = [];
    for (const row of rows) {
      const task = failed.get(row.taskId);
      if (!task) continue;
      const isPartlyThere = task.outputsStored > 0;
      answers.push(await relaunchOne(actor, row, { mayPay, isPartlyThere }));
    }
    return answers;
  };
};

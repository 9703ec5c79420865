import { batchSchema, batchTableSchema } from '../../../shared';
import type {
  Actor,
  BatchCheck,
  BatchTableInput,
  CheckedRow,
  FieldProblem,
  TableEncoding,
} from '../../../shared';
import type { ExaminedLaunch, Generation, Launched, PreparedLaunch } from '../generation/service';
import { canonicalText, conflict, invalid, parse, sha256 } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { batchRows } from './content-types/batch-row';
import { batches } from './content-types/batch';
import type { Batch } from './reading';
import type { RowReader } from './requests';
import { decodeTable, readTable } from './table';
import type { Table, TableRow } from './table';

type Ports = { generation: Generation; readRow: RowReader };
type ReadTable = Table & { encoding: TableEncoding | null };
type ExaminedRow = ExaminedLaunch & { row: number; cells: TableRow };

const read = ({ table, file }: Pick<BatchTableInput, 'table' | 'file'>): ReadTable => {
  if (!file) return { ...readTable(table ?? ''), encoding: null };
  const { text, encoding } = decodeTable(Buffer.from(file, 'base64'));
  return { ...readTable(text), encoding };
};

const rowPath = (row: number, { path, ...problem }: FieldProblem): FieldProblem => ({
  ...problem,
  path: [`rows.${row}`, path].filter(Boolean).join('.'),
});

/** Checks tables and records them: every row or none. */
export const createLaunching = (kernel: Kernel, { generation, readRow }: Ports) => {
  const { store } = kernel;

  /** Every row is looked at, so that all faults are told at once. */
  const examine = async (
    actor: Actor,
    { rows }: Table,
    common: Record<string, unknown>,
    repeatReason: string | null
  ): Promise<ExaminedRow[]> => {
    const examined: ExaminedRow[] = [];
    for (const [at, cells] of rows.entries()) {
      const { request, problems } = readRow(common, cells, repeatReason);
      const [seen] = request ? await generation.examineLaunches(actor, [request]) : [];
      examined.push({ row: at + 1, cells, ...(seen ?? { launch: null, problems }) });
    }
    return examined;
  };

  const launchesOf = (rows: ExaminedRow[]): PreparedLaunch[] =>
    rows.flatMap(({ launch }) => launch ?? []);

  const sameBatch = (known: Batch, actor: Actor, rowsHash: string): Batch => {
    if (known.ownerId === actor.id && known.rowsHash === rowsHash) return known;
    throw conflict(
      {
        en: 'This idempotency key was already used for another batch.',
        zh: '该幂等键已用于另一个批次。',
      },
      { fields: [{ path: 'idempotencyKey', message: 'is already used', zh: '已被使用' }] },
      {
        en: 'Choose a new key, or send exactly the first batch again.',
        zh: '请更换幂等键，或原样重发第一次的批次。',
      }
    );
  };

  const write = async (
    tx: Transaction,
    { name, idempotencyKey, rowsHash }: Pick<Batch, 'name' | 'idempotencyKey' | 'rowsHash'>,
    launched: Launched[]
  ): Promise<Batch> => {
    const batch = await store.insert(batches, {
      name,
      rows: launched.length,
      ownerType: tx.actor.type,
      ownerId: tx.actor.id,
      ownerName: tx.actor.name,
      launchedAt: tx.at.toISOString(),
      idempotencyKey,
      rowsHash,
    });
    await store.insertMany(
      batchRows,
      launched.map(({ task, isRepeat }, at) => ({
        batchId: batch.documentId,
        row: at + 1,
        version: 1,
        taskId: task.documentId,
        isRepeat,
        formerTaskIds: [],
      }))
    );
    await tx.emit({
      type: 'batch.launched',
      aggregateType: 'batch',
      aggregateId: batch.documentId,
      aggregateVersion: null,
      taskId: null,
      note: name,
      data: {
        rows: launched.length,
        repeats: launched.filter(({ isRepeat }) => isRepeat).length,
        awaiting: launched.filter(({ task }) => task.state === 'awaiting_approval').length,
        rowsHash,
      },
    });
    return batch;
  };

  return {
    /** What a table would do, with every fault in it; nothing is recorded. */
    check: async (actor: Actor, body: unknown): Promise<BatchCheck> => {
      const { common, repeatReason, ...source } = parse(batchTableSchema, body);
      const table = read(source);
      const examined = await examine(actor, table, common, repeatReason);
      const launches = launchesOf(examined);
      const { each, spend } = await generation.priceLaunches(actor, launches);
      const fitting = examined.filter(({ launch }) => launch !== null);
      const rows = examined.map((one): CheckedRow => {
        const priced = one.launch && each[fitting.indexOf(one)];
        const same = priced && priced.sameAs !== null ? fitting[priced.sameAs] : null;
        return {
          row: one.row,
          prompt: one.launch?.parameters.prompt ?? one.cells.prompt ?? null,
          subject: one.launch?.request.subject ?? one.cells.subject ?? null,
          parameterSummary: priced?.parameterSummary ?? null,
          outputs: priced?.outputs ?? 0,
          cost: priced?.cost ?? null,
          problems: one.problems,
          repeatOf: priced?.repeatOf ?? null,
          sameAsRow: same?.row ?? null,
        };
      });
      const news = rows.filter(
        ({ problems, repeatOf, sameAsRow }) => problems.length === 0 && !repeatOf && !sameAsRow
      );
      return {
        encoding: table.encoding,
        columns: table.columns,
        rows,
        tasks: news.length,
        outputs: news.reduce((sum, { outputs }) => sum + outputs, 0),
        spend,
      };
    },

    /**
     * @throws Refusal 400 that names every row and field that does not fit; 409 `budget_exceeded` where
     * all rows together have no room. Nothing is recorded then.
     */
    launch: async (
      actor: Actor,
      body: unknown
    ): Promise<{ batchId: string; isRepeat: boolean }> => {
      const { name, idempotencyKey, common, repeatReason, ...source } = parse(batchSchema, body);
      await kernel.refuseSecrets(actor, { name, repeatReason });
      const examined = await examine(actor, read(source), common, repeatReason);
      const problems = examined.flatMap((one) =>
        one.problems.map((problem) => rowPath(one.row, problem))
      );
      if (problems.length > 0) throw invalid(problems);

      const launches = launchesOf(examined);
      const rowsHash = sha256(canonicalText(launches.map(({ parametersHash }) => parametersHash)));
      return kernel.transact(actor, async (tx) => {
        if (idempotencyKey) await kernel.serialise(tx, `batch:${idempotencyKey}`);
        const known = idempotencyKey && (await store.findOne(batches, { idempotencyKey }));
        if (known) return { batchId: sameBatch(known, actor, rowsHash).documentId, isRepeat: true };
        const launched = await generation.launchTogether(actor, launches);
        const { documentId } = await write(tx, { name, idempotencyKey, rowsHash }, launched);
        return { batchId: documentId, isRepeat: false };
      });
    },
  };
};
export type Launching = ReturnType<typeof createLaunching>;

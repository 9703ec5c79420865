import { spendDecisionSchema } from '../../../shared';
import type { BatchAnswer, BatchDetail, RelaunchAnswer } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import { conflict, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Providers } from '../providers/service';
import { createCellReader } from './cells';
import { batchRows } from './content-types/batch-row';
import { batches } from './content-types/batch';
import { createLaunching } from './launching';
import { createReading } from './reading';
import { createRelaunching } from './relaunching';
import { createRowReader } from './requests';

export { personalRows } from './personal';

export const tables = [batches, batchRows];

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  providers: Providers;
  generation: Generation;
};

/** Launches from a table, one task a row. */
export const createBatches = ({ kernel, config, providers, generation }: Ports) => {
  const reading = createReading(kernel, { generation });
  const launching = createLaunching(kernel, {
    generation,
    readRow: createRowReader(createCellReader(config, providers)),
  });
  const relaunch = createRelaunching(kernel, { generation, reading });

  return {
    list: reading.list,
    detail: reading.detail,
    check: launching.check,

    launch: async (request: Request, body: unknown): Promise<BatchAnswer> => {
      const { batchId, isRepeat } = await launching.launch(request.actor, body);
      return { batch: await reading.detail(batchId, request), isRepeat };
    },

    relaunch: async (request: Request, batchId: string): Promise<RelaunchAnswer> => {
      const reader = await generation.readerOf(request);
      const rows = await relaunch(request.actor, batchId, reader, request.body);
      return { rows, batch: await reading.detail(batchId, request) };
    },

    /** One decision about all of its tasks that wait for one, or about none. */
    decideSpend: async (request: Request, batchId: string): Promise<BatchDetail> => {
      const decision = parse(spendDecisionSchema, request.body);
      const { items } = await reading.detail(batchId, request);
      const waiting = items.filter(({ task }) => task?.state === 'awaiting_approval');
      if (waiting.length === 0)
        throw conflict({
          en: 'No spending of this batch waits for a decision.',
          zh: '该批次没有待批准的费用。',
        });
      await kernel.transact(request.actor, async () => {
        for (const { taskId } of waiting)
          await generation.decideSpend(request.actor, taskId, decision);
      });
      return reading.detail(batchId, request);
    },
  };
};
export type Batches = ReturnType<typeof createBatches>;

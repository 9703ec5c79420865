import { systemActor } from '../../../shared';
import type { Kernel, Transaction } from '../kernel';
import { createEngine } from './engine';
import type { EngineOptions, Handler } from './engine';
import { createPlans, SITE } from './plans';

export { WORK_TABLE, workItemModel } from './content-types/work-item';
export type { Handler, Outcome } from './engine';

/** The port: rooms say what is to be done and who does it; an engine says when. */
export const createDispatch = (kernel: Kernel, options: EngineOptions & { isEnabled: boolean }) => {
  const plans = createPlans(kernel.strapi);
  const handlers = new Map<string, Handler>();
  const engine = createEngine(kernel, plans, handlers, options);

  /** Work that comes back by itself: one item for the whole site, whatever the number of servers. */
  const recurring: string[] = [];

  const start = async () => {
    if (recurring.length > 0)
      await kernel.transact(systemActor, async (tx) => {
        for (const kind of recurring) await plans.enqueue(tx, kind, SITE, tx.at.getTime());
      });
    engine.start();
  };

  return {
    /**
     * Runs at every start of a server and then whenever `run` says, as if once for the whole site;
     * what it does must bear to be done twice.
     * @param run does the work and returns when to come back.
     */
    recur: (kind: string, run: (signal: AbortSignal) => Promise<Date>) => {
      recurring.push(kind);
      handlers.set(kind, async (_subject, { signal }) => ({ againAt: await run(signal) }));
    },

    handle: (kind: string, handler: Handler) => void handlers.set(kind, handler),

    /** Part of the transaction: the work exists exactly when the change that asks for it does. */
    enqueue: (tx: Transaction, kind: string, subject: string, dueAt: Date = tx.at) =>
      plans.enqueue(tx, kind, subject, dueAt.getTime()),

    /** Best effort, after commit: without it the work is found at the next look. */
    wake: engine.wake,

    /** Work starts with the HTTP server, so that CLI commands never do any. */
    startWithServer: () => {
      if (!options.isEnabled) return;
      kernel.strapi.server.httpServer.once('listening', () => {
        start().catch((error: unknown) => {
          kernel.log.error(`Background work did not start: ${String(error)}`);
        });
      });
    },

    drain: engine.drain,

    figures: async () => ({
      engine: 'embedded',
      isRunning: engine.isRunning(),
      ...(await plans.figures(Date.now())),
    }),
  };
};
export type Dispatch = ReturnType<typeof createDispatch>;

import type { Kernel, Transaction } from '../kernel';
import { createEngine } from './engine';
import type { EngineOptions, Handler } from './engine';
import { createPlans } from './plans';

export { WORK_TABLE, workItemModel } from './content-types/work-item';
export type { Handler, Outcome } from './engine';

/** The port: rooms say what is to be done and who does it; an engine says when. */
export const createDispatch = (kernel: Kernel, options: EngineOptions & { isEnabled: boolean }) => {
  const plans = createPlans(kernel.strapi);
  const handlers = new Map<string, Handler>();
  const engine = createEngine(kernel, plans, handlers, options);

  return {
    handle: (kind: string, handler: Handler) => void handlers.set(kind, handler),

    /** Part of the transaction: the work exists exactly when the change that asks for it does. */
    enqueue: (tx: Transaction, kind: string, subject: string, dueAt: Date = tx.at) =>
      plans.enqueue(tx, kind, subject, dueAt.getTime()),

    /** Best effort, after commit: without it the work is found at the next look. */
    wake: engine.wake,

    /** Work starts with the HTTP server, so that CLI commands never do any. */
    startWithServer: () => {
      if (options.isEnabled) kernel.strapi.server.httpServer.once('listening', engine.start);
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

import type { Core } from '@strapi/strapi';
import type { Actor } from '../../../shared';
import { ruleIn } from './secret-rules';
import { findByRules, findPrivateAddress, findSecret, secretRefusal } from './secrets';
import { createStore } from './store';
import { createTransact } from './transact';
import type { Transaction } from './transact';

export * from './backoff';
export * from './csv';
export * from './current-actor';
export * from './errors';
export * from './hash';
export * from './http';
export * from './keyset';
export * from './personal';
export * from './points';
export * from './public-address';
export * from './schema';
export * from './secrets';
export * from './site-day';
export * from './version';
export * from './words';
export * from './worker-lane';
export type { Store } from './store';
export type { Effect, Transaction } from './transact';

/** Rows, transactions and events: what every room stands on. */
export const createKernel = (strapi: Core.Strapi) => {
  const { transact, subscribe } = createTransact(strapi);

  return {
    strapi,
    store: createStore(strapi),
    transact,
    subscribe,
    log: strapi.log,

    /**
     * Makes transactions that name the same thing wait for each other until they end. On SQLite
     * the single connection does that already.
     */
    serialise: async (tx: Transaction, name: string): Promise<void> => {
      if (strapi.db.dialect.client !== 'postgres') return;
      await tx.trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
    },

    /**
     * Refuses an input with a key or a private address in one of its texts, and counts the refusal
     * without keeping either.
     * @throws Refusal 400 that names the field.
     */
    refuseSecrets: async (actor: Actor, input: unknown): Promise<void> => {
      const found =
        findSecret(input) ?? findPrivateAddress(input) ?? (await findByRules(input, ruleIn));
      if (!found) return;
      await transact(actor, (tx) =>
        tx.emit({
          type: 'secret.refused',
          aggregateType: 'site',
          aggregateId: 'site',
          aggregateVersion: null,
          taskId: null,
          data: { field: found.path, detector: found.detector },
        })
      );
      throw secretRefusal(found);
    },
  };
};
export type Kernel = ReturnType<typeof createKernel>;

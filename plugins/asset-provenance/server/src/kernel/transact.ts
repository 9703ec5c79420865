import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Actor, ProvenanceEvent } from '../../../shared';
import { reached } from './points';

/** What the body of a transaction works with. */
export type Transaction = {
  actor: Actor;
  /** One moment for the whole transaction. */
  at: Date;
  /** For statements that the store has no words for. */
  trx: Knex.Transaction;
  /** Runs the subscribed effects now, inside the transaction, in their fixed order. */
  emit: (event: ProvenanceEvent) => Promise<void>;
  /** The same for many events at once. */
  emitAll: (events: ProvenanceEvent[]) => Promise<void>;
};

/** Writes rows because of an event; never touches files or the network. */
export type Effect = ((event: ProvenanceEvent, tx: Transaction) => Promise<void>) & {
  /** For many at once, where that takes fewer statements than one after the other. */
  all?: (events: ProvenanceEvent[], tx: Transaction) => Promise<void>;
};

/** Opens transactions. Nothing else in the plugin does. */
export const createTransact = (strapi: Core.Strapi) => {
  const effects: Effect[] = [];

  const transact = <T>(actor: Actor, body: (tx: Transaction) => Promise<T>): Promise<T> =>
    strapi.db.transaction(async ({ trx }) => {
      const tx: Transaction = {
        actor,
        at: new Date(),
        trx,
        emit: async (event) => {
          for (const effect of effects) await effect(event, tx);
        },
        emitAll: async (events) => {
          for (const effect of effects) {
            if (effect.all) await effect.all(events, tx);
            else for (const event of events) await effect(event, tx);
          }
        },
      };
      const result = await body(tx);
      reached('before-commit');
      return result;
    }) as Promise<T>;

  return { transact, subscribe: (...added: Effect[]) => void effects.push(...added) };
};

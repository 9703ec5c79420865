import { randomUUID } from 'node:crypto';
import { handOverSchema } from '../../../shared';
import type { HandOverResult, Holdings, Person } from '../../../shared';
import type { FollowUp } from '../follow-up/service';
import type { Generation } from '../generation/service';
import { invalid, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { Presets } from '../presets/service';
import type { Reuse } from '../reuse/service';
import { createPeople } from './people';

type Dependencies = {
  media: Media;
  generation: Generation;
  reuse: Reuse;
  followUp: FollowUp;
  presets: Presets;
};

const askForAnother = {
  en: 'Choose somebody with an active account.',
  zh: '请选择一位账号处于启用状态的接手人。',
};

/** One act hands all that a person holds to a successor. Verdicts that were given stay theirs. */
export const createHandOver = (
  kernel: Kernel,
  { media, generation, reuse, followUp, presets }: Dependencies
) => {
  const { transact, refuseSecrets, serialise } = kernel;
  const people = createPeople(kernel, {
    holders: async (withoutIds) => {
      const named = new Map<string, string>();
      for (const { id, name } of [
        ...(await generation.holdings.holders(withoutIds)),
        ...(await followUp.rechecks.holders(withoutIds)),
        ...(await presets.holdings.holders(withoutIds)),
      ])
        named.set(id, named.get(id) ?? name);
      return [...named].map(([id, name]) => ({ id, name }));
    },
  });

  const successorOf = async (fromId: string, toId: string): Promise<Person> => {
    if (fromId === toId) {
      throw invalid(
        [{ path: 'toId', message: 'is the same person', zh: '与移交人相同' }],
        askForAnother,
        'same_person'
      );
    }
    const person = await people.byId(toId);
    if (person?.isActive) return person;
    throw invalid(
      [
        person
          ? { path: 'toId', message: 'has no active account', zh: '账号未启用' }
          : { path: 'toId', message: 'is not an admin user', zh: '不是后台用户' },
      ],
      askForAnother,
      'successor_inactive'
    );
  };

  const holdingsOf = async (id: string): Promise<Holdings> => ({
    tasks: await generation.holdings.tasksOf(id),
    assets: await reuse.assets.countOf(id),
    reviews: await generation.holdings.reviewsOf(id),
    rechecks: await followUp.rechecks.countOf(id),
    presets: await presets.holdings.countOf(id),
  });

  /** Tasks first: whoever changes what belongs to one waits for it there. */
  const move = async (tx: Transaction, fromId: string, to: Person): Promise<Holdings> => {
    const reviews = await generation.holdings.reviewsOf(fromId);
    const tasks = await generation.holdings.handOver(tx, fromId, to);
    const assets = await reuse.assets.handOver(tx, fromId, to);
    const rechecks = await followUp.rechecks.handOver(tx, fromId, to);
    const moved = await presets.holdings.handOver(tx, fromId, to);
    await media.handOver(tx, fromId, to.id);
    return { tasks, assets, reviews, rechecks, presets: moved };
  };

  return {
    /** Admin users by name, and people who hold something although their account was deleted. */
    people: people.list,

    /** All zero for people who hold nothing, and for ids that nobody has. */
    holdings: holdingsOf,

    /**
     * Moves everything, or nothing. Done again, it finds nothing to move.
     * @throws Refusal 400 when the successor is the same person or has no active account.
     */
    handOver: async (request: Request): Promise<HandOverResult> => {
      const { fromId, toId, reason } = parse(handOverSchema, request.body);
      await refuseSecrets(request.actor, { reason });
      const to = await successorOf(fromId, toId);

      return transact(request.actor, async (tx) => {
        await serialise(tx, 'hand-over');
        const moved = await move(tx, fromId, to);
        if (Object.values(moved).every((count) => count === 0))
          return { ...moved, handOverId: null };
        const handOverId = randomUUID();
        await tx.emit({
          type: 'person.handed_over',
          aggregateType: 'site',
          aggregateId: handOverId,
          aggregateVersion: null,
          taskId: null,
          note: reason,
          data: { from: fromId, to: toId, ...moved },
        });
        return { ...moved, handOverId };
      });
    },
  };
};
export type HandOver = ReturnType<typeof createHandOver>;

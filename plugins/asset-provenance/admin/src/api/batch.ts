import type { QueryArguments } from '@strapi/strapi/admin';
import type { RequestError } from './request';

type Answer<Data> = { data: Data; error?: undefined } | { error: RequestError; data?: undefined };
type Fetch = (args: QueryArguments) => PromiseLike<Answer<unknown>> | Answer<unknown>;

type BatchOptions<Argument, Found> = {
  /** What asks the same question of another id gives the same text. */
  groupOf: (argument: Argument) => string;
  idOf: (argument: Argument) => string;
  request: (argument: Argument, ids: string[]) => QueryArguments;
  /** What the server said, by id. */
  read: (answer: unknown) => Record<string, Found | null>;
};

type Waiting<Found> = {
  fetch: Fetch;
  asked: Map<string, ((answer: Answer<Found | null>) => void)[]>;
};

/** Ids that one request may name. */
const LARGEST = 100;
/** Long enough for all rows of a list, or all fields of a form, to have asked. */
const MOMENT = 20;

const inPieces = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / LARGEST) }, (_, piece) =>
    ids.slice(piece * LARGEST, (piece + 1) * LARGEST)
  );

/**
 * Many components ask for one thing each; what is asked within a moment goes to the server as one
 * request. An id that the server does not speak of is answered with null.
 */
export const createBatch = <Argument, Found>({
  groupOf,
  idOf,
  request,
  read,
}: BatchOptions<Argument, Found>) => {
  const groups = new Map<string, Waiting<Found>>();

  const flush = async (argument: Argument) => {
    const group = groupOf(argument);
    const waiting = groups.get(group);
    if (!waiting) return;
    groups.delete(group);
    const { fetch, asked } = waiting;
    await Promise.all(
      inPieces([...asked.keys()]).map(async (ids) => {
        const answer = await fetch(request(argument, ids));
        const found = answer.error ? {} : read(answer.data);
        for (const id of ids)
          for (const resolve of asked.get(id) ?? [])
            resolve(answer.error ? { error: answer.error } : { data: found[id] ?? null });
      })
    );
  };

  return (argument: Argument, fetch: Fetch): Promise<Answer<Found | null>> =>
    new Promise((resolve) => {
      const group = groupOf(argument);
      const waiting = groups.get(group) ?? { fetch, asked: new Map() };
      if (!groups.has(group)) {
        groups.set(group, waiting);
        setTimeout(() => void flush(argument), MOMENT);
      }
      const id = idOf(argument);
      waiting.asked.set(id, [...(waiting.asked.get(id) ?? []), resolve]);
    });
};

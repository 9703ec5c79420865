import type { Verifier } from '../evidence';
import type { Checkpoints } from './checkpoints';
import type { ExportedCheckpoint } from './exports';

type Given = ExportedCheckpoint & { isExported: boolean };

const stored = async function* (checkpoints: Checkpoints): AsyncGenerator<Given> {
  for (let after = 0; ;) {
    const page = await checkpoints.page(after);
    for (const { size, note } of page)
      yield { size, note, subject: `stored checkpoint ${size}`, isExported: false };
    const last = page.at(-1);
    if (!last) return;
    after = last.size;
  }
};

const exported = async function* (list: AsyncIterable<ExportedCheckpoint>): AsyncGenerator<Given> {
  for await (const each of list) yield { ...each, isExported: true };
};

/** Checkpoints of the database and of all places outside it, handed out as the events come by. */
export const createCheckpointStreams = async (
  checkpoints: Checkpoints,
  lists: AsyncIterable<ExportedCheckpoint>[]
) => {
  const streams = await Promise.all(
    [stored(checkpoints), ...lists.map(exported)].map(async (stream) => ({
      stream,
      head: await stream.next(),
    }))
  );
  const sizeOf = (head: IteratorResult<Given>): number => (head.done ? Infinity : head.value.size);

  const step = (verifier: Verifier, { note, subject, isExported }: Given): void =>
    verifier.step({ checkpoint: note, subject, isExported });

  return {
    /** Of the next one; Infinity after the last. */
    nextSize: (): number => Math.min(...streams.map(({ head }) => sizeOf(head))),

    /** Gives the verifier all that end here or before. */
    give: async (verifier: Verifier, size: number): Promise<void> => {
      for (const each of streams)
        while (!each.head.done && each.head.value.size <= size) {
          step(verifier, each.head.value);
          each.head = await each.stream.next();
        }
    },

    /**
     * Gives the verifier those that promise events which there are not; what was signed while it
     * read is left to the next time.
     * @param countNow asked when a checkpoint is known, which never comes before its events.
     */
    givePromises: async (verifier: Verifier, countNow: () => Promise<number>): Promise<void> => {
      for (const each of streams)
        for (; !each.head.done; each.head = await each.stream.next())
          if (each.head.value.size > (await countNow())) step(verifier, each.head.value);
    },
  };
};

/** One measure on one side: the median and where the middle half of the values lies. */
export type Sample = { n: number; median: number; low: number; high: number };

const quantile = (sorted: number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return below + (above - below) * (at % 1);
};

export const sampleOf = (values: number[]): Sample => {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
  };
};

/** Milliseconds that something takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Times each work in turn, over and over, so that a busy moment of the machine meets all alike. */
export const interleaved = async <Name extends string>(
  works: Record<Name, (round: number) => Promise<unknown>>,
  { rounds, warmUp }: { rounds: number; warmUp: number }
): Promise<Record<Name, Sample>> => {
  const names = Object.keys(works) as Name[];
  const values = new Map(names.map((name): [Name, number[]] => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of names) {
      const value = await timed(() => works[name](round));
      if (round >= 0) values.get(name)?.push(value);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, sampleOf(values.get(name) ?? [])])
  ) as Record<Name, Sample>;
};

/** Runs a work for every item, `width` of them at a time. */
export const inParallel = async <T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>
): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const runner = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: width }, runner));
  return results;
};

/**
 * Lets so many do something at a time; the others wait in the order in which they came.
 * @param most how many at a time.
 */
export const createTurns = (most: number) => {
  let going = 0;
  const waiting: (() => void)[] = [];

  return async <T>(act: () => Promise<T>): Promise<T> => {
    // Who ends hands its place to the first that waits, so that nobody slips in between.
    if (going >= most) await new Promise<void>((begin) => waiting.push(begin));
    else going += 1;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else going -= 1;
    }
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';

const isSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '';

/** Everything at a dotted path; `*` stands for every item of a list. */
const valuesAt = (value: unknown, steps: string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return isSomething(value) ? [value] : [];
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  if (!isObject(value) || !Object.hasOwn(value, step)) return [];
  return valuesAt(value[step], rest);
};

/** What the first place that holds something holds. */
export const firstAt = (value: unknown, places: readonly string[]): unknown => {
  for (const place of places) {
    const [found] = valuesAt(value, place.split('.'));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** All texts of the first place that holds any that fit; a list there counts item by item. */
export const textsAt = (
  value: unknown,
  places: readonly string[],
  fits: (text: string) => boolean = () => true
): string[] => {
  for (const place of places) {
    const found = valuesAt(value, place.split('.'))
      .flat()
      .filter((each): each is string => typeof each === 'string' && each !== '' && fits(each));
    if (found.length > 0) return found;
  }
  return [];
};

export const textAt = (value: unknown, places: readonly string[]): string | null => {
  for (const place of places) {
    const found = valuesAt(value, place.split('.')).find(
      (each) => typeof each === 'string' || typeof each === 'number'
    );
    if (found !== undefined) return String(found);
  }
  return null;
};

/** A number, also where it is written as a text such as `50%`. */
export const numberAt = (value: unknown, places: readonly string[]): number | null => {
  const text = textAt(value, places);
  if (text === null || text.trim() === '') return null;
  const number = Number(text.trim().replace(/%$/, ''));
  return Number.isFinite(number) ? number : null;
};

/** Puts a value at a dotted path and makes the objects on the way. */
export const put = (target: Record<string, unknown>, place: string, value: unknown): void => {
  const steps = place.split('.');
  const last = steps.pop() ?? place;
  let holder = target;
  for (const step of steps) {
    const next = Object.hasOwn(holder, step) ? holder[step] : undefined;
    const inner = isObject(next) ? next : {};
    holder[step] = inner;
    holder = inner;
  }
  holder[last] = value;
};

/** A decimal amount in millionths; null when it is not one. */
export const microUnitsOf = (amount: unknown): number | null => {
  const isAmount =
    typeof amount === 'number' || (typeof amount === 'string' && /^\d/.test(amount.trim()));
  const value = isAmount ? Number(amount) : NaN;
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1_000_000) : null;
};

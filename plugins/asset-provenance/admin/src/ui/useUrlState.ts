import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** How one value stands in the URL; its default is left out. */
export type Codec<Value> = { read(raw: string | null): Value; write(value: Value): string | null };
type Spec = Record<string, Codec<unknown>>;
type ValuesOf<S> = { [Key in keyof S]: S[Key] extends Codec<infer Value> ? Value : never };

export const text = (): Codec<string> => ({
  read: (raw) => raw ?? '',
  write: (value) => value || null,
});

export const idOrNull = (): Codec<string | null> => ({
  read: (raw) => raw || null,
  write: (value) => value,
});

export const flag = (): Codec<boolean> => ({
  read: (raw) => raw === '1',
  write: (value) => (value ? '1' : null),
});

/** A selection: ids with commas between. */
export const ids = (): Codec<string[]> => ({
  read: (raw) => (raw ? raw.split(',') : []),
  write: (value) => (value.length > 0 ? value.join(',') : null),
});

/** One of these, with a default; anything else in the URL reads as the default. */
export const oneOf = <Value extends string>(
  values: readonly Value[],
  fallback: Value
): Codec<Value> => ({
  read: (raw) => values.find((value) => value === raw) ?? fallback,
  write: (value) => (value === fallback ? null : value),
});

/** One of these or nothing: a filter. */
export const maybeOneOf = <Value extends string>(
  values: readonly Value[]
): Codec<Value | null> => ({
  read: (raw) => values.find((value) => value === raw) ?? null,
  write: (value) => value,
});

type Options = { /** No new step in the history: for typing and selections. */ replace?: boolean };

/**
 * View, filters, sort, selection and open drawer in the URL, so that reload and share work and back goes back.
 * Declare the spec outside the component: `const spec = { state: maybeOneOf(TASK_STATES), q: text() }`.
 */
export const useUrlState = <S extends Spec>(spec: S) => {
  const [params, setParams] = useSearchParams();

  const values = useMemo(
    // Each value comes from its own key's codec; `fromEntries` cannot say so.
    () =>
      Object.fromEntries(
        Object.entries(spec).map(([key, codec]) => [key, codec.read(params.get(key))])
      ) as ValuesOf<S>,
    [spec, params]
  );

  const set = useCallback(
    (patch: Partial<ValuesOf<S>>, { replace = false }: Options = {}) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [key, value] of Object.entries(patch)) {
            const raw = spec[key]?.write(value) ?? null;
            if (raw === null) next.delete(key);
            else next.set(key, raw);
          }
          return next;
        },
        { replace }
      ),
    [spec, setParams]
  );

  /** Back to the defaults, all or these keys. */
  const clear = useCallback(
    (keys?: readonly (keyof S & string)[]) =>
      setParams((current) => {
        const next = new URLSearchParams(current);
        (keys ?? Object.keys(spec)).forEach((key) => next.delete(key));
        return next;
      }),
    [spec, setParams]
  );

  return { values, set, clear };
};

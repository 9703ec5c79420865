import { useRef } from 'react';

/** Ids among those shown, in their order; a shift-click takes all between it and the last click. */
export const useSelection = (
  shown: readonly string[],
  selected: readonly string[],
  onChange: (selected: string[]) => void
) => {
  const last = useRef<string | null>(null);
  const has = (id: string) => selected.includes(id);

  const between = (id: string): readonly string[] => {
    const [from, to] = [shown.indexOf(last.current ?? id), shown.indexOf(id)];
    return from < 0 || to < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  };

  return {
    has,
    toggle: (id: string, isRange = false) => {
      const ids = isRange ? between(id) : [id];
      last.current = id;
      onChange(
        has(id)
          ? selected.filter((one) => !ids.includes(one))
          : [...selected, ...ids.filter((one) => !has(one))]
      );
    },
    areAllSelected: shown.length > 0 && shown.every(has),
    toggleAll: () =>
      onChange(
        shown.every(has)
          ? selected.filter((one) => !shown.includes(one))
          : [...selected, ...shown.filter((one) => !has(one))]
      ),
  };
};
export type Selection = ReturnType<typeof useSelection>;

import { LIBRARY_SORTS } from '../../../shared/library';
import type { LibraryView } from '../../../shared/library';
import { APPROVAL_STATUSES, KINDS, ORIGINS } from '../../../shared/vocabulary';
import { idOrNull, ids, maybeOneOf, oneOf, text, useUrlState } from '../ui';

const SHAPES = ['grid', 'table'] as const;

const spec = {
  status: maybeOneOf(APPROVAL_STATUSES),
  origin: maybeOneOf(ORIGINS),
  purpose: idOrNull(),
  usableOn: idOrNull(),
  brand: idOrNull(),
  series: idOrNull(),
  ownerId: idOrNull(),
  modelId: idOrNull(),
  expiresBefore: idOrNull(),
  kind: maybeOneOf(KINDS),
  q: text(),
  sort: oneOf(LIBRARY_SORTS, 'newest'),
  shape: oneOf(SHAPES, 'grid'),
  selected: ids(),
  open: idOrNull(),
};
const FILTERS = [
  'status',
  'origin',
  'purpose',
  'usableOn',
  'brand',
  'series',
  'ownerId',
  'modelId',
  'expiresBefore',
  'kind',
  'q',
] as const;

export type Filters = LibraryView['filters'];

/** Filters of a view as the URL holds them: what the view does not say is taken out. */
const asValues = (filters: Filters) => ({
  status: filters.status ?? null,
  origin: filters.origin ?? null,
  purpose: filters.purpose ?? null,
  usableOn: filters.usableOn ?? null,
  brand: filters.brand ?? null,
  series: filters.series ?? null,
  ownerId: filters.ownerId ?? null,
  modelId: filters.modelId ?? null,
  expiresBefore: filters.expiresBefore ?? null,
  kind: filters.kind ?? null,
  q: filters.q ?? '',
  sort: filters.sort ?? 'newest',
});

/** View, filters, sort, selection and open file of the Library, in the URL. */
export const useLibraryState = () => {
  const { values, set, clear } = useUrlState(spec);
  const filters: Filters = Object.fromEntries(
    [...FILTERS, 'sort' as const].flatMap((key) => (values[key] ? [[key, values[key]]] : []))
  );
  return {
    values,
    set,
    filters,
    isFiltered: FILTERS.some((key) => Boolean(values[key])),
    clearFilters: () => clear(FILTERS),
    show: (shown: Filters) => set({ ...asValues(shown), selected: [] }),
  };
};
export type LibraryState = ReturnType<typeof useLibraryState>;

/** Whether both show the same files in the same order. */
export const areSame = (one: Filters, other: Filters): boolean => {
  const inOrder = (filters: Filters) => Object.entries(asValues(filters)).sort().toString();
  return inOrder(one) === inOrder(other);
};

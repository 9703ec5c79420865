import { TASK_VIEWS } from '../../../shared/tasks';
import { FAILURE_CLASSES, KINDS, STAGES, TASK_STATES } from '../../../shared/vocabulary';
import { usePermissions } from '../access';
import { idOrNull, maybeOneOf, oneOf, text, useUrlState } from '../ui';

export const OWNERS = ['mine', 'team', 'all'] as const;
export type Owner = (typeof OWNERS)[number];
const SHAPES = ['table', 'cards'] as const;

const spec = {
  view: oneOf(TASK_VIEWS, 'operations'),
  shape: oneOf(SHAPES, 'table'),
  owner: maybeOneOf(OWNERS),
  state: maybeOneOf(TASK_STATES),
  stage: maybeOneOf(STAGES),
  kind: maybeOneOf(KINDS),
  failureClass: maybeOneOf(FAILURE_CLASSES),
  purpose: idOrNull(),
  providerId: idOrNull(),
  q: text(),
};
const FILTERS = ['state', 'stage', 'kind', 'failureClass', 'purpose', 'providerId', 'q'] as const;

/** View, filters and search of the list, in the URL. */
export const useTaskListState = () => {
  const { can } = usePermissions();
  const { values, set, clear } = useUrlState(spec);
  // Who may read everybody's mostly has none of their own.
  const owner = values.owner ?? (can('task.read-all') ? 'all' : 'team');
  return {
    values: { ...values, owner },
    set,
    isFiltered: FILTERS.some((key) => Boolean(values[key])),
    clearFilters: () => clear(FILTERS),
  };
};
export type TaskListState = ReturnType<typeof useTaskListState>;

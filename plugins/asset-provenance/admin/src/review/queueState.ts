import { useLocation } from 'react-router-dom';
import { approvalStatuses, KINDS, VERDICTS, verdicts } from '../../../shared/vocabulary';
import { POLL, usePolling, useReviewQueueQuery, useWanted } from '../api';
import { idOrNull, maybeOneOf, oneOf, text, useUrlState } from '../ui';

const STATUSES = ['pending', ...VERDICTS] as const;
/** What the queue can show: what waits, and what each verdict decided. */
export const queueTerms = { pending: approvalStatuses.pending, ...verdicts };

/** Filters of the queue; the focus view keeps them, so that the arrows move in the list that was left. */
const queueSpec = {
  status: oneOf(STATUSES, 'pending'),
  purpose: text(),
  kind: maybeOneOf(KINDS),
};
const FILTERS = ['purpose', 'kind'] as const;

export const COMPARE_MODES = ['side', 'slider'] as const;
export const compareSpec = {
  compare: idOrNull(),
  mode: oneOf(COMPARE_MODES, 'side'),
};

/** The queue as the address describes it. */
export const useQueue = () => {
  const { values, set, clear } = useUrlState(queueSpec);
  const filters = {
    status: values.status,
    purpose: values.purpose || undefined,
    kind: values.kind ?? undefined,
  };
  const { wanted, showMore } = useWanted(filters);
  const query = useReviewQueueQuery({ ...filters, wanted }, usePolling(POLL.list));
  return {
    values,
    set,
    wanted,
    showMore,
    query,
    isFiltered: Boolean(filters.purpose ?? filters.kind),
    clearFilters: () => clear(FILTERS),
  };
};

/** The filters of the queue alone, for links between the list and its cases. */
export const useQueueSearch = (): string => {
  const params = new URLSearchParams(useLocation().search);
  Object.keys(compareSpec).forEach((key) => params.delete(key));
  const search = params.toString();
  return search ? `?${search}` : '';
};

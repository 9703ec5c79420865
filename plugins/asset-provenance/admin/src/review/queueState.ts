import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { ReviewListQuery } from '../../../shared/review';
import { approvalStatuses, KINDS, verdicts } from '../../../shared/vocabulary';
import { flag, idOrNull, ids, maybeOneOf, oneOf, text, useUrlState } from '../ui';

const STATUSES = ['pending', 'approved', 'rejected', 'regenerate'] as const;
export type QueueStatus = (typeof STATUSES)[number];
/** What the queue can show: what waits, and what each verdict decided. */
export const queueTerms = {
  pending: approvalStatuses.pending,
  approved: verdicts.approved,
  rejected: verdicts.rejected,
  regenerate: verdicts.regenerate,
};

/** Filters of the queue; the focus view keeps them, so that the arrows move in the list that was left. */
const filterSpec = {
  status: oneOf(STATUSES, 'pending'),
  purpose: text(),
  channel: text(),
  kind: maybeOneOf(KINDS),
  assignee: text(),
  owner: text(),
  decidable: flag(),
};
const OPTIONAL = ['purpose', 'channel', 'kind', 'assignee', 'owner', 'decidable'] as const;
const selectionSpec = { selected: ids() };

export const COMPARE_MODES = ['side', 'slider', 'flip'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];
export const caseSpec = {
  compare: idOrNull(),
  mode: oneOf(COMPARE_MODES, 'side'),
  comment: idOrNull(),
};

/** As the list is asked for; `decidable` travels as text. */
export type QueueFilters = Omit<ReviewListQuery, 'cursor' | 'limit'>;

/** The queue as the address describes it. */
export const useQueueFilters = () => {
  const { values, set, clear } = useUrlState(filterSpec);
  const filters = useMemo<QueueFilters>(
    () => ({
      status: values.status,
      purpose: values.purpose || undefined,
      channel: values.channel || undefined,
      kind: values.kind ?? undefined,
      assignee: values.assignee || undefined,
      ownerId: values.owner || undefined,
      decidable: values.decidable ? 'true' : undefined,
    }),
    [values]
  );
  return {
    values,
    filters,
    set,
    isFiltered: OPTIONAL.some((key) => Boolean(values[key])),
    clearFilters: () => clear(OPTIONAL),
  };
};
export type QueueValues = ReturnType<typeof useQueueFilters>['values'];

export const useSelectionState = () => useUrlState(selectionSpec);

/** The filters of the queue alone, for links between the list and its cases. */
export const useQueueSearch = (): string => {
  const params = new URLSearchParams(useLocation().search);
  [...Object.keys(caseSpec), ...Object.keys(selectionSpec)].forEach((key) => params.delete(key));
  const search = params.toString();
  return search ? `?${search}` : '';
};

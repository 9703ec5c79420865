import { idOrNull, oneOf, useUrlState } from '../ui';

export const TABS = ['parameters', 'timeline', 'cost', 'callbacks', 'evidence', 'record'] as const;

const spec = { tab: oneOf(TABS, 'parameters'), output: idOrNull() };

/** Open tab and opened result of one task, in the URL. */
export const useTaskState = () => useUrlState(spec);

import type { ReviewItem } from '../../../shared/review';

/** What a case is called: its subject, else what was made. */
export const caseTitle = ({ task }: Pick<ReviewItem, 'task'>): string =>
  task.subject ?? task.series ?? task.parameterSummary;

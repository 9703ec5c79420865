import type { TaskDetail } from '../../../shared/tasks';
import { failureClasses, failurePhases, taskStates } from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';

const labels: Partial<Record<string, MessageKey>> = {
  taskId: 'tasks.column.task-id',
  providerTaskId: 'tasks.provider-task-id',
  state: 'tasks.column.state',
  failureClass: 'tasks.failure',
  failurePhase: 'tasks.evidence.phase',
  providerCode: 'tasks.evidence.code',
  httpStatus: 'tasks.column.http',
  launchedAt: 'tasks.column.launched',
  submittedAt: 'tasks.job.submitted',
  finishedAt: 'tasks.job.finished',
  provider: 'tasks.provider',
  model: 'launch.model',
  modelVersion: 'parameter.modelVersion',
  version: 'tasks.evidence.version',
};
const termsOf: Partial<Record<string, Record<string, Term>>> = {
  state: taskStates,
  failureClass: failureClasses,
  failurePhase: failurePhases,
};

export type EvidenceLine = { key: string; label: string; value: string | null };

/** What may go into a first enquiry, line by line: never a prompt, a key or an address. */
export const useEvidence = (task: Pick<TaskDetail, 'safeEvidence'>) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const lines = Object.entries(task.safeEvidence).map(([key, value]): EvidenceLine => {
    const known = labels[key];
    const terms = termsOf[key];
    const text = value === null ? null : String(value);
    return {
      key,
      label: known ? t(known) : key,
      // The key as well: whoever gets it may read another language.
      value: text && terms ? `${termOf(terms, text)} (${text})` : text,
    };
  });
  const asText = lines
    .map(({ label, value }) => `${label}: ${value ?? t('common.none')}`)
    .join('\n');
  return { lines, asText };
};

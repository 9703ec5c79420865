import { readRows } from './rows';
import { sharedServer } from './shared-server';
import type { Server } from './server';

/** Ten years each: nothing of other tests is ever over. */
const DAYS = 3650;
const YEARS_AGO = () => new Date(Date.now() - (DAYS + 5) * 86_400_000);

export const testRetention = {
  RETENTION_ENABLED: 'true',
  RETENTION_UNSUBMITTED_DAYS: String(DAYS),
  RETENTION_REJECTED_DAYS: String(DAYS),
  RETENTION_RAW_ANSWERS_DAYS: String(DAYS),
  RETENTION_PROMPTS_DAYS: String(DAYS),
  RETENTION_RECORDS_DAYS: String(DAYS),
};

type At = Pick<Server, 'databaseEnv'>;

/** Lets a task, and the verdicts on what it made, be of more than ten years ago. */
export const makeOld = (taskId: string, server: At = sharedServer()): Promise<void> =>
  readRows(server, async (rows) => {
    await rows('ap_generation_tasks')
      .where({ document_id: taskId })
      .update({ finished_at: YEARS_AGO() });
    await rows('ap_outputs')
      .where({ task_id: taskId })
      .whereNotNull('decided_at')
      .update({ decided_at: YEARS_AGO() });
  });

import type { RightsRecord } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, TaskRow } from '../generation/service';
import type { Kernel, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { Usage } from '../usage/service';
import { createAssigning } from './assigning';
import { createBulk } from './bulk';
import { createCases } from './case';
import { createCommentRows } from './comment-rows';
import { createComments } from './comments';
import { createComparing } from './comparing';
import { reviewComments } from './content-types/review-comment';
import { verdicts } from './content-types/verdict';
import { createDeciding } from './deciding';
import { createDecisions } from './decisions';
import { createFilling } from './filling';
import { createKeeping } from './keeping';
import { createPeople } from './people';
import { createPublishedSince } from './published-since';
import { createQueue } from './queue';
import { createRecording } from './recording';
import { createSubjects } from './subjects';
import { createSubmission } from './submission';
import { limitsAmong } from './suggesting';
import type { TemplatesFor } from './suggesting';
import { createUndoing } from './undoing';
import { createVerdictRows } from './verdict-rows';
import { verdictWitness } from './verdict-witness';

export { personalRows } from './personal';

export const tables = [verdicts, reviewComments];

type Dependencies = {
  generation: Generation;
  media: Media;
  usage: Usage;
  config: PluginConfig;
  /** Rights records by id, unknown ones left out; belongs to a room beside this one. */
  rightsRecords: (rightsRecordIds: string[]) => Promise<RightsRecord[]>;
  /** Belongs to a room beside this one, too. */
  templatesFor: TemplatesFor;
};

/** Submission, queue, verdicts and what people say about outputs. */
export const createReview = (kernel: Kernel, dependencies: Dependencies) => {
  const { generation, media, usage, config, rightsRecords, templatesFor } = dependencies;
  const rows = createVerdictRows(kernel);
  const commentRows = createCommentRows(kernel);
  const people = createPeople(kernel);
  const keeping = createKeeping({ media });
  const record = createRecording(kernel);
  const subjects = createSubjects({ generation });

  /** Everything that a provider was asked, or says that it was asked, for one task. */
  const promptsOf = async (task: TaskRow): Promise<string[]> => {
    const jobs = await generation.jobsOf(task.documentId);
    return [
      task.prompt,
      ...jobs.flatMap(({ effective }) => [effective?.prompt, effective?.revisedPrompt]),
    ].filter((prompt) => prompt !== null && prompt !== undefined);
  };

  const queue = createQueue({ generation, config, rows, comments: commentRows });
  const { submit } = createSubmission(kernel, { generation, subjects, promptsOf });
  const { decide, decideOne } = createDeciding(kernel, {
    generation,
    subjects,
    media,
    config,
    rows,
    keeping,
    record,
    promptsOf,
  });
  const { decideMany } = createBulk(kernel, {
    subjects,
    config,
    decideOne,
    suggestedLimits: async (task) => limitsAmong(await templatesFor(task.purpose), task),
  });
  const { undo } = createUndoing(kernel, {
    generation,
    subjects,
    media,
    rows,
    keeping,
    record,
    publishedSince: createPublishedSince(kernel, { usage }),
  });
  const cases = createCases({
    generation,
    media,
    config,
    rows,
    comments: commentRows,
    queue,
    keeping,
    comparing: createComparing({ generation, rows }),
    subjects,
    templatesFor,
    rightsRecords,
  });

  return {
    submit,
    decide,
    decideMany,
    undo,
    list: queue.list,
    waiting: queue.waiting,
    decisions: createDecisions(kernel, { generation }),
    fillQueue: createFilling(kernel, { generation, rows }),
    read: cases.read,
    comments: createComments(kernel, {
      generation,
      rows: commentRows,
      people,
      keeping,
      subjects,
    }),
    ...createAssigning(kernel, { generation, config, people, subjects }),
    /** documentId of the reviewer who is asked to decide on an output. */
    assigneeOf: async (outputId: string): Promise<string | null> =>
      (await generation.outputRow(outputId))?.assigneeId ?? null,
    /** documentId of who wrote a comment. */
    authorOf: async (commentId: string): Promise<string | null> =>
      (await commentRows.row(commentId))?.authorId ?? null,
    /** Takes people's words about a task away; verdicts, their limits and their bytes stay. */
    forgetTask: async (tx: Transaction, taskId: string): Promise<void> => {
      const { store } = kernel;
      await tx.trx(store.tableOf(verdicts)).where({ task_id: taskId }).update({ reason: null });
      await store.remove(reviewComments, { taskId });
    },
    witnesses: [verdictWitness],
    verdictsOf: rows.verdictsOf,
    latestVerdictsOf: rows.latestOf,
  };
};
export type Review = ReturnType<typeof createReview>;

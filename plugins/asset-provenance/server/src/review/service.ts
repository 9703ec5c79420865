import type { RightsRecord } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import { createCases } from './case';
import { verdicts } from './content-types/verdict';
import { createDeciding } from './deciding';
import { createQueue } from './queue';
import { createSubmission } from './submission';
import { createVerdictRows } from './verdict-rows';

export const tables = [verdicts];

type Dependencies = {
  generation: Generation;
  media: Media;
  config: PluginConfig;
  /** Rights records by id, unknown ones left out; belongs to a room beside this one. */
  rightsRecords: (rightsRecordIds: string[]) => Promise<RightsRecord[]>;
};

/** Submission, queue and verdicts. */
export const createReview = (kernel: Kernel, dependencies: Dependencies) => {
  const { generation, media, config, rightsRecords } = dependencies;
  const rows = createVerdictRows(kernel);

  /** Everything that a provider was asked, or says that it was asked, for one task. */
  const promptsOf = async (task: TaskRow): Promise<string[]> => {
    const jobs = await generation.jobsOf(task.documentId);
    return [
      task.prompt,
      ...jobs.flatMap(({ effective }) => [effective?.prompt, effective?.revisedPrompt]),
    ].filter((prompt) => prompt !== null && prompt !== undefined);
  };

  /** What the file holds now: *Replace* and *Crop* keep its id and change its bytes. */
  const currentSha256 = async (output: OutputRow): Promise<string | null> => {
    const file = output.fileDocumentId ? await media.file(output.fileDocumentId) : null;
    return file ? media.originalSha256(file) : null;
  };

  const queue = createQueue(kernel, { generation, config, rows });
  const { submit } = createSubmission(kernel, { generation, promptsOf });
  const { decide } = createDeciding(kernel, {
    generation,
    media,
    config,
    rows,
    promptsOf,
    currentSha256,
  });
  const cases = createCases({
    generation,
    media,
    config,
    rows,
    queue,
    rightsRecords,
    currentSha256,
  });

  return {
    submit,
    decide,
    list: queue.list,
    waiting: queue.waiting,
    read: cases.read,
    verdictsOf: rows.verdictsOf,
    latestVerdictsOf: rows.latestOf,
  };
};
export type Review = ReturnType<typeof createReview>;

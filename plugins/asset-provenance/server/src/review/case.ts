import type { ReviewCase, RightsRecord } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, TaskRow } from '../generation/service';
import { notFound } from '../kernel';
import type { Request } from '../kernel';
import type { Media } from '../media/service';
import type { CommentRows } from './comment-rows';
import type { Comparing } from './comparing';
import { obstacleOf } from './eligibility';
import type { Keeping } from './keeping';
import type { Queue } from './queue';
import type { Subject, Subjects } from './subjects';
import { limitsAmong } from './suggesting';
import type { TemplatesFor } from './suggesting';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  media: Media;
  config: PluginConfig;
  rows: VerdictRows;
  comments: CommentRows;
  queue: Queue;
  keeping: Keeping;
  comparing: Comparing;
  subjects: Subjects;
  templatesFor: TemplatesFor;
  rightsRecords: (rightsRecordIds: string[]) => Promise<RightsRecord[]>;
};

/** Everything that a reviewer sees beside the picture. */
export const createCases = (dependencies: Dependencies) => {
  const { generation, media, config, rows, comments, queue, keeping } = dependencies;
  const { comparing, subjects, templatesFor, rightsRecords } = dependencies;

  const referencesOf = async (task: TaskRow): Promise<ReviewCase['references']> => {
    const { references } = generation.requestedOf(task);
    const [files, records] = await Promise.all([
      media.files(references.map(({ fileDocumentId }) => fileDocumentId)),
      rightsRecords(references.map(({ rightsRecordId }) => rightsRecordId)),
    ]);
    return references.map(({ fileDocumentId, role, rightsRecordId }) => {
      const file = files.find(({ documentId }) => documentId === fileDocumentId);
      const record = records.find((each) => each.rightsRecordId === rightsRecordId);
      return {
        fileDocumentId,
        url: file?.url ?? null,
        thumbnailUrl: file ? media.thumbnailOf(file) : null,
        role,
        holder: record?.holder ?? null,
        isAuthorised: record?.fileDocumentId === fileDocumentId && record.isValid,
      };
    });
  };

  const obstacleFor = async (
    request: Request,
    { task, output, verdicts }: Subject & Pick<ReviewCase, 'verdicts'>
  ) =>
    obstacleOf(
      {
        task,
        output,
        stage: generation.stageOf(task, output),
        lastVerdict: verdicts.at(-1) ?? null,
        currentSha256: await keeping.currentSha256(output),
      },
      { userId: request.user.documentId, mayDecideOnOwnWork: config.mayDecideOnOwnWork }
    );

  return {
    /** @throws Refusal 404 for unknown outputs. */
    read: async (request: Request): Promise<ReviewCase> => {
      const { task, output } = await subjects.find(request.params.outputId ?? '');
      const reader = await generation.readerOf(request);
      const [item] = await queue.itemsOf([output], reader);
      if (!item) throw notFound('result', 'outputId');

      const verdicts = await rows.verdictsOf(output.documentId);
      const jobs = await generation.jobsOf(task.documentId);
      const templates = await templatesFor(task.purpose);
      const siblings = await comparing.siblingsOf(output);
      const obstacle = await obstacleFor(request, { task, output, verdicts });
      return {
        ...item,
        verdicts,
        effective: comparing.effectiveOf(jobs, output, reader),
        references: await referencesOf(task),
        siblings: await generation.outputSummaries(siblings, [task]),
        siblingDifferences: comparing.siblingDifferences(jobs, output, siblings, reader),
        siblingComments: Object.fromEntries(
          await comments.openCounts(siblings.map(({ documentId }) => documentId))
        ),
        previous: await comparing.previousOf(task),
        differences: await comparing.differencesOf(task, reader),
        licenceTemplates: templates,
        comments: await comments.commentsOf(output.documentId),
        folder: await keeping.folderOf(output),
        suggestedLimits:
          verdicts.findLast(({ limits }) => limits)?.limits ?? limitsAmong(templates, task),
        canDecide: obstacle === null,
        whyNot: obstacle && { en: obstacle.en, zh: obstacle.zh },
      };
    },
  };
};

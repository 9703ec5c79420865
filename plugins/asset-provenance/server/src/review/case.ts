import { reuseLimitsSchema } from '../../../shared';
import type { EffectiveParameters, ReuseLimits, ReviewCase, RightsRecord } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation, OutputRow, Reader, TaskRow } from '../generation/service';
import { notFound } from '../kernel';
import type { Request } from '../kernel';
import type { Media } from '../media/service';
import { differencesBetween } from './differences';
import { obstacleOf } from './eligibility';
import type { Queue } from './queue';
import type { VerdictRows } from './verdict-rows';

type Dependencies = {
  generation: Generation;
  media: Media;
  config: PluginConfig;
  rows: VerdictRows;
  queue: Queue;
  rightsRecords: (rightsRecordIds: string[]) => Promise<RightsRecord[]>;
  currentSha256: (output: OutputRow) => Promise<string | null>;
};

/** What approving prefills: where the task said that it would appear, marked as generated. */
const suggestedLimits = (task: TaskRow): ReuseLimits =>
  reuseLimitsSchema.parse({
    channels: [task.channel],
    isPublicUseAllowed: task.channel !== 'internal',
    isAiLabelRequired: true,
  });

const withoutPrompts = (effective: EffectiveParameters): EffectiveParameters => ({
  ...effective,
  prompt: '',
  negativePrompt: null,
  revisedPrompt: null,
});

/** Everything that a reviewer sees beside the picture. */
export const createCases = (dependencies: Dependencies) => {
  const { generation, media, config, rows, queue, rightsRecords, currentSha256 } = dependencies;

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

  const differencesOf = async (
    task: TaskRow,
    reader: Reader
  ): Promise<ReviewCase['differences']> => {
    const parent = task.derivedFrom ? await generation.taskRow(task.derivedFrom) : null;
    if (!parent) return [];
    return differencesBetween(generation.requestedOf(parent), generation.requestedOf(task), {
      withPrompts: reader.mayReadPrompts,
    });
  };

  const effectiveOf = async (
    output: OutputRow,
    reader: Reader
  ): Promise<EffectiveParameters | null> => {
    const jobs = await generation.jobsOf(output.taskId);
    const effective = jobs.find(({ documentId }) => documentId === output.jobId)?.effective ?? null;
    return effective && !reader.mayReadPrompts ? withoutPrompts(effective) : effective;
  };

  return {
    /** @throws Refusal 404 for unknown outputs. */
    read: async (request: Request): Promise<ReviewCase> => {
      const output = await generation.outputRow(request.params.outputId ?? '');
      const task = output && (await generation.taskRow(output.taskId));
      if (!output || !task) throw notFound('result', 'outputId');
      const reader = await generation.readerOf(request);
      const [item] = await queue.itemsOf([output], reader);
      if (!item) throw notFound('result', 'outputId');

      const history = await rows.verdictsOf(output.documentId);
      const siblings = await generation.outputsOf(task.documentId);
      const obstacle = obstacleOf(
        { task, output, lastVerdict: item.lastVerdict, currentSha256: await currentSha256(output) },
        { userId: request.user.documentId, mayDecideOnOwnWork: config.mayDecideOnOwnWork }
      );
      return {
        ...item,
        verdicts: history,
        effective: await effectiveOf(output, reader),
        references: await referencesOf(task),
        siblings: await generation.outputSummaries(
          siblings.filter(
            ({ state, documentId }) => state === 'stored' && documentId !== output.documentId
          )
        ),
        differences: await differencesOf(task, reader),
        suggestedLimits: history.findLast(({ limits }) => limits)?.limits ?? suggestedLimits(task),
        canDecide: obstacle === null,
        whyNot: obstacle && { en: obstacle.en, zh: obstacle.zh },
      };
    },
  };
};

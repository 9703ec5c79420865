import type { DigitalSourceType, ReferenceRole } from '../../../shared';
import { ELSEWHERE } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Kernel } from '../kernel';
import type { MarkFacts } from '../media/service';
import type { Providers } from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import type { OutputRow, TaskRow } from './transitions';

/** Roles in which an input picture shows in what is made from it. A style does not. */
const SHOWN_ROLES: ReferenceRole[] = [
  'subject',
  'composition',
  'first_frame',
  'last_frame',
  'mask',
];

/** Edits of edits; a chain that is longer is not followed. */
const MOST_EDITS = 50;

/** What may be said in a file of how it was made, by the key under which it is stored. */
export const createMarkFacts = (
  { store }: Kernel,
  { marks }: Pick<PluginConfig, 'marks'>,
  providers: Providers
) => {
  const sourceTypeOf = (task: TaskRow): DigitalSourceType => {
    const own = providers.model(task.providerId, task.modelId)?.digitalSourceType;
    const type = own ?? 'trainedAlgorithmicMedia';
    const showsInput = task.requested.references.some(({ role }) => SHOWN_ROLES.includes(role));
    return type === 'trainedAlgorithmicMedia' && showsInput
      ? 'compositeWithTrainedAlgorithmicMedia'
      : type;
  };

  const systemOf = (task: TaskRow): string => {
    const model = providers.model(task.providerId, task.modelId)?.name ?? task.modelId;
    return `${model} (${providers.nameOf(task.providerId)})`;
  };

  /** The task here whose output was edited, by whatever many hands; null: it was made elsewhere. */
  const generatingTaskOf = async (edited: TaskRow): Promise<TaskRow | null> => {
    let task: TaskRow | null = edited;
    for (let count = 0; task?.providerId === ELSEWHERE && count < MOST_EDITS; count += 1)
      task = task.derivedFrom
        ? ((await store.findOne(generationTasks, { documentId: task.derivedFrom })) as TaskRow)
        : null;
    return task?.providerId === ELSEWHERE ? null : task;
  };

  const outputOf = (where: Parameters<typeof store.findOne<typeof outputs>>[1]) =>
    store.findOne(outputs, where) as Promise<OutputRow | null>;

  /** @returns null for files that were not made here, nor from one that was. */
  return async (storageKey: string): Promise<MarkFacts | null> => {
    const output = await outputOf({ storageKey });
    const task =
      output &&
      ((await store.findOne(generationTasks, { documentId: output.taskId })) as TaskRow | null);
    const made = task && (await generatingTaskOf(task));
    if (!output || !task || !made) return null;
    const ids = { taskId: task.documentId, outputId: output.documentId };
    const job = await store.findOne(providerJobs, { documentId: output.jobId });
    if (task === made)
      return {
        ...ids,
        digitalSourceType: sourceTypeOf(task),
        system: { name: systemOf(task), version: job?.effective?.modelVersion ?? null },
        madeAt: new Date(job?.finishedAt ?? task.launchedAt).toISOString(),
        prompt: marks.prompt ? task.prompt : null,
        editedFrom: null,
      };
    const original = task.derivedFromOutput
      ? await outputOf({ documentId: task.derivedFromOutput })
      : null;
    return {
      ...ids,
      digitalSourceType: editedTypeOf(sourceTypeOf(made)),
      system: { name: systemOf(made), version: null },
      madeAt: new Date(task.launchedAt).toISOString(),
      prompt: null,
      editedFrom: original?.fileDocumentId ?? null,
    };
  };
};

/** A person's tool added what it did to what the model had made. */
const editedTypeOf = (type: DigitalSourceType): DigitalSourceType =>
  type === 'trainedAlgorithmicMedia' ? 'compositeWithTrainedAlgorithmicMedia' : type;

import type { Kind, Parameters, Reference } from '../../../shared';
import { ELSEWHERE } from '../../../shared';
import { canonicalText, sha256 } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { Inspection } from '../media/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import type { TaskReferences } from './task-references';
import type { OutputRow, TaskRow } from './transitions';

export type Place = Pick<
  TaskRow,
  'purpose' | 'channel' | 'specification' | 'brand' | 'series' | 'subject'
>;

/** A file that was made elsewhere, and what it is for. */
export type Work = Place & {
  kind: Kind;
  /** What it was made or edited with. */
  tool: string;
  facts: Inspection & { bytes: number };
  /** Of the bytes as they came; null where nobody saw them come. */
  receivedSha256: string | null;
  storageKey: string;
  /** Input pictures of the original, whose rights go with it. */
  references: Reference[];
  derivedFrom: { taskId: string; outputId: string } | null;
  /** What was changed in the original, in a person's words. */
  changes: string | null;
};

/** Public-safe, like every parameter summary. */
const summaryOf = ({ derivedFrom, tool, facts }: Work): string =>
  [
    `${derivedFrom ? 'Edited' : 'Made elsewhere'} with ${tool}`,
    `${facts.width}×${facts.height}`,
    ...(facts.durationSeconds === null ? [] : [`${facts.durationSeconds} s`]),
  ].join(' · ');

/**
 * Nothing was asked of a provider, and this is never shown: the shape of parameters holds what the
 * file measures and the references that came with the original.
 */
const measured = ({ kind, facts, references }: Work): Parameters => {
  const common = {
    prompt: '',
    negativePrompt: null,
    references,
    aspectRatio: `${facts.width}:${facts.height}`,
    seed: null,
    extras: {},
    count: 1,
  };
  return kind === 'image'
    ? {
        kind,
        inputType: 'image_to_image',
        ...common,
        size: `${facts.width}x${facts.height}`,
        quality: null,
      }
    : {
        kind,
        inputType: 'image_to_video',
        ...common,
        resolution: `${Math.min(facts.width, facts.height)}p`,
        durationSeconds: facts.durationSeconds ?? 0,
        frameRate: null,
        cameraMotion: null,
        audio: false,
      };
};

/** Writes the rows of a work: a task with one job and one output, whose file is on its way. */
export const createElsewhereRows = ({ store }: Kernel, taskReferences: TaskReferences) => {
  const insertTask = (tx: Transaction, work: Work): Promise<TaskRow> =>
    store.insert(generationTasks, {
      state: 'succeeded',
      kind: work.kind,
      inputType: null,
      stage: 'final',
      purpose: work.purpose,
      channel: work.channel,
      specification: work.specification,
      brand: work.brand,
      series: work.series,
      subject: work.subject,
      providerId: ELSEWHERE,
      modelId: work.tool,
      requested: measured(work),
      parameterSummary: summaryOf(work),
      parametersHash: sha256(canonicalText({ [ELSEWHERE]: work.storageKey })),
      ownerType: tx.actor.type,
      ownerId: tx.actor.id,
      ownerName: tx.actor.name,
      derivation: work.derivedFrom ? 'edit' : null,
      derivedFrom: work.derivedFrom?.taskId ?? null,
      derivedFromOutput: work.derivedFrom?.outputId ?? null,
      changes: work.changes,
      referenceCount: work.references.length,
      outputsExpected: 1,
      launchedAt: tx.at.toISOString(),
    });

  const insertOutput = async (
    { documentId: taskId }: TaskRow,
    { facts, receivedSha256, storageKey }: Work
  ): Promise<OutputRow> => {
    const job = await store.insert(providerJobs, {
      taskId,
      ordinal: 0,
      state: 'succeeded',
      providerId: ELSEWHERE,
      clientKey: `${taskId}-0`,
      outputsExpected: 1,
      billed: 'no',
    });
    return store.insert(outputs, {
      taskId,
      jobId: job.documentId,
      ordinal: 0,
      jobOrdinal: 0,
      state: 'fetching',
      approvalStatus: 'unsubmitted',
      storageKey,
      receivedSha256,
      mime: facts.mime,
      width: facts.width,
      height: facts.height,
      durationSeconds: facts.durationSeconds,
      bytes: facts.bytes,
    });
  };

  return {
    insert: async (tx: Transaction, work: Work): Promise<{ task: TaskRow; output: OutputRow }> => {
      const task = await insertTask(tx, work);
      await tx.emit({
        type: 'task.launched',
        aggregateType: 'task',
        aggregateId: task.documentId,
        aggregateVersion: 1,
        taskId: task.documentId,
        note: work.changes,
        data: {
          purpose: task.purpose,
          channel: task.channel,
          stage: task.stage,
          kind: task.kind,
          providerId: task.providerId,
          modelId: task.modelId,
          parametersHash: task.parametersHash,
          jobs: 1,
          outputs: 1,
          derivation: task.derivation,
          derivedFrom: task.derivedFrom,
          repeatOf: null,
          presetId: null,
          presetVersion: null,
          isOneOfMany: false,
        },
      });
      await taskReferences.record(tx, task.documentId, work.references);
      return { task, output: await insertOutput(task, work) };
    },
  };
};
export type ElsewhereRows = ReturnType<typeof createElsewhereRows>;

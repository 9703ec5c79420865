import type { EffectiveParameters, Parameters } from '../../../shared';
import type { EffectiveFacts, JobHandle } from '../providers/service';
import { requestedOf } from './present';
import type { JobRow, TaskRow } from './transitions';

/** What one job asks for: the task's parameters with this job's own seed and count. */
export const parametersOf = (task: TaskRow, job: JobRow): Parameters => ({
  ...requestedOf(task),
  seed: job.seed,
  count: job.outputsExpected,
});

/** A job as adapters know it. */
export const handleOf = (
  task: TaskRow,
  job: JobRow
): Omit<JobHandle, 'providerTaskId'> & { providerTaskId: string | null } => ({
  providerTaskId: job.providerTaskId,
  reference: job.reference ?? null,
  modelId: task.modelId,
  stage: task.stage,
  parameters: parametersOf(task, job),
  submittedAt: job.submittedAt ?? job.createdAt,
  cancelRequestedAt: task.cancelRequestedAt,
});

/** What was asked, with what the provider says it really used. */
export const effectiveOf = (
  { count: _count, ...asked }: Parameters,
  { durationSeconds, resolution, aspectRatio, ...facts }: EffectiveFacts
): EffectiveParameters =>
  ({
    ...asked,
    ...(aspectRatio ? { aspectRatio } : {}),
    ...(asked.kind === 'video' && durationSeconds ? { durationSeconds } : {}),
    ...(asked.kind === 'video' && resolution ? { resolution } : {}),
    seed: facts.seed === undefined ? asked.seed : facts.seed,
    revisedPrompt: facts.revisedPrompt ?? null,
    modelVersion: facts.modelVersion ?? null,
    size: facts.size ?? (asked.kind === 'image' ? asked.size : ''),
  }) as EffectiveParameters;

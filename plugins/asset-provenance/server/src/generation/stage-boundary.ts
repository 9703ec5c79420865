import type { LaunchRequest, ModelCapabilities, Parameters } from '../../../shared';
import type { Costs } from '../costs/service';
import { Refusal, invalid } from '../kernel';
import { pricedFactsOf } from './pricing';
import type { OutputRow, TaskRow } from './transitions';

export type Lookups = {
  taskOf: (taskId: string) => Promise<TaskRow | null>;
  outputOf: (outputId: string) => Promise<OutputRow | null>;
};

/** Whether a final follows from a chosen draft, or from a final that was answered for. */
const isAnsweredFor = async (
  { derivedFrom }: LaunchRequest,
  { taskOf, outputOf }: Lookups
): Promise<boolean> => {
  if (!derivedFrom) return false;
  if ((await taskOf(derivedFrom.taskId))?.stage === 'final') return true;
  const output = derivedFrom.outputId ? await outputOf(derivedFrom.outputId) : null;
  return output?.taskId === derivedFrom.taskId && output.isChosen;
};

/**
 * A final without a chosen draft needs a reason where the policy says so.
 * @throws Refusal 400 that names the reason.
 */
export const assertFinalReason = async (
  request: LaunchRequest,
  policy: Costs['finalWithoutDraft'],
  lookups: Lookups
): Promise<void> => {
  if (policy !== 'require' || request.stage !== 'final' || request.finalReason) return;
  if (await isAnsweredFor(request, lookups)) return;
  throw invalid([
    {
      path: 'finalReason',
      message: 'is required for a final without a chosen draft',
      zh: '未选定草稿而直接正式产出时必填',
    },
  ]);
};

/** @throws Refusal 400 `beyond_stage` with the nearest parameters that are within the stage. */
export const assertWithinStage = (
  { boundaries, amountOf }: Costs,
  request: LaunchRequest,
  parameters: Parameters,
  model: ModelCapabilities
): void => {
  const { problems, nearest } = boundaries.check({
    stage: request.stage,
    providerId: request.providerId,
    model,
    parameters,
    costOf: (asked) =>
      amountOf([{ facts: pricedFactsOf(request, asked), outputs: asked.count }], new Date()),
  });
  if (problems.length === 0) return;
  const refusal = invalid(
    problems,
    nearest
      ? { en: 'Take the nearest parameters that are allowed.', zh: '请改用最接近的允许参数。' }
      : { en: 'Choose another model or stage.', zh: '请更换模型或阶段。' },
    'beyond_stage'
  );
  throw new Refusal(refusal.status, refusal.details.what ?? refusal.message, {
    ...refusal.details,
    nearest,
  });
};

import type {
  FieldProblem,
  ModelCapabilities,
  NearestParameters,
  Parameters,
  Quality,
  Stage,
} from '../../../shared';
import { QUALITIES, pixelsOf, stages } from '../../../shared';
import type { PluginConfig } from '../config';
import type { BoundaryConfig } from '../config-costs';
import { micro } from './money';
import { amountText } from './refusals';

/** What a stage allows of a model; what is absent has no limit. */
type Boundary = BoundaryConfig;

type Asked = {
  stage: Stage;
  providerId: string;
  model: ModelCapabilities;
  parameters: Parameters;
  /** Of a whole task with these parameters, in millionths of the accounting currency. */
  costOf: (parameters: Parameters) => bigint;
};

const rank = (quality: Quality): number => QUALITIES.indexOf(quality);
const lines = (resolution: string): number => Number.parseInt(resolution, 10);
const longest = (size: string): number => Math.max(...pixelsOf(size));

/** The last of those that fit; a model's own lists go from the smallest to the largest. */
const lastThat = <T>(values: readonly T[], fits: (value: T) => boolean): T | null =>
  values.findLast(fits) ?? null;

type Cut = {
  path: string;
  isOver: boolean;
  limit: string;
  zh: string;
  next: Partial<Parameters> | null;
};

const imageCuts = (parameters: Parameters, model: ModelCapabilities, limit: Boundary): Cut[] => {
  if (parameters.kind !== 'image') return [];
  const { size, quality, aspectRatio } = parameters;
  const { longestSide, quality: most } = limit;
  const smaller =
    longestSide === undefined
      ? null
      : lastThat(model.sizes[aspectRatio] ?? [], (each) => longest(each) <= longestSide);
  const lower = most && lastThat(model.qualities, (each) => rank(each) <= rank(most));
  return [
    {
      path: 'size',
      isOver: longestSide !== undefined && longest(size) > longestSide,
      limit: `${longestSide} pixels on the longest side`,
      zh: `长边 ${longestSide} 像素`,
      next: smaller === null ? null : { size: smaller },
    },
    {
      path: 'quality',
      isOver: most !== undefined && quality !== null && rank(quality) > rank(most),
      limit: `quality “${most}”`,
      zh: `质量“${most}”`,
      next: lower ? { quality: lower } : null,
    },
  ];
};

const videoCuts = (parameters: Parameters, model: ModelCapabilities, limit: Boundary): Cut[] => {
  if (parameters.kind !== 'video') return [];
  const { resolution, durationSeconds } = parameters;
  const most = limit.resolution === undefined ? null : lines(limit.resolution);
  const lower = most === null ? null : lastThat(model.resolutions, (each) => lines(each) <= most);
  const range = model.durationsSeconds;
  const longestAllowed = limit.durationSeconds;
  const shorter =
    range && longestAllowed !== undefined && longestAllowed >= range.minimum
      ? range.minimum + Math.floor((longestAllowed - range.minimum) / range.step) * range.step
      : null;
  return [
    {
      path: 'resolution',
      isOver: most !== null && lines(resolution) > most,
      limit: `${limit.resolution}`,
      zh: `${limit.resolution}`,
      next: lower === null ? null : { resolution: lower },
    },
    {
      path: 'durationSeconds',
      isOver: longestAllowed !== undefined && durationSeconds > longestAllowed,
      limit: `${longestAllowed} seconds`,
      zh: `${longestAllowed} 秒`,
      next: shorter === null ? null : { durationSeconds: shorter },
    },
  ];
};

const countCut = ({ count }: Parameters, { count: most }: Boundary): Cut => ({
  path: 'count',
  isOver: most !== undefined && count > most,
  limit: `${most} outputs`,
  zh: `${most} 个结果`,
  next: most === undefined ? null : { count: most },
});

/** What a model calls a draft; never less than the least that it has. */
const ownDraft = (
  { stages: { draft }, sizes, qualities }: ModelCapabilities,
  parameters: Parameters
) => {
  const smallest = sizes[parameters.aspectRatio]?.[0];
  const [lowest] = qualities;
  const longestSide = Math.max(draft.longestSide, smallest ? longest(smallest) : 0);
  const quality =
    draft.quality && lowest && rank(lowest) > rank(draft.quality) ? lowest : draft.quality;
  return { longestSide, ...(quality && { quality }) };
};

/** Draft and final, each with the most that it may ask for. */
export const createBoundaries = ({ boundaries, models, currency }: PluginConfig['costs']) => {
  /** Configuration goes before what the model calls a draft. */
  const boundaryOf = ({ stage, providerId, model, parameters }: Asked): Boundary => ({
    ...(stage === 'draft' ? ownDraft(model, parameters) : {}),
    ...boundaries[stage],
    ...models[`${providerId}/${model.id}`]?.[stage],
  });

  /** As many outputs as the money is for; null: not even one. */
  const affordable = (parameters: Parameters, { costOf }: Asked, most: bigint) => {
    for (let count = parameters.count; count > 0; count -= 1) {
      const fewer = { ...parameters, count };
      if (costOf(fewer) <= most) return fewer;
    }
    return null;
  };

  return {
    /** What goes beyond the stage, and the nearest parameters that do not; null: there are none. */
    check: (asked: Asked): { problems: FieldProblem[]; nearest: NearestParameters | null } => {
      const { stage, model, parameters, costOf } = asked;
      const boundary = boundaryOf(asked);
      const cuts = [
        ...imageCuts(parameters, model, boundary),
        ...videoCuts(parameters, model, boundary),
        countCut(parameters, boundary),
      ].filter(({ isOver }) => isOver);
      const most = boundary.cost === undefined ? null : micro(boundary.cost);
      const cost = costOf(parameters);
      const isTooDear = most !== null && cost > most;
      if (cuts.length === 0 && !isTooDear) return { problems: [], nearest: null };

      const name = stages[stage];
      const problems: FieldProblem[] = cuts.map(({ path, limit, zh }) => ({
        path: `parameters.${path}`,
        message: `is beyond the boundary of a ${name.en.toLowerCase()}: ${limit}`,
        zh: `超出${name.zh}的上限：${zh}`,
      }));
      if (isTooDear)
        problems.push({
          path: 'stage',
          message: `would cost ${amountText(cost)} ${currency}; a ${name.en.toLowerCase()} task may cost ${amountText(most)}`,
          zh: `预计费用 ${amountText(cost)} ${currency}，${name.zh}每个任务上限为 ${amountText(most)}`,
        });
      if (cuts.some(({ next }) => next === null)) return { problems, nearest: null };
      const within = Object.assign({}, parameters, ...cuts.map(({ next }) => next)) as Parameters;
      const nearest = most === null ? within : affordable(within, asked, most);
      return { problems, nearest: nearest && changesOf(parameters, nearest) };
    },
  };
};

const CUT = ['size', 'quality', 'resolution', 'durationSeconds', 'count'] as const;

/** Only what differs, as the form and a caller of the API would set it. */
const changesOf = (asked: Parameters, nearest: Parameters): NearestParameters =>
  Object.fromEntries(
    CUT.flatMap((name) => {
      const [before, after] = [asked, nearest].map(
        (parameters) => (parameters as Record<string, unknown>)[name]
      );
      return before === after ? [] : [[name, after]];
    })
  );

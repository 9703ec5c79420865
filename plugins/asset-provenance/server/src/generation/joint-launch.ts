import type { Actor, Cost, FieldProblem, LaunchRequest, SpendPreview } from '../../../shared';
import type { Costs } from '../costs/service';
import { Refusal } from '../kernel';
import { answeredBy } from './duplicate-guard';
import type { DuplicateGuard } from './duplicate-guard';
import type { Launcher } from './launch';
import { pricedOf } from './prepared-launch';
import type { PreparedLaunch } from './prepared-launch';
import { assertFinalReason } from './stage-boundary';
import type { Lookups } from './stage-boundary';
import { parameterSummary } from './summary';

type Ports = { costs: Costs; guard: DuplicateGuard; launcher: Launcher; lookups: Lookups };

/** One of several launches as it would be recorded; `launch` is null where it cannot be. */
export type ExaminedLaunch = {
  launch: PreparedLaunch | null;
  problems: FieldProblem[];
};
export type PricedLaunch = {
  parameterSummary: string;
  outputs: number;
  /** In the accounting currency; null: nobody knows a price. */
  cost: Cost | null;
  /** The task that would answer instead of a new one. */
  repeatOf: string | null;
  /** Place of an earlier one that asks for the same. */
  sameAs: number | null;
};

const problemsOf = (error: unknown): FieldProblem[] => {
  if (!(error instanceof Refusal)) throw error;
  const { fields, what } = error.details;
  return fields?.length ? fields : [{ path: '', message: error.message, zh: what?.zh }];
};

/** Launches that stand or fall together. */
export const createJointLaunch = ({ costs, guard, launcher, lookups }: Ports) => {
  const examineOne = async (actor: Actor, request: LaunchRequest): Promise<ExaminedLaunch> => {
    try {
      await assertFinalReason(request, costs.finalWithoutDraft, lookups);
      return { launch: await launcher.prepare(actor, request), problems: [] };
    } catch (error) {
      return { launch: null, problems: problemsOf(error) };
    }
  };

  return {
    /** Asks of each what is asked of one alone; nothing is recorded. */
    examineLaunches: async (actor: Actor, requests: LaunchRequest[]): Promise<ExaminedLaunch[]> => {
      const examined: ExaminedLaunch[] = [];
      for (const request of requests) examined.push(await examineOne(actor, request));
      return examined;
    },

    /** What they would do, each and together. */
    priceLaunches: async (
      actor: Actor,
      launches: PreparedLaunch[]
    ): Promise<{ each: PricedLaunch[]; spend: SpendPreview | null }> => {
      const now = new Date();
      const each: PricedLaunch[] = [];
      for (const [at, launch] of launches.entries()) {
        const { request, parameters, model } = launch;
        const first = await guard.firstSince(actor, launch, now);
        each.push({
          parameterSummary: parameterSummary({
            modelName: model.name,
            stage: request.stage,
            parameters,
          }),
          outputs: parameters.count,
          cost: costs.estimate([pricedOf(launch)], now).accounted,
          repeatOf: first?.documentId ?? null,
          sameAs: answeredBy(launches, at),
        });
      }
      const paid = launches.filter((_, at) => !each[at]?.repeatOf && each[at]?.sameAs === null);
      return {
        each,
        spend: paid.length > 0 ? await costs.preview(paid.map(pricedOf), actor, now) : null,
      };
    },

    /**
     * Records all or none; also in a transaction that is open around it.
     * @throws Refusal 409 `budget_exceeded` for what all together would cost.
     */
    launchTogether: launcher.record,
  };
};

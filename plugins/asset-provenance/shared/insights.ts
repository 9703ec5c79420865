import { z } from 'zod';
import type { Bilingual } from './api';
import { daySchema } from './reuse';
import { SPEND_GROUPINGS } from './vocabulary';
import type { FailureClass, SpendGrouping, Stage } from './vocabulary';

/** Most days of one report. */
export const MOST_SPEND_DAYS = 366;
/** Days of a report that names none. */
export const USUAL_SPEND_DAYS = 30;

/** Query of `GET /insights/spend`: days of the launch in the site's time zone, both inclusive. */
export const spendQuerySchema = z.object({
  /** Without: as many days before the last one as are usual. */
  from: daySchema.optional(),
  /** Without: today. */
  to: daySchema.optional(),
});
export type SpendQuery = z.infer<typeof spendQuerySchema>;

/** Query of `GET /insights/spend.csv`. */
export const spendCsvQuerySchema = spendQuerySchema.extend({
  by: z.enum(SPEND_GROUPINGS).default('task'),
  /** Of the headers and names. */
  language: z.enum(['en', 'zh']).default('en'),
});
export type SpendCsvQuery = z.input<typeof spendCsvQuerySchema>;

/** Amounts are whole millionths of the accounting currency. */
export type SpendFigures = {
  /** Launched in the period; what happened to them later counts here too. */
  tasks: number;
  /** Stored by these tasks. */
  outputs: number;
  spent: number;
  /** Still kept aside for jobs that may be billed. */
  reserved: number;
  /** Made of outputs of these tasks, except those whose approval a later verdict took back. */
  approvedAssets: number;
  /**
   * All that these tasks spent, failures and rejected results included, divided by the approved assets
   * made of these same tasks; rounded down. null without such an asset, and for the stages: drafts
   * serve finals of other tasks, so that their share stands in `perApprovedAsset`.
   */
  costPerApprovedAsset: number | null;
};

export type SpendGroup = SpendFigures & { key: string; name: Bilingual };
export type SpendDay = SpendFigures & { day: string; spentByStage: Record<Stage, number> };
/** What can be told apart by figures on the page; tasks and days are for the export and the plot. */
export type SpendGroupKind = Exclude<SpendGrouping, 'task' | 'day'>;

export type SpendReport = {
  from: string;
  to: string;
  siteTimeZone: string;
  currency: string;
  totals: SpendFigures & {
    /**
     * Of the jobs whose price was known before and whose cost was reported or computed afterwards:
     * what was estimated, and by how much they cost more or, negative, less.
     */
    estimated: number;
    drift: number;
  };
  /** What each stage spent, divided by all approved assets of the period: together the whole cost of one. */
  perApprovedAsset: Record<Stage, number> | null;
  /** Every day of the period, oldest first. */
  days: SpendDay[];
  /** Most spent first. */
  groups: Record<SpendGroupKind, SpendGroup[]>;
  duplicates: {
    /** Launches that were answered with the first task. */
    repeats: number;
    /** What these would have made: repeats of a task times the outputs that it asks for. */
    outputsNotMade: number;
    /** What that would have cost: repeats of a task times what it has spent so far. */
    saved: number;
    /** Tasks that were launched in spite of a first one, and what they spent. */
    launchedAgain: number;
    launchedAgainSpent: number;
  };
  /** Jobs that failed or were cancelled, of tasks that have ended, by what ended the task. */
  failures: { key: FailureClass | 'cancelled'; tasks: number; jobs: number; spent: number }[];
  /** Outputs whose standing verdict sent them back; each costs its share of what its job spent. */
  rejections: { verdict: 'rejected' | 'regenerate'; outputs: number; spent: number }[];
  /** Jobs whose money was kept in another currency: in none of the figures above. */
  otherCurrencies: { currency: string; tasks: number; spent: number; reserved: number }[];
};

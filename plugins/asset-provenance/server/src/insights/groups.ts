import { STAGES, stages } from '../../../shared';
import type {
  Bilingual,
  SpendDay,
  SpendGroup,
  SpendGroupKind,
  SpendGrouping,
  Stage,
} from '../../../shared';
import type { PluginConfig } from '../config';
import type { SpendColumn } from '../costs/service';
import type { Providers } from '../providers/service';
import { NOTHING, figuresOf, tallyBy } from './tally';
import type { Part } from './tally';

/** What a group of each kind has in common; models of different providers may share an id. */
const keys: Record<SpendGrouping, (part: Part) => string> = {
  task: (part) => part.task_id,
  day: (part) => part.day,
  stage: (part) => part.stage,
  provider: (part) => part.provider_id,
  model: (part) => `${part.provider_id}/${part.model_id}`,
  purpose: (part) => part.purpose,
  person: (part) => part.person,
};

/** What tells the groups of a report apart; `task_id` is for the export, where every task is a row. */
export const REPORT_COLUMNS: readonly SpendColumn[] = [
  'day',
  'stage',
  'provider_id',
  'model_id',
  'purpose',
  'person',
];

const same = (text: string): Bilingual => ({ en: text, zh: text });
const isStage = (key: string): key is Stage => STAGES.some((stage) => stage === key);

/** Groups of figures, with the names that people know. */
export const createGroups = (config: PluginConfig, providers: Providers) => {
  const modelOf = ({ provider_id, model_id }: Part): string =>
    providers.model(provider_id, model_id)?.name ?? model_id;

  const names: Record<SpendGrouping, (part: Part) => Bilingual> = {
    task: ({ task_id }) => same(task_id),
    day: ({ day }) => same(day),
    stage: ({ stage }) => (isStage(stage) ? stages[stage] : same(stage)),
    provider: ({ provider_id }) => same(providers.nameOf(provider_id)),
    model: (part) => same(`${providers.nameOf(part.provider_id)} · ${modelOf(part)}`),
    purpose: ({ purpose }) => config.purposes[purpose] ?? same(purpose),
    person: ({ person, personName }) => same(personName ?? person),
  };

  return {
    names,

    /** Most spent first. */
    groupsOf: (parts: Part[], by: SpendGroupKind): SpendGroup[] =>
      [...tallyBy(parts, keys[by])]
        .map(([key, { of, tally }]) => {
          const { en, zh } = names[by](of);
          const figures = figuresOf(tally);
          return {
            key,
            name: { en, zh },
            ...figures,
            costPerApprovedAsset: by === 'stage' ? null : figures.costPerApprovedAsset,
          };
        })
        .sort((a, b) => b.spent - a.spent || b.tasks - a.tasks || (a.key < b.key ? -1 : 1)),

    /** Every task, in the order of the days. */
    tasksOf: (parts: Part[]) => [...tallyBy(parts, keys.task).values()],
  };
};
export type Groups = ReturnType<typeof createGroups>;

/** Days without a task are there too. */
export const daysOfReport = (parts: Part[], days: string[]): SpendDay[] => {
  const byDay = tallyBy(parts, keys.day);
  const byStage = tallyBy(parts, ({ day, stage }) => `${day} ${stage}`);
  const spentOn = (day: string, stage: Stage) =>
    Number(byStage.get(`${day} ${stage}`)?.tally.spent ?? 0n);
  return days.map((day) => ({
    day,
    ...figuresOf(byDay.get(day)?.tally ?? NOTHING),
    spentByStage: { draft: spentOn(day, 'draft'), final: spentOn(day, 'final') },
  }));
};

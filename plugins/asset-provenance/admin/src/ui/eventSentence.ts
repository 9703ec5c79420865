import type { EventType } from '../../../shared/events';
import { recordVariants } from '../../../shared/record-export';
import { removalRules, retentionRules } from '../../../shared/keeping';
import type { Cost, TimelineEvent } from '../../../shared/tasks';
import {
  AI_DECLARATIONS,
  aiDeclarations,
  BILLED_STATES,
  billedStates,
  callbackResults,
  deliveryResults,
  derivations,
  ESTIMATE_CERTAINTIES,
  failureClasses,
  JOB_STATES,
  noteOutcomes,
  OUTPUT_STATES,
  rightsKinds,
  stages,
  TASK_STATES,
  taskStates,
  VERDICTS,
  writtenMarks,
} from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';
import type { MessageKey, MessageValues } from '../i18n';

export type EventWords = {
  t: (key: MessageKey, values?: MessageValues) => string;
  termOf: (terms: Record<string, Term>, key: string | null) => string;
  list: (words: string[]) => string;
  day: (date: string) => string;
  cost: (cost: Cost) => string;
};

type Data = Record<string, unknown>;

const text = (data: Data, key: string): string | null =>
  typeof data[key] === 'string' ? data[key] : null;
const amount = (data: Data, key: string): number => (typeof data[key] === 'number' ? data[key] : 0);
const texts = (data: Data, key: string): string[] => {
  const list = data[key];
  return Array.isArray(list) ? list.map(String) : [];
};
const length = (data: Data, key: string): number => texts(data, key).length;
const isOneOf = <Value extends string>(
  values: readonly Value[],
  value: string | null
): value is Value => values.some((one) => one === value);

type Sentence = (data: Data, words: EventWords) => string | null;

/** One sentence per event type: a type without one does not compile. Null where the data are not what we know. */
const sentences: Record<EventType, Sentence> = {
  'task.launched': (data, { t, termOf }) => {
    const values = {
      stage: termOf(stages, text(data, 'stage')),
      jobs: amount(data, 'jobs'),
      outputs: amount(data, 'outputs'),
      derivation: termOf(derivations, text(data, 'derivation')),
    };
    return t(values.derivation ? 'event.task.launched.derived' : 'event.task.launched', values);
  },
  'task.repeated': (data, { t }) => t('event.task.repeated', { repeats: amount(data, 'repeats') }),
  'task.moved': (data, { t, termOf }) => {
    const to = text(data, 'to');
    return isOneOf(TASK_STATES, to)
      ? t('event.task.moved', { state: termOf(taskStates, to) })
      : null;
  },
  'task.cancel_requested': (_data, { t }) => t('event.task.cancel_requested'),
  'task.handed_over': (data, { t }) =>
    t('event.task.handed_over', { from: text(data, 'from'), to: text(data, 'to') }),
  'job.moved': (data, { t, termOf }) => {
    const to = text(data, 'to');
    if (!isOneOf(JOB_STATES, to)) return null;
    return t(`event.job.${to}`, { failure: termOf(failureClasses, text(data, 'failureClass')) });
  },
  'job.settled': (data, { t, termOf, cost }) => {
    const billed = text(data, 'billed');
    const currency = text(data, 'currency');
    if (!isOneOf(BILLED_STATES, billed)) return null;
    return currency
      ? t('event.job.settled.cost', {
          billed: termOf(billedStates, billed),
          cost: cost({ microUnits: amount(data, 'microUnits'), currency }),
        })
      : t('event.job.settled', { billed: termOf(billedStates, billed) });
  },
  'spend.reserved': (data, { t, cost }) => {
    const currency = text(data, 'currency');
    const certainty = text(data, 'certainty');
    if (!currency || !isOneOf(ESTIMATE_CERTAINTIES, certainty)) return null;
    return t(`event.spend.reserved.${certainty}`, {
      cost: cost({ microUnits: amount(data, 'microUnits'), currency }),
    });
  },
  'spend.decided': (data, { t }) =>
    t(data.isApproved === false ? 'event.spend.refused' : 'event.spend.approved'),
  'batch.launched': (data, { t }) => t('event.batch.launched', { rows: amount(data, 'rows') }),
  'budget.changed': (data, { t, cost }) => {
    const currency = text(data, 'currency');
    if (data.isRemoved === true) return t('event.budget.removed');
    return currency
      ? t('event.budget.changed', { cost: cost({ microUnits: amount(data, 'cap'), currency }) })
      : null;
  },
  'budget.reached': (data, { t }) =>
    t(text(data, 'personId') ? 'event.budget.reached.person' : 'event.budget.reached', {
      share: amount(data, 'share'),
    }),
  'output.moved': (data, { t, termOf }) => {
    const to = text(data, 'to');
    if (!isOneOf(OUTPUT_STATES, to)) return null;
    return t(`event.output.${to}`, { failure: termOf(failureClasses, text(data, 'failureClass')) });
  },
  'output.chosen': (data, { t }) =>
    t(data.isChosen === false ? 'event.output.unchosen' : 'event.output.chosen'),
  'output.submitted': (_data, { t }) => t('event.output.submitted'),
  'output.adopted': (data, { t }) => {
    const specification = text(data, 'specification');
    return specification
      ? t('event.output.adopted.specification', { specification })
      : t('event.output.adopted');
  },
  'output.assigned': (data, { t }) =>
    t(text(data, 'assigneeId') ? 'event.output.assigned' : 'event.output.unassigned'),
  'record.exported': (data, { t, termOf }) =>
    t(data.hasFiles === true ? 'event.record.exported.files' : 'event.record.exported', {
      variant: termOf(recordVariants, text(data, 'variant')),
    }),
  'comment.written': (data, { t }) => {
    if (text(data, 'answersId')) return t('event.comment.answered');
    return t(data.isPinned === true ? 'event.comment.pinned' : 'event.comment.written');
  },
  'comment.resolved': (data, { t }) =>
    t(data.isResolved === false ? 'event.comment.reopened' : 'event.comment.resolved'),
  'verdict.given': (data, { t }) => {
    const verdict = text(data, 'verdict');
    return isOneOf(VERDICTS, verdict) ? t(`event.verdict.${verdict}`) : null;
  },
  'asset.approved': (data, { t, day }) => {
    const until = text(data, 'validUntil');
    return until ? t('event.asset.approved.until', { day: day(until) }) : t('event.asset.approved');
  },
  'asset.revoked': (_data, { t }) => t('event.asset.revoked'),
  'asset.changed': (_data, { t }) => t('event.asset.changed'),
  'asset.expired': (data, { t, day }) => {
    const until = text(data, 'validUntil');
    return until ? t('event.asset.expired', { day: day(until) }) : null;
  },
  'asset.superseded': (_data, { t }) => t('event.asset.superseded'),
  'file.replaced': (_data, { t }) => t('event.file.replaced'),
  'file.deleted': (data, { t, termOf }) => {
    const rule = text(data, 'rule');
    return rule && rule !== 'person'
      ? t('event.file.deleted.rule', { rule: termOf(removalRules, rule) })
      : t('event.file.deleted');
  },
  'file.kept': (_data, { t }) => t('event.file.kept'),
  'retention.applied': (data, { t, termOf }) =>
    t('event.retention.applied', {
      rule: termOf(retentionRules, text(data, 'rule')),
      days: amount(data, 'days'),
    }),
  'person.erased': (data, { t }) =>
    t('event.person.erased', { pseudonym: text(data, 'pseudonym') }),
  'rights.recorded': (data, { t, termOf }) =>
    t('event.rights.recorded', { kind: termOf(rightsKinds, text(data, 'kind')) }),
  'rights.withdrawn': (_data, { t }) => t('event.rights.withdrawn'),
  'rights.expired': (data, { t, day }) => {
    const until = text(data, 'validUntil');
    return until ? t('event.rights.expired', { day: day(until) }) : null;
  },
  'licence_template.changed': (data, { t }) =>
    t(
      data.isRemoved === true ? 'event.licence_template.removed' : 'event.licence_template.changed'
    ),
  'file.examined': (data, { t }) => t('event.file.examined', { marks: length(data, 'marks') }),
  'file.marked': (data, { t, termOf, list }) => {
    const marks = texts(data, 'marks');
    const missing = length(data, 'missing');
    if (marks.length === 0) return t('event.file.marked.not', { missing });
    return t(missing > 0 ? 'event.file.marked.partly' : 'event.file.marked', {
      marks: list(marks.map((mark) => termOf(writtenMarks, mark))),
      binaries: amount(data, 'binaries'),
      missing,
    });
  },
  'file.declared': (data, { t }) =>
    t(data.isGenerated === false ? 'event.file.declared.not' : 'event.file.declared'),
  'task.held': (data, { t }) =>
    t(data.isHeld === false ? 'event.task.released' : 'event.task.held'),
  'file.held': (data, { t }) =>
    t(data.isHeld === false ? 'event.file.released' : 'event.file.held'),
  'rendition.made': (data, { t }) =>
    t('event.rendition.made', { specification: text(data, 'specification') }),
  'placement.recorded': (data, { t, termOf, day }) => {
    const placedOn = text(data, 'placedOn');
    const declaration = text(data, 'aiDeclaration');
    if (!placedOn || !isOneOf(AI_DECLARATIONS, declaration)) return null;
    return t('event.placement.recorded', {
      day: day(placedOn),
      declaration: termOf(aiDeclarations, declaration),
    });
  },
  'placement.ended': (_data, { t }) => t('event.placement.ended'),
  'person.handed_over': (data, { t }) =>
    t('event.person.handed_over', {
      from: text(data, 'from'),
      to: text(data, 'to'),
      tasks: amount(data, 'tasks'),
      assets: amount(data, 'assets'),
      reviews: amount(data, 'reviews'),
      rechecks: amount(data, 'rechecks'),
      presets: amount(data, 'presets'),
    }),
  'preset.saved': (data, { t }) => {
    const from = amount(data, 'takenFrom');
    return from ? t('event.preset.taken-back', { version: from }) : t('event.preset.saved');
  },
  'preset.shared': (data, { t }) =>
    t(data.isShared === false ? 'event.preset.unshared' : 'event.preset.shared'),
  'preset.removed': (_data, { t }) => t('event.preset.removed'),
  'preset.handed_over': (data, { t }) =>
    t('event.preset.handed_over', { from: text(data, 'from'), to: text(data, 'to') }),
  'note.written': (data, { t, termOf, day }) => {
    const outcome = text(data, 'outcome');
    const recheck = text(data, 'recheckOn');
    if (outcome) return t('event.note.completed', { outcome: termOf(noteOutcomes, outcome) });
    return recheck
      ? t('event.note.written.recheck', { day: day(recheck) })
      : t('event.note.written');
  },
  'callback.received': (data, { t, termOf }) =>
    t('event.callback.received', { result: termOf(callbackResults, text(data, 'result')) }),
  'callback.delivered': (data, { t }) =>
    t('event.callback.delivered', { callback: text(data, 'callbackType') }),
  'callback.given_up': (data, { t, termOf }) =>
    t('event.callback.given_up', {
      callback: text(data, 'callbackType'),
      result: termOf(deliveryResults, text(data, 'result')),
    }),
  'callback.sent_again': (data, { t }) =>
    t('event.callback.sent_again', { callback: text(data, 'callbackType') }),
  'entry.published': (data, { t }) => t('event.entry.published', { files: length(data, 'files') }),
  'entry.withdrawn': (data, { t }) => t('event.entry.withdrawn', { files: length(data, 'files') }),
  'gate.refused': (data, { t }) => t('event.gate.refused', { files: length(data, 'files') }),
  'gate.overridden': (data, { t }) => t('event.gate.overridden', { files: length(data, 'files') }),
  'gate.unpublished': (data, { t }) =>
    t('event.gate.unpublished', { files: length(data, 'files') }),
  'secret.refused': (_data, { t }) => t('event.secret.refused'),
  'roles.prepared': (_data, { t }) => t('event.roles.prepared'),
  'ledger.key_changed': (data, { t }) =>
    t(data.isVouched === false ? 'event.ledger.key_unvouched' : 'event.ledger.key_changed', {
      key: text(data, 'verifierKey'),
    }),
};

/** What happened, as a sentence in the reader's language. */
export const eventSentence = (event: TimelineEvent, words: EventWords): string => {
  const known: Partial<Record<string, Sentence>> = sentences;
  return known[event.type]?.(event.data, words) ?? words.t('event.unknown', { type: event.type });
};

import type { EventType } from '../../../shared/events';
import type { Cost, TimelineEvent } from '../../../shared/tasks';
import {
  BILLED_STATES,
  billedStates,
  callbackResults,
  deliveryResults,
  derivations,
  failureClasses,
  JOB_STATES,
  noteOutcomes,
  OUTPUT_STATES,
  rightsKinds,
  stages,
  TASK_STATES,
  taskStates,
  VERDICTS,
} from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';
import type { MessageKey, MessageValues } from '../i18n';

export type EventWords = {
  t: (key: MessageKey, values?: MessageValues) => string;
  termOf: (terms: Record<string, Term>, key: string | null) => string;
  day: (date: string) => string;
  cost: (cost: Cost) => string;
};

type Data = Record<string, unknown>;

const text = (data: Data, key: string): string | null =>
  typeof data[key] === 'string' ? data[key] : null;
const amount = (data: Data, key: string): number => (typeof data[key] === 'number' ? data[key] : 0);
const length = (data: Data, key: string): number => {
  const list = data[key];
  return Array.isArray(list) ? list.length : 0;
};
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
  'output.moved': (data, { t, termOf }) => {
    const to = text(data, 'to');
    if (!isOneOf(OUTPUT_STATES, to)) return null;
    return t(`event.output.${to}`, { failure: termOf(failureClasses, text(data, 'failureClass')) });
  },
  'output.chosen': (data, { t }) =>
    t(data.isChosen === false ? 'event.output.unchosen' : 'event.output.chosen'),
  'output.submitted': (_data, { t }) => t('event.output.submitted'),
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
  'file.replaced': (_data, { t }) => t('event.file.replaced'),
  'file.deleted': (_data, { t }) => t('event.file.deleted'),
  'rights.recorded': (data, { t, termOf }) =>
    t('event.rights.recorded', { kind: termOf(rightsKinds, text(data, 'kind')) }),
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
  'gate.refused': (data, { t }) => t('event.gate.refused', { files: length(data, 'files') }),
  'secret.refused': (_data, { t }) => t('event.secret.refused'),
  'roles.prepared': (_data, { t }) => t('event.roles.prepared'),
};

/** What happened, as a sentence in the reader's language. */
export const eventSentence = (event: TimelineEvent, words: EventWords): string => {
  const known: Partial<Record<string, Sentence>> = sentences;
  return known[event.type]?.(event.data, words) ?? words.t('event.unknown', { type: event.type });
};

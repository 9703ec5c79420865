import {
  TEXT_RULES,
  approvalStatuses,
  channels,
  derivations,
  kinds,
  purposes,
  referenceRoles,
  removalRules,
  retentionRules,
  rightsKinds,
  stages,
  verdicts as verdictTerms,
} from '../../../../shared';
import type {
  Bilingual,
  FullRecord,
  LegalHold,
  PublicRecord,
  RecordProof,
  ReuseLimits,
} from '../../../../shared';
import { changedNote } from '../public-record/words';
import { createParts } from './page-parts';
import type { Made, Parts, Row, Value } from './page-parts';
import { limitWords } from './page-words';
import { labelOf } from './timeline-csv';
import type { Language } from './timeline-csv';

/** Terms of an operator's own stand as they are. */
const termIn = (terms: Record<string, Bilingual>, key: string, language: Language): string =>
  terms[key]?.[language] ?? key;

const written = (value: unknown): Value => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Value);
};

const limitRows = (limits: ReuseLimits, language: Language): Row[] =>
  (Object.keys(limitWords) as (keyof typeof limitWords)[]).map((limit) => [
    limitWords[limit][language],
    written(limits[limit]),
  ]);

/** Parameters other than the prompts, which have lines of their own. */
const plainParameters = (parameters: object): string =>
  Object.entries(parameters)
    .filter(([key, value]) => !/prompt/i.test(key) && value !== null && key !== 'references')
    .map(([key, value]) => `${key}: ${String(written(value))}`)
    .join('\n');

const factsOf = ({ t, list }: Parts, record: FullRecord, language: Language): string => {
  const { output, task, asset } = record;
  return list([
    [t('status'), termIn(approvalStatuses, output.approvalStatus, language)],
    [t('kind'), kinds[task.kind][language]],
    [t('stage'), stages[output.stage][language]],
    [t('subject'), task.subject],
    [t('brand'), task.brand],
    [t('series'), task.series],
    [t('purpose'), termIn(purposes, task.purpose, language)],
    [t('channel'), termIn(channels, task.channel, language)],
    [t('specification'), task.specification],
    [t('owner'), task.owner.name],
    [t('reviewer'), asset?.reviewer.name],
    [t('model'), `${task.providerId} · ${task.modelId}`],
    [t('launched'), task.launchedAt],
    [t('alternativeText'), output.alternativeText],
  ]);
};

const idsOf = ({ t, list }: Parts, { output, task, asset }: FullRecord): string =>
  list([
    [t('output'), output.outputId],
    [t('task'), task.taskId],
    [t('asset'), asset?.assetId],
    [t('file'), output.fileDocumentId],
    [t('providerTask'), task.jobs.map(({ providerTaskId }) => providerTaskId).join(' ')],
    [t('stored'), output.storedSha256],
    [t('received'), output.receivedSha256],
  ]);

const parametersOf = ({ t, list }: Parts, { output, task }: FullRecord): string => {
  const effective = task.jobs.find(({ jobId }) => jobId === output.jobId)?.effective;
  return list([
    [t('summary'), task.parameterSummary],
    [t('prompt'), task.requested?.prompt],
    [t('negativePrompt'), task.requested?.negativePrompt],
    [t('requested'), task.requested && plainParameters(task.requested)],
    [t('effective'), effective && plainParameters(effective)],
  ]);
};

const placementRows = ({ placements, outsidePlacements }: FullRecord): Value[][] => [
  ...placements.map(({ uid, documentId, title, field, isPublished }) => [
    `${title ?? ''} ${uid}/${documentId}`.trim(),
    field,
    isPublished,
  ]),
  ...outsidePlacements.map(({ channel, url, placedOn, ended }) => [
    `${channel} ${url ?? ''}`.trim(),
    placedOn,
    ended === null,
  ]),
];

const publicationRows = ({ publications }: FullRecord, language: Language): Value[][] =>
  publications.map(({ uid, documentId, locale, at, by, status, endedAt }) => [
    [`${uid}/${documentId}`, locale].filter(Boolean).join(' '),
    at,
    by.name,
    status && termIn(approvalStatuses, status, language),
    endedAt,
  ]);

/** Legal holds, and what is left of what was deleted. */
const keepingOf = ({ t, list }: Parts, { keeping }: FullRecord, language: Language): string => {
  const { hold, taskHold, heldWith, removal, removed } = keeping;
  const held = ({ by, at, reason }: LegalHold) => `${at} · ${by.name}: ${reason}`;
  return list([
    [t('hold'), hold && held(hold)],
    [t('taskHold'), taskHold && held(taskHold)],
    ...heldWith.map((other): Row => [t('heldWith'), `${other.outputId} · ${held(other.hold)}`]),
    [
      t(removal?.isDone ? 'removal' : 'removing'),
      removal &&
        [removal.at, removal.by.name, removalRules[removal.rule][language], removal.sha256]
          .filter(Boolean)
          .join(' · '),
    ],
    ...TEXT_RULES.map((rule): Row => [retentionRules[rule][language], removed[rule]]),
  ]);
};

/** The record on paper. */
export const pageOf = (
  record: FullRecord,
  proofs: readonly RecordProof[],
  made: Made,
  language: Language
): string => {
  const parts = createParts(language);
  const { t, list, table, section, page } = parts;
  const placeOf = new Map(proofs.map(({ hash, seal }) => [hash, seal?.sequence]));
  return page('variantFull', made, [
    section('facts', factsOf(parts, record, language)),
    section(
      'checks',
      list(
        record.checks.map((check): Row => [
          t(check.isIntact ? 'intact' : 'notIntact'),
          check[language],
        ])
      )
    ),
    section(
      'verdicts',
      table(
        ['at', 'verdict', 'reviewer', 'reason', 'stored'],
        record.verdicts.map(({ givenAt, verdict, reviewer, reason, storedSha256 }) => [
          givenAt,
          verdictTerms[verdict][language],
          reviewer.name,
          reason,
          storedSha256,
        ])
      )
    ),
    section('limits', list(record.asset ? limitRows(record.asset.limits, language) : [])),
    section('parameters', parametersOf(parts, record)),
    section(
      'references',
      table(
        ['file', 'role', 'rights'],
        record.references.map(({ fileDocumentId, name, role, rights }) => [
          `${name ?? ''} ${fileDocumentId}`.trim(),
          referenceRoles[role][language],
          rights && `${rightsKinds[rights.kind][language]} · ${rights.holder} · ${rights.scope}`,
        ])
      )
    ),
    section(
      'lineage',
      table(
        ['task', 'what', 'summary', 'owner', 'launched'],
        record.lineage.map(({ task, derivation }) => [
          task.taskId,
          derivations[derivation][language],
          task.parameterSummary,
          task.owner.name,
          task.launchedAt,
        ])
      )
    ),
    section('placements', table(['address', 'at', 'isShown'], placementRows(record))),
    section(
      'publications',
      table(['address', 'at', 'who', 'status', 'ended'], publicationRows(record, language))
    ),
    section('keeping', keepingOf(parts, record, language)),
    section(
      'notes',
      table(
        ['at', 'reason', 'author', 'recheck'],
        record.notes.map(({ writtenAt, reason, writtenBy, recheckOn }) => [
          writtenAt,
          reason,
          writtenBy.name,
          recheckOn,
        ])
      )
    ),
    section('ids', idsOf(parts, record)),
    section(
      'files',
      table(
        ['file', 'inZip', 'stored', 'isChanged'],
        record.files.map(({ name, entry, sha256, isChanged }) => [name, entry, sha256, isChanged])
      )
    ),
    section(
      'timeline',
      table(
        ['at', 'what', 'who', 'words', 'place'],
        record.timeline.map(({ at, type, actor, note, hash }) => [
          at,
          labelOf(type, language),
          actor.name,
          note,
          placeOf.get(hash) ?? t('unsealed'),
        ])
      )
    ),
  ]);
};

/** The public record on paper. */
export const publicPageOf = (record: PublicRecord, made: Made, language: Language): string => {
  const { t, list, section, page } = createParts(language);
  const locale = language === 'zh' ? 'zh-Hans' : 'en';
  const { dates } = record;
  return page('variantPublic', made, [
    section(
      'facts',
      list([
        [t('label'), record.label[locale] ?? record.label.en],
        [t('isChanged'), record.isChanged ? changedNote[locale] : null],
        [t('system'), record.system[locale] ?? record.system.en],
        [t('sourceType'), record.digitalSourceType],
        [t('credit'), record.credit],
        [t('licence'), record.licence],
        [t('usageTerms'), record.usageTerms],
        [t('webStatement'), record.webStatement],
        [t('madeOn'), dates?.madeOn],
        [
          t('usable'),
          dates && (dates.usableFrom || dates.usableUntil)
            ? `${dates.usableFrom ?? '…'} – ${dates.usableUntil ?? '…'}`
            : null,
        ],
        [t('address'), record.contentUrl],
        [t('file'), record.fileDocumentId],
        [t('stored'), record.sha256],
      ])
    ),
  ]);
};

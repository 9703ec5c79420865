import type { Failure } from '../../../../shared';
import { APPROVAL_STATUSES, KINDS, OUTPUT_STATES, VERDICTS } from '../../../../shared';
import {
  decimal,
  defineTable,
  flag,
  integer,
  json,
  longText,
  moment,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredText,
  text,
} from '../../kernel';

/** One file that a job produced, or is to produce. */
export const outputs = defineTable({
  singularName: 'output',
  pluralName: 'outputs',
  displayName: 'Output',
  attributes: {
    taskId: requiredText(),
    jobId: requiredText(),
    /** Within the task, from 0. */
    ordinal: requiredInteger(0),
    /** Within the job, from 0. */
    jobOrdinal: requiredInteger(0),
    state: oneOf(OUTPUT_STATES),
    version: requiredInteger(1),
    /** Committed before storing; becomes the file's `hash`, so that a stored file is found again. */
    storageKey: text(),
    receivedSha256: text(),
    storedSha256: text(),
    fileDocumentId: text(),
    mime: text(),
    width: integer(),
    height: integer(),
    /** Seconds. */
    durationSeconds: decimal(),
    bytes: integer(),
    /** The seed that made this output, where the provider tells. */
    seed: json<number | null>(),
    attempts: requiredInteger(0),
    failure: json<Failure | null>(),
    isChosen: flag(),
    approvalStatus: oneOf(APPROVAL_STATUSES),
    submittedAt: moment(),
    submittedById: text(),
    submittedByName: text(),
    submissionNote: longText(),
    alternativeText: longText(),
    /** In further languages, by locale. */
    alternativeTexts: json<Record<string, string> | null>(),
    /** Why a reviewer did not take it; carried into the launch that makes it again. */
    verdictReason: longText(),
    /** The verdict that holds, and when it was given; null while none does. */
    verdict: optionalOneOf(VERDICTS),
    decidedAt: moment(),
    /** Of the task, from its submission on: what the queue of reviewers filters by. */
    purpose: text(),
    channel: text(),
    kind: optionalOneOf(KINDS),
    ownerId: text(),
    /** The reviewer who is asked to decide. */
    assigneeId: text(),
    assigneeName: text(),
    /** A draft that was good enough as it is became a final. */
    adoptedAt: moment(),
    adoptedByName: text(),
    adoptedReason: longText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['jobId', 'jobOrdinal'], isUnique: true },
    { columns: ['taskId'] },
    { columns: ['fileDocumentId'] },
    // Traces of what a provider sent.
    { columns: ['receivedSha256'] },
    { columns: ['storageKey'], isUnique: true },
    { columns: ['approvalStatus', 'submittedAt'] },
    { columns: ['approvalStatus', 'purpose', 'submittedAt'] },
    { columns: ['approvalStatus', 'assigneeId', 'submittedAt'] },
    { columns: ['approvalStatus', 'ownerId'] },
    { columns: ['verdict', 'decidedAt'] },
    { columns: ['verdict', 'purpose', 'decidedAt'] },
  ],
});

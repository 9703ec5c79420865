import type { Failure, Parameters } from '../../../../shared';
import {
  ACTOR_TYPES,
  DERIVATIONS,
  FAILURE_CLASSES,
  INPUT_TYPES,
  KINDS,
  SPEND_APPROVALS,
  STAGES,
  TASK_STATES,
} from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  longText,
  moment,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** One request for one set of parameters. `state` is the fold of its jobs, kept for lists. */
export const generationTasks = defineTable({
  singularName: 'generation-task',
  pluralName: 'generation-tasks',
  displayName: 'Generation task',
  attributes: {
    state: oneOf(TASK_STATES),
    version: requiredInteger(1),
    kind: oneOf(KINDS),
    /** null: made elsewhere. */
    inputType: optionalOneOf(INPUT_TYPES),
    stage: oneOf(STAGES),
    purpose: requiredText(),
    channel: requiredText(),
    specification: text(),
    brand: text(),
    series: text(),
    subject: text(),
    providerId: requiredText(),
    modelId: requiredText(),
    /** Private: the prompt stands apart from `requested`, so that it can be searched and erased. */
    prompt: longText(),
    negativePrompt: longText(),
    /** Requested parameters without prompt and negative prompt. */
    requested: json<Parameters>(),
    parameterSummary: requiredText(),
    /** What makes two launches the same: the fingerprint of everything that the provider would get. */
    parametersHash: requiredText(),
    callbackUrl: longText(),
    idempotencyKey: text(),
    ownerType: oneOf(ACTOR_TYPES),
    ownerId: text(),
    ownerName: requiredText(),
    derivation: optionalOneOf(DERIVATIONS),
    derivedFrom: text(),
    derivedFromOutput: text(),
    /** How many further launches were answered with this task. */
    repeats: requiredInteger(0),
    repeatOf: text(),
    repeatReason: longText(),
    finalReason: longText(),
    presetId: text(),
    presetVersion: integer(),
    /** At the time of the launch. */
    presetName: text(),
    regenerateReason: longText(),
    /** What a person changed in an edited version, in their own words. */
    changes: longText(),
    /** null: its spending needed no approval. */
    spendApproval: optionalOneOf(SPEND_APPROVALS),
    spendDecidedById: text(),
    spendDecidedByName: text(),
    spendReason: longText(),
    spendDecidedAt: moment(),
    failure: json<Failure | null>(),
    /** Of `failure`, for lists: JSON columns are not searched. */
    failureClass: optionalOneOf(FAILURE_CLASSES),
    /** Input pictures; null until their rows in `task_references` are written. */
    referenceCount: integer(),
    outputsExpected: requiredInteger(0),
    outputsStored: requiredInteger(0),
    progress: integer(),
    launchedAt: requiredMoment(),
    cancelRequestedAt: moment(),
    finishedAt: moment(),
    /** When retention took them out; null while they are there. */
    rawAnswersRemovedAt: moment(),
    promptsRemovedAt: moment(),
    recordRemovedAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['idempotencyKey'], isUnique: true },
    { columns: ['parametersHash', 'launchedAt'] },
    { columns: ['ownerId'] },
    { columns: ['state'] },
    { columns: ['failureClass'] },
    { columns: ['derivedFrom'] },
    { columns: ['referenceCount'] },
    { columns: ['presetId'] },
    { columns: ['finishedAt'] },
  ],
});

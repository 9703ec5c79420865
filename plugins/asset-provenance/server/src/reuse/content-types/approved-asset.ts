import type { ReuseLimits } from '../../../../shared';
import { ACTOR_TYPES, ASSET_STATES, KINDS } from '../../../../shared';
import {
  day,
  defineTable,
  flag,
  json,
  longText,
  moment,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** An approved output and its reuse limits: the unit of reuse, one per output. */
export const approvedAssets = defineTable({
  singularName: 'approved-asset',
  pluralName: 'approved-assets',
  displayName: 'Approved asset',
  attributes: {
    outputId: requiredText(),
    taskId: requiredText(),
    state: oneOf(ASSET_STATES),
    version: requiredInteger(1),
    fileDocumentId: requiredText(),
    /** The bytes that the verdict is about. */
    storedSha256: requiredText(),
    verdictId: requiredText(),
    approvedAt: requiredMoment(),
    kind: oneOf(KINDS),
    purpose: requiredText(),
    channel: requiredText(),
    brand: text(),
    series: text(),
    subject: text(),
    parameterSummary: requiredText(),
    alternativeText: longText(),
    /** In further languages, by locale. */
    alternativeTexts: json<Record<string, string> | null>(),
    ownerType: oneOf(ACTOR_TYPES),
    ownerId: text(),
    ownerName: requiredText(),
    reviewerType: oneOf(ACTOR_TYPES),
    reviewerId: text(),
    reviewerName: requiredText(),
    limits: json<ReuseLimits>(),
    /** The limits that lists filter by, taken out of `limits`. */
    validFrom: day(),
    validUntil: day(),
    isPublicUseAllowed: flag(true),
    /** `|website|social|`; `*` where no channel is named. */
    channelKeys: requiredText(),
    /** Who ended it, when and why; null while it is active. */
    endedAt: moment(),
    endedByName: text(),
    endedReason: longText(),
    /** Of an end by a verdict: taking that verdict back takes the end back. */
    endedByVerdictId: text(),
    supersededByAssetId: text(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['outputId'], isUnique: true },
    { columns: ['purpose', 'state'] },
    { columns: ['fileDocumentId'] },
    { columns: ['state', 'validUntil'] },
    { columns: ['taskId'] },
    { columns: ['ownerId'] },
  ],
});

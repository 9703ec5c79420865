import { STAGES } from '../../../../../shared';
import type { Parameters } from '../../../../../shared';
import {
  defineTable,
  flag,
  json,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
} from '../../../kernel';

/** A reference as the sandbox keeps it: small enough for a row. */
export type KeptReference = { role: string; sha256: string; pictureBase64: string };

/**
 * What the sandbox, playing a remote provider, has taken. One row for each submit that reached it:
 * it does not look for repeats, so that a job that was sent twice shows as two rows.
 */
export const sandboxJobs = defineTable({
  singularName: 'sandbox-job',
  pluralName: 'sandbox-jobs',
  displayName: 'Sandbox job',
  attributes: {
    clientKey: requiredText(),
    modelId: requiredText(),
    stage: oneOf(STAGES),
    parameters: json<Parameters>(),
    references: json<KeptReference[]>(),
    /** The seed of its first output; the k-th has this plus k. */
    seed: json<number>(),
    acceptedAt: requiredMoment(),
    isCancelled: flag(),
    /** How often results were opened for reading. */
    opens: requiredInteger(0),
  },
  indexes: [{ columns: ['clientKey'] }],
});

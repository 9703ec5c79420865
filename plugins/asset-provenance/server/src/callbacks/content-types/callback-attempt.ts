import { DELIVERY_RESULTS } from '../../../../shared';
import {
  defineTable,
  integer,
  longText,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
} from '../../kernel';

/** One attempt to deliver a callback, and how it ended. */
export const callbackAttempts = defineTable({
  singularName: 'callback-attempt',
  pluralName: 'callback-attempts',
  displayName: 'Callback attempt',
  attributes: {
    deliveryId: requiredText(),
    at: requiredMoment(),
    result: oneOf(DELIVERY_RESULTS),
    httpStatus: integer(),
    durationMs: requiredInteger(0),
    /** Our own sentence: what the other side wrote may come from where nobody here may look. */
    detail: longText(),
  },
  indexes: [{ columns: ['documentId'], isUnique: true }, { columns: ['deliveryId'] }],
});

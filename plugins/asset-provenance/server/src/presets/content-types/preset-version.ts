import type { PresetContent } from '../../../../shared';
import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  longText,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** One state of a preset; written once. */
export const presetVersions = defineTable({
  singularName: 'preset-version',
  pluralName: 'preset-versions',
  displayName: 'Preset version',
  attributes: {
    presetId: requiredText(),
    /** Within the preset, from 1. */
    version: requiredInteger(1),
    name: requiredText(),
    note: longText(),
    takenFrom: integer(),
    content: json<PresetContent>(),
    savedByType: oneOf(ACTOR_TYPES),
    savedById: text(),
    savedByName: requiredText(),
    savedAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['presetId', 'version'], isUnique: true },
  ],
});

import { personalRows as costs } from './costs/service';
import { personalRows as media } from './media/service';
import { personalRows as usage } from './usage/service';
import { personalRows as generation } from './generation/service';
import { personalRows as presets } from './presets/service';
import { personalRows as review } from './review/service';
import { personalRows as reuse } from './reuse/service';
import { personalRows as gate } from './gate/service';
import { personalRows as library } from './library/service';
import { personalRows as batches } from './batches/service';
import { personalRows as callbacks } from './callbacks/service';
import { personalRows as followUp } from './follow-up/service';
import { personalRows as notices } from './notices/service';
import type { Personal } from './kernel';

/** Every place, beside the ledger, where rows of the plugin name an admin user. */
export const personalRows: Personal[] = [
  ...costs,
  ...media,
  ...usage,
  ...generation,
  ...presets,
  ...review,
  ...reuse,
  ...gate,
  ...library,
  ...batches,
  ...callbacks,
  ...followUp,
  ...notices,
];

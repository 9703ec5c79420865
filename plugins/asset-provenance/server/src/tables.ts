import { tables as audit } from './audit/service';
import { tables as batches } from './batches/service';
import { tables as callbacks } from './callbacks/service';
import { tables as costs } from './costs/service';
import { tables as followUp } from './follow-up/service';
import { tables as gate } from './gate/service';
import { tables as generation } from './generation/service';
import { tables as keeping } from './keeping/service';
import type { Table } from './kernel';
import { tables as notices } from './notices/service';
import { tables as library } from './library/service';
import { tables as media } from './media/service';
import { tables as presets } from './presets/service';
import { tables as providers } from './providers/service';
import { tables as reuse } from './reuse/service';
import { tables as review } from './review/service';
import { tables as trace } from './trace/service';
import { tables as usage } from './usage/service';

/** Every table of the plugin that Strapi manages. */
export const tables: Table[] = [
  ...audit,
  ...costs,
  ...providers,
  ...media,
  ...usage,
  ...generation,
  ...presets,
  ...review,
  ...reuse,
  ...gate,
  ...library,
  ...trace,
  ...batches,
  ...callbacks,
  ...followUp,
  ...notices,
  ...keeping,
];

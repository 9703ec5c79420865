import { common } from './common';
import { errors } from './errors';
import { parameters } from './parameters';
import { events } from './events';
import { launch } from './launch';
import { presets } from './presets';
import { tasks } from './tasks';
import { review } from './review';
import { library } from './library';
import { trace } from './trace';
import { ledger } from './ledger';
import { followUp } from './follow-up';
import { handOver } from './hand-over';
import { notices } from './notices';
import { rights } from './rights';
import { keeping } from './keeping';
import { settings } from './settings';
import { costs } from './costs';
import { insights } from './insights';
import { batches } from './batches';
import { entry } from './entry';

/** The typed source of every text of the admin; the other languages must have the same keys. */
export const en = {
  ...common,
  ...errors,
  ...parameters,
  ...events,
  ...launch,
  ...presets,
  ...tasks,
  ...review,
  ...library,
  ...trace,
  ...ledger,
  ...followUp,
  ...handOver,
  ...notices,
  ...rights,
  ...keeping,
  ...settings,
  ...costs,
  ...insights,
  ...batches,
  ...entry,
} as const;

export type MessageKey = keyof typeof en;

import type { Audit } from '../audit/service';
import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Kernel, Personal } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import { createApplying } from './applying';
import type { ForgetPorts } from './applying';
import { createCandidates } from './candidates';
import { erasures } from './content-types/erasure';
import { retentionRuns } from './content-types/retention-run';
import { createErasing } from './erasing';
import { createFacts } from './facts';
import { createHolding } from './holding';
import { createPersonalRows } from './personal-rows';
import { createRetention } from './retention';

export const tables = [retentionRuns, erasures];

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  dispatch: Dispatch;
  audit: Audit;
  generation: Generation;
  media: Media;
  reuse: Reuse;
  usage: Usage;
  /** Where rows of all rooms name people. */
  personal: Personal[];
  forget: ForgetPorts;
};

/** How long things stay, what holds them, and taking people out. */
export const createKeeping = ({ kernel, config, personal, forget, ...rooms }: Ports) => {
  const { dispatch, audit, generation, media } = rooms;
  const factsOf = createFacts(rooms);
  const applying = createApplying(kernel, {
    config: config.retention,
    dispatch,
    audit,
    generation,
    media,
    factsOf,
    forget,
  });

  return {
    retention: createRetention(kernel, {
      config: config.retention,
      siteTimeZone: config.siteTimeZone,
      dispatch,
      generation,
      media,
      candidates: createCandidates(kernel),
      factsOf,
      applying,
    }),
    ...createHolding(kernel, { generation, media }),
    erasing: createErasing(kernel, {
      audit,
      generation,
      media,
      rows: createPersonalRows(kernel, { audit, personal }),
    }),
  };
};
export type Keeping = ReturnType<typeof createKeeping>;

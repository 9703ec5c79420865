import type { OutputKeeping, RevisionNote } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Audit } from '../audit/service';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Library } from '../library/service';
import type { Media } from '../media/service';
import type { Usage } from '../usage/service';
import type { Reuse } from '../reuse/service';
import type { Review } from '../review/service';

type NotedThing = { type: 'asset' | 'task' | 'entry'; id: string; uid: string | null };

/** What tracing needs of the rooms below, and of the revision log beside it. */
export type TracePorts = {
  kernel: Kernel;
  config: PluginConfig;
  audit: Audit;
  dispatch: Dispatch;
  generation: Generation;
  media: Media;
  library: Library;
  review: Review;
  reuse: Reuse;
  usage: Usage;
  keepingOf: (outputId: string) => Promise<OutputKeeping>;
  notesOf: (things: NotedThing[]) => Promise<RevisionNote[]>;
};

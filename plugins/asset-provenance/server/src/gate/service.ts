import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import { createEntries } from './entries';
import { createPublishGate } from './publish-gate';

export type { ReadableEntry } from './entries';

type Dependencies = { media: Media; usage: Usage; reuse: Reuse };

/** The publish gate, and what it would say of an entry. */
export const createGate = (kernel: Kernel, { media, usage, reuse }: Dependencies) => {
  const publishGate = createPublishGate(kernel, { usage, reuse });
  const entries = createEntries(kernel, { media, usage, reuse });

  return {
    /** Once, when all plugins and the application have registered. */
    install: () => {
      publishGate.install();
      media.afterAttachment(publishGate.checkAttachment);
    },
    readable: entries.readable,
    provenanceOf: entries.provenanceOf,
  };
};
export type Gate = ReturnType<typeof createGate>;

import type { Generation } from '../generation/service';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import { createListing } from './listing';
import { createRemovalGuard } from './removal';

type Dependencies = { generation: Generation; media: Media; usage: Usage; reuse: Reuse };

/** The media library as people work with it: finding, keeping and taking out. */
export const createLibrary = ({ generation, media, usage, reuse }: Dependencies) => {
  const listing = createListing({ generation, media, reuse });

  return {
    list: listing.list,
    /** Once, when all plugins have registered. */
    install: () => media.guardRemoval(createRemovalGuard({ reuse, usage })),
  };
};
export type Library = ReturnType<typeof createLibrary>;

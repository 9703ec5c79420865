import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import { notFound } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import { createBulk } from './bulk';
import { createChoices } from './choices';
import { libraryViews } from './content-types/library-view';
import { renditions as renditionTable } from './content-types/rendition';
import { createHoldAct } from './holds';
import { createIdLists } from './id-lists';
import { createListing } from './listing';
import { createOriginActs } from './origin';
import { createProjecting } from './projecting';
import { createRemovalGuard } from './removal';
import { createRenditions } from './renditions';
import { requestedFile } from './requested-file';
import { createSearch } from './search';
import { createViews } from './views';
import { createWorkingCopies } from './working-copies';

export { personalRows } from './personal';

export const tables = [libraryViews, renditionTable];

type Dependencies = {
  config: PluginConfig;
  dispatch: Dispatch;
  generation: Generation;
  media: Media;
  usage: Usage;
  reuse: Reuse;
};

/** The media library as people work with it: finding, keeping and taking out. */
export const createLibrary = (kernel: Kernel, dependencies: Dependencies) => {
  const { config, dispatch, generation, media, usage, reuse } = dependencies;
  const lists = createIdLists(kernel);
  const search = createSearch(kernel, {
    ...{ generation, media, dispatch, lists },
    purposes: config.purposes,
  });
  const projecting = createProjecting(kernel, { dispatch, generation, lists, media, reuse });
  const listing = createListing(kernel, {
    media,
    search,
    itemsOf: reuse.itemsOf,
    todayOf: reuse.todayOf,
  });

  /** The approved asset on a file is revoked like any other. */
  const revokeOfFile = async (request: Request) => {
    const file = await requestedFile(media, request);
    const { asset } = (await reuse.judge.recordsOf([file]))(file);
    if (!asset) throw notFound('approved asset', 'fileDocumentId');
    return reuse.assets.revoke({ ...request, params: { assetId: asset.documentId } });
  };

  const renditions = createRenditions(kernel);
  const origins = createOriginActs(kernel, { generation, media, reuse });
  const hold = createHoldAct(kernel, { media });

  projecting.keepRestored();
  search.keepRepaired();

  return {
    effects: { onEvent: projecting.onEvent },
    list: listing.list,
    choices: createChoices(kernel, { generation }).list,
    views: createViews(kernel),
    bulk: createBulk({ revoke: revokeOfFile, declare: origins.declare, hold }),

    origins,
    hold,
    workingCopies: createWorkingCopies(kernel, { config, media, reuse, renditions }),
    renditionsWithSha256: renditions.withSha256,

    /** Once, when all plugins have registered. */
    install: async (): Promise<void> => {
      media.guardRemoval(createRemovalGuard({ generation, reuse, usage }));
      await search.install();
      await projecting.install();
    },
  };
};
export type Library = ReturnType<typeof createLibrary>;

import type { RightsAffected } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import { notFound } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Usage } from '../usage/service';
import type { AssetRow, AssetRows } from './asset-rows';
import { approvedAssets } from './content-types/approved-asset';
import { toRightsRecord } from './rights-rows';
import type { RightsRows } from './rights-rows';

/** Most assets, and most files whose placements are looked for, in one answer. */
const MOST = 100;

type Dependencies = {
  generation: Generation;
  usage: Usage;
  config: PluginConfig;
  rows: RightsRows;
  assets: AssetRows;
  todayOf: (moment: Date) => string;
};

/** What stands on an authorisation: to be looked through before it is withdrawn, and after it ended. */
export const createRightsAffected = (
  { store }: Kernel,
  { generation, usage, config, rows, assets, todayOf }: Dependencies
) => {
  /** Files that may be shown somewhere: those of assets first, then the newest. */
  const filesBelow = async (rightsRecordId: string, found: AssetRow[]): Promise<string[]> => {
    const outputs = await generation.references.outputsBelow(rightsRecordId, MOST);
    const ids = [...found, ...outputs].map(({ fileDocumentId }) => fileDocumentId);
    return [...new Set(ids.filter((id) => id !== null))].slice(0, MOST);
  };

  /** Their uses inside and outside. */
  const placementsOf = async (fileDocumentIds: string[]) => {
    const outside = await usage.outsidePlacementsOf(fileDocumentIds);
    return {
      entries: await usage.placementsOf(fileDocumentIds),
      outsidePlacements: outside.filter(({ ended }) => ended === null),
    };
  };

  const assetsBelow = (rightsRecordId: string): Promise<AssetRow[]> =>
    store.find(approvedAssets, {
      where: { taskId: { $in: generation.references.taskIdsBelow(rightsRecordId) } },
      orderBy: { id: 'desc' },
      limit: MOST,
    });

  return {
    /**
     * Counts are of everything; the lists hold the newest hundred.
     * @throws Refusal 404 for unknown records.
     */
    affected: async (request: Request): Promise<RightsAffected> => {
      const row = await rows.byId(request.params.rightsRecordId ?? '');
      if (!row) throw notFound('rights record', 'rightsRecordId');
      const id = row.documentId;
      const today = todayOf(new Date());
      const figures = await generation.references.figuresBelow(id);
      const found = await assetsBelow(id);
      return {
        rightsRecord: toRightsRecord(row, today),
        policy: config.gate.rights,
        taskCount: figures.tasks,
        outputCount: figures.outputs,
        assets: await assets.present(found, today),
        ...(await placementsOf(await filesBelow(id, found))),
      };
    },
  };
};

import type { Verdict } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Generation } from '../generation/service';
import { nextSiteDay, siteDay } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { Media } from '../media/service';
import type { Usage } from '../usage/service';
import { createAssetEffects } from './asset-effects';
import { createAssetEnding } from './asset-ending';
import { createAssetLife } from './asset-life';
import { createAssetOwners } from './asset-owners';
import { createAssetRows } from './asset-rows';
import { reuseWitnesses } from './asset-witness';
import { createAssets } from './assets';
import { createAssetsMade } from './assets-made';
import { approvedAssets } from './content-types/approved-asset';
import { licenceTemplates } from './content-types/licence-template';
import { rightsRecords } from './content-types/rights-record';
import { createDoubt } from './doubt';
import { createItems } from './items';
import type { LatestVerdicts } from './items';
import { createJudge } from './judge';
import { createLicenceTemplates } from './licence-templates';
import { createRights } from './rights';
import { createRightsAffected } from './rights-affected';
import { createRightsEnding } from './rights-ending';
import { createRightsRows } from './rights-rows';
import { createRightsStanding } from './rights-standing';

export { provenanceOfLimits } from './asset-rows';
export type { AssetRow } from './asset-rows';
export type { FileRecord } from './judge';
export type { RightsStanding } from './rights-standing';
export { strongest, usability } from './usability';
export type { Standing, Usability } from './usability';

export { personalRows } from './personal';

export const tables = [approvedAssets, rightsRecords, licenceTemplates];

type Dependencies = {
  generation: Generation;
  media: Media;
  usage: Usage;
  dispatch: Dispatch;
  config: PluginConfig;
  /** All verdicts on an output, oldest first; belongs to a room beside this one. */
  verdictsOf: (outputId: string) => Promise<Verdict[]>;
  latestVerdicts: LatestVerdicts;
};

/** Approved assets, their limits, rights records, and what stands against using a file. */
export const createReuse = (kernel: Kernel, dependencies: Dependencies) => {
  const { generation, media, usage, dispatch, config, verdictsOf, latestVerdicts } = dependencies;
  const todayOf = (moment: Date) => siteDay(moment, config.siteTimeZone);

  const rows = createAssetRows(kernel, { media });
  const life = createAssetLife({ generation, rows });
  const assets = createAssets(kernel, { rows, todayOf });
  const ending = createAssetEnding(kernel, {
    generation,
    rows,
    life,
    presentOne: assets.presentOne,
  });

  const rightsRows = createRightsRows(kernel);
  const { standingOfTasks } = createRightsStanding({ generation, rows: rightsRows });
  const rights = createRights(kernel, {
    media,
    rows: rightsRows,
    todayOf,
    endingDays: config.notices.expiringDays,
  });
  const rightsEnding = createRightsEnding(kernel, { rows: rightsRows, todayOf });
  const { affected } = createRightsAffected(kernel, {
    generation,
    usage,
    config,
    rows: rightsRows,
    assets: rows,
    todayOf,
  });

  const judge = createJudge({ generation, usage, rows, standingOfTasks, config });
  const items = createItems({ media, judge, latestVerdicts, todayOf });

  /** What ends with a day: at every start, and shortly after midnight at the site. */
  dispatch.recur('reuse.expire', async (signal) => {
    const now = new Date();
    await ending.expireAll(todayOf(now), signal);
    await rightsEnding.recordExpiry(todayOf(now), signal);
    return nextSiteDay(now, config.siteTimeZone);
  });

  return {
    /** Subscribed after the ledger: makes assets of verdicts, follows files that change or go. */
    effects: {
      onEvent: createAssetEffects(kernel, { generation, media, rows, life, verdictsOf }),
    },

    assets: {
      list: assets.list,
      revoke: ending.revoke,
      supersede: ending.supersede,
      byId: rows.byId,
      ofOutput: rows.ofOutput,
      ofOutputs: rows.ofOutputs,
      present: assets.presentOne,
      expiringUntil: assets.expiringUntil,
      ...createAssetOwners(kernel),
      madeOf: createAssetsMade(kernel),
    },
    licenceTemplates: createLicenceTemplates(kernel, { config, todayOf }),
    rights: {
      list: rights.list,
      record: rights.record,
      withdraw: rightsEnding.withdraw,
      affected,
      standingOfTasks,
      standingOn: rightsRows.standingOn,
      evidenceAmong: rightsRows.evidenceAmong,
    },
    /** Takes the words about a task out of its assets, which have ended; limits and bytes stay. */
    forgetTask: async (tx: Transaction, taskId: string): Promise<void> => {
      await tx.trx(kernel.store.tableOf(approvedAssets)).where({ task_id: taskId }).update({
        brand: null,
        series: null,
        subject: null,
        parameter_summary: '',
        alternative_text: null,
        alternative_texts: null,
        ended_reason: null,
      });
    },
    witnesses: reuseWitnesses,
    rightsRecords: rights.byIds,
    authoriseReferences: rights.authorise,
    /** What stands against using files. */
    judge,
    doubt: createDoubt(kernel, { generation }),
    ...items,
    /** The day in the site's time zone. */
    todayOf,
  };
};
export type Reuse = ReturnType<typeof createReuse>;

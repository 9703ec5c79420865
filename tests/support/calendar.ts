import { readRows } from './rows';
import { sharedServer } from './shared-server';

/** Makes a recurring piece of work due now, as the turn of the day would. */
export const runNow = (kind: string): Promise<unknown> =>
  readRows(sharedServer(), (rows) =>
    rows('ap_work_items').where({ kind }).update({ due_at: 0, leased_until: 0, lease_token: null })
  );

/** Brings the last day of an asset forward: nobody waits for it in a test. */
export const setLastDay = (assetId: string, day: string): Promise<unknown> =>
  readRows(sharedServer(), async (rows) => {
    const [row] = (await rows('ap_approved_assets')
      .where({ document_id: assetId })
      .select('limits')) as { limits: string | Record<string, unknown> }[];
    const limits = (
      typeof row?.limits === 'string' ? JSON.parse(row.limits) : row?.limits
    ) as Record<string, unknown>;
    await rows('ap_approved_assets')
      .where({ document_id: assetId })
      .update({ valid_until: day, limits: JSON.stringify({ ...limits, validUntil: day }) });
  });

/** Brings the last day of an authorisation forward. */
export const setRightsLastDay = (rightsRecordId: string, day: string): Promise<unknown> =>
  readRows(sharedServer(), (rows) =>
    rows('ap_rights_records').where({ document_id: rightsRecordId }).update({ valid_until: day })
  );

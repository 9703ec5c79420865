import { preparePeople } from './people';
import { readRows } from './rows';
import { beginWith, startServer } from './server';
import type { Server } from './server';

declare global {
  var serverOfPreparedDatabase: Server | undefined;
}

/** What a server says of itself as it starts: its clocks, its events, where they went. */
const OF_A_SERVER = ['ap_work_items', 'ap_audit_events', 'ap_ledger_exports'];

/**
 * Starts one server on an empty database, lets people in and leaves the database for others to begin
 * with: making the tables is more than half of a first start.
 */
export const prepareDatabase = async () => {
  if (globalThis.serverOfPreparedDatabase) return;
  const server = await startServer({ isFirstStart: true });
  globalThis.serverOfPreparedDatabase = server;
  await preparePeople(server.url);
  await server.stop();
  await readRows(server, async (rows) => {
    for (const table of OF_A_SERVER) await rows(table).delete();
  });
  beginWith(server.databaseFile ?? server.databaseEnv.DATABASE_NAME ?? '');
};

export const removePreparedDatabase = () => globalThis.serverOfPreparedDatabase?.dispose();

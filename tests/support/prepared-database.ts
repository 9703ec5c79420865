import { preparePeople } from './people';
import { pluginTables, readRows } from './rows';
import { beginWith, startServer } from './server';
import type { Server } from './server';

declare global {
  var serverOfPreparedDatabase: Server | undefined;
}

/** Kept by the database itself, and empty. */
const SEARCH_INDEX = 'ap_file_search';

/**
 * Starts one server on an empty database, lets people in and leaves the database for others to begin
 * with: making the tables is more than half of a first start. What the plugin wrote goes: clocks,
 * events and keys are of the server that will run.
 */
export const prepareDatabase = async () => {
  if (globalThis.serverOfPreparedDatabase) return;
  const server = await startServer({ isFirstStart: true });
  globalThis.serverOfPreparedDatabase = server;
  await preparePeople(server.url);
  await server.stop();
  await readRows(server, async (rows) => {
    for (const table of await pluginTables(rows))
      if (!table.startsWith(SEARCH_INDEX)) await rows(table).delete();
  });
  beginWith(server.databaseFile ?? server.databaseEnv.DATABASE_NAME ?? '');
};

export const removePreparedDatabase = () => globalThis.serverOfPreparedDatabase?.dispose();

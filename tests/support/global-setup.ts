import path from 'node:path';
import { startConfigured } from './configured-server';
import { prepareDatabase } from './prepared-database';
import type { Server } from './server';
import { readStatesIn, writeState } from './shared-server';

declare global {
  var sharedTestServers: Server[] | undefined;
}

/** One server for each worker of Jest; the test files of a worker run one after the other. */
export default async ({ maxWorkers }: { maxWorkers: number }) => {
  await prepareDatabase();
  const servers = await Promise.all(Array.from({ length: maxWorkers }, startConfigured));
  globalThis.sharedTestServers = servers;
  const [first] = servers;
  if (!first) return;
  const folder = path.dirname(first.logFile);
  servers.forEach((server, index) => writeState(folder, server, String(index + 1)));
  readStatesIn(folder);
};

import { removePreparedDatabase } from './prepared-database';
import type { Server } from './server';

/** A server may have died under the suites: then its last words are worth more than a stop. */
const end = async (server: Server) => {
  const hasCrashed = await fetch(`${server.url}/_health`).then(
    () => false,
    () => true
  );
  if (hasCrashed) console.error(`The server died during the run:\n${server.logs().slice(-4000)}`);
  await server.dispose();
};

export default async () => {
  await Promise.all((globalThis.sharedTestServers ?? []).map(end));
  await removePreparedDatabase();
};

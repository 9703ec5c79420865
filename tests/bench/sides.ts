import type { Person } from '../support/people';
import { registerFirstAdmin } from '../support/people';
import type { Server } from '../support/server';
import { startServer } from '../support/server';

/** `stock` is this very instance with the plugin switched off. */
export const SIDES = ['stock', 'plugin'] as const;
export type SideName = (typeof SIDES)[number];
export type Side = { server: Server; admin: Person };
export type Sides = Record<SideName, Side>;

const running = new Set<Server>();

export const startSide = async (name: SideName): Promise<Server> => {
  const env = { ASSET_PROVENANCE_ENABLED: String(name === 'plugin') };
  const server = await startServer({ env });
  running.add(server);
  return server;
};

export const stopSide = async (server: Server) => {
  running.delete(server);
  await server.dispose();
};

export const stopAll = async () => {
  await Promise.all([...running].map(stopSide));
};

/** Both servers at once, each with its first admin. */
export const openSides = async (servers: Record<SideName, Server>): Promise<Sides> => {
  const open = async (server: Server): Promise<Side> => ({
    server,
    admin: await registerFirstAdmin(server.url),
  });
  return { stock: await open(servers.stock), plugin: await open(servers.plugin) };
};

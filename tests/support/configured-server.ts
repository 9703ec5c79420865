import path from 'node:path';
import { testMarks } from './marks';
import { testBoundaries, testPrices } from './prices';
import { testRetention } from './retention';
import { startServer } from './server';
import type { Server } from './server';
import { readStatesIn, writeState } from './shared-server';

/** As most tests want it: with prices, boundaries, retention and marks. */
export const startConfigured = () =>
  startServer({
    env: {
      PROVIDER_PRICES: JSON.stringify(testPrices),
      COST_APPROVAL_ABOVE: '0.15',
      COST_MODELS: JSON.stringify(testBoundaries),
      ...testRetention,
      ...testMarks,
    },
  });

/**
 * For a file that looks at everything: `sharedServer` and `people` speak of a server on which no other
 * file changed a row by hand.
 */
export const useOwnServer = () => {
  let server: Server | undefined;
  let shared: string | undefined;
  beforeAll(async () => {
    server = await startConfigured();
    const folder = path.dirname(server.logFile);
    writeState(folder, server);
    shared = readStatesIn(folder);
  });
  afterAll(async () => {
    if (!server) return;
    readStatesIn(shared);
    await server.dispose();
  });
};

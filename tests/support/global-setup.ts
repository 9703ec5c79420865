import path from 'node:path';
import { startServer } from './server';
import type { Server } from './server';
import { testMarks } from './marks';
import { testBoundaries, testPrices } from './prices';
import { testRetention } from './retention';
import { writeState } from './shared-server';

declare global {
  var sharedTestServer: Server | undefined;
}

/** One server for the whole run; its test files run one after the other. */
export default async () => {
  const server = await startServer({
    env: {
      PROVIDER_PRICES: JSON.stringify(testPrices),
      COST_APPROVAL_ABOVE: '0.15',
      COST_MODELS: JSON.stringify(testBoundaries),
      ...testRetention,
      ...testMarks,
    },
  });
  globalThis.sharedTestServer = server;
  const { url, pid, databaseFile, databaseEnv, publicDir, logFile } = server;
  const file = path.join(path.dirname(logFile), 'state.json');
  writeState(file, { url, pid, databaseFile, databaseEnv, publicDir, logFile });
};

import type { Socket } from 'node:net';
import { createNetwork } from '../../plugins/asset-provenance/server/src/network/service';
import type { Exchange } from '../../plugins/asset-provenance/server/src/network/service';
import { listenTcp } from './listener';
import type { Listener } from './listener';

/** The network room against servers on loopback that go when a test ends. */
export const network = createNetwork();
export const client = network.client(['127.0.0.1', 'localhost']);
const servers: Listener[] = [];
export const keep = async <L extends Listener>(listener: Promise<L>): Promise<L> => {
  servers.push(await listener);
  return listener;
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});
afterAll(() => network.close());

export const post = (url: string, changes: Partial<Exchange> = {}) =>
  client.exchange({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: '{"prompt":"a bag"}',
    timeoutMs: 5000,
    maxBytes: 100_000,
    ...changes,
  });

/** A server that answers whatever comes with the given words, and does what it is told then. */
export const raw = (answer: string, then: (socket: Socket) => void = () => undefined) =>
  keep(listenTcp((socket) => void socket.write(answer, () => then(socket))));

import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Client } from 'undici';
import type { Dispatcher, buildConnector } from 'undici';
import { exchangeError } from './errors';

type Connector = buildConnector.connector;
export type HopRequest = Pick<
  Dispatcher.RequestOptions,
  'method' | 'headers' | 'body' | 'headersTimeout' | 'bodyTimeout'
> & { signal: AbortSignal };

export type HopAnswer = { status: number; headers: Record<string, string>; body: Readable };

const flat = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ])
  );

/**
 * Sends single requests, each on a connection of its own. A connection that is kept could have been
 * closed by the other side: a reset could then not be told from a lost answer, and the client
 * library would be free to send again.
 */
export const createHops = () => {
  const living = new Set<Client>();

  return {
    /** @throws NotSent | Unanswered */
    send: async (url: URL, connector: Connector, request: HopRequest): Promise<HopAnswer> => {
      let isConnected = false;
      let attempt: unknown;
      const client = new Client(url.origin, {
        pipelining: 0,
        connect: (options, answer) => {
          attempt = connector(options, (...outcome) => {
            isConnected = outcome[0] === null;
            answer(...outcome);
          });
        },
      });
      living.add(client);
      const end = () => {
        request.signal.removeEventListener('abort', giveUp);
        living.delete(client);
        void client.destroy();
        // A connection that is still being made is not the library's yet.
        if (!isConnected && attempt instanceof Socket) attempt.destroy();
      };
      // The library looks at the signal only once a connection stands.
      const giveUp = () => {
        if (!isConnected) void client.destroy(request.signal.reason as Error);
      };
      request.signal.addEventListener('abort', giveUp);
      try {
        request.signal.throwIfAborted();
        const path = `${url.pathname}${url.search}`;
        const { statusCode, headers, body } = await client.request({ ...request, path });
        // A body that nobody listens to and that fails must not take the process with it.
        body.on('error', () => undefined).once('close', end);
        return { status: statusCode, headers: flat(headers), body };
      } catch (error) {
        end();
        throw exchangeError(error, url.host, isConnected);
      }
    },

    /** Ends what is under way. */
    close: async (): Promise<void> => {
      await Promise.all([...living].map((client) => client.destroy()));
      living.clear();
    },
  };
};

import http from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { FormData, Response } from 'undici';
import { exchangeError } from './errors';

export type HopRequest = {
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer | FormData | null;
  /** Longest silence, in milliseconds. */
  idleMs: number;
  signal: AbortSignal;
};

/** Longest wait for a connection, in milliseconds. */
const CONNECT_MS = 10_000;

export type HopAnswer = { status: number; headers: Record<string, string>; body: Readable };

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ])
  );

/** A form as bytes, with the header that says where its parts end. */
const packed = async (body: HopRequest['body']) => {
  if (!(body instanceof FormData)) return { body: body ?? null, type: {} };
  const form = new Response(body);
  return {
    body: Buffer.from(await form.arrayBuffer()),
    type: { 'content-type': form.headers.get('content-type') ?? '' },
  };
};

type Connection = { isMade: boolean };

/** Notes when a connection stands, and does not wait for one for ever. */
const watchConnection = (request: ClientRequest, event: string, connection: Connection): void => {
  const giveUp = () => request.destroy(new Error(`No connection within ${CONNECT_MS} ms.`));
  request.once('socket', (socket) => {
    const patience = setTimeout(giveUp, CONNECT_MS);
    request.once('close', () => clearTimeout(patience));
    socket.once(event, () => {
      connection.isMade = true;
      clearTimeout(patience);
    });
  });
};

/** The answer to a request, once its headers are here; the signal ends it, its body too. */
const answerTo = (request: ClientRequest, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // What is destroyed last tells why: the answer, once there is one.
    let target: { destroy: (why: Error) => unknown } = request;
    const end = () => target.destroy(signal.reason as Error);
    request
      .once('close', () => signal.removeEventListener('abort', end))
      .on('error', reject)
      .once('response', (response) => {
        target = response;
        resolve(response);
      });
    signal.addEventListener('abort', end);
    // It may have ended while the body was packed: then no event tells of it any more.
    if (signal.aborted) end();
  });

/**
 * Sends single requests, each on a connection of its own. A connection that is kept could have been
 * closed by the other side: a reset could then not be told from a lost answer. Node's own client,
 * because undici ends the process when the other side closes while a large body waits to be read.
 */
export const createHops = () => {
  const living = new Set<ClientRequest>();

  return {
    /** @throws NotSent | Unanswered */
    send: async (
      url: URL,
      lookup: LookupFunction | undefined,
      { method, headers, body, idleMs, signal }: HopRequest
    ): Promise<HopAnswer> => {
      const isSecure = url.protocol === 'https:';
      const connection: Connection = { isMade: false };
      try {
        const content = await packed(body);
        const length = content.body && { 'content-length': Buffer.byteLength(content.body) };
        const request = (isSecure ? https : http).request(url, {
          method,
          agent: false,
          headers: { ...headers, ...content.type, ...length },
          ...(lookup && { lookup }),
        });
        living.add(request);
        request.once('close', () => living.delete(request));
        request.setTimeout(idleMs, () => request.destroy(new Error(`Silence for ${idleMs} ms.`)));
        watchConnection(request, isSecure ? 'secureConnect' : 'connect', connection);
        const coming = answerTo(request, signal);
        request.end(content.body ?? undefined);
        const answer = await coming;
        // A body that nobody listens to and that fails must not take the process with it.
        answer.on('error', () => undefined);
        return { status: answer.statusCode ?? 0, headers: flat(answer.headers), body: answer };
      } catch (error) {
        throw exchangeError(error, url.host, connection.isMade);
      }
    },

    /** Ends what is under way. */
    close: async (): Promise<void> => {
      for (const request of living) request.destroy();
      living.clear();
    },
  };
};

import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
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

/**
 * Sends single requests, each on a connection of its own. A connection that is kept could have been
 * closed by the other side: a reset could then not be told from a lost answer. Node's own client,
 * because undici ends the process when the other side closes while a large body waits to be read.
 */
export const createHops = () => {
  const living = new Set<http.ClientRequest>();

  return {
    /** @throws NotSent | Unanswered */
    send: async (
      url: URL,
      lookup: LookupFunction | undefined,
      { method, headers, body, idleMs, signal }: HopRequest
    ): Promise<HopAnswer> => {
      const isSecure = url.protocol === 'https:';
      let isConnected = false;
      try {
        signal.throwIfAborted();
        const content = await packed(body);
        const answer = await new Promise<IncomingMessage>((resolve, reject) => {
          const request = (isSecure ? https : http).request(url, {
            method,
            agent: false,
            headers: {
              ...headers,
              ...content.type,
              ...(content.body !== null && {
                'content-length': String(Buffer.byteLength(content.body)),
              }),
            },
            ...(lookup && { lookup }),
          });
          living.add(request);
          // What is destroyed last tells why: the answer, once there is one.
          let target: { destroy: (why: Error) => unknown } = request;
          const giveUp = () => target.destroy(signal.reason as Error);
          signal.addEventListener('abort', giveUp);
          request
            .once('close', () => {
              living.delete(request);
              signal.removeEventListener('abort', giveUp);
            })
            .once('response', (response) => {
              target = response;
              resolve(response);
            })
            .on('error', reject)
            .once('socket', (socket) => {
              const patience = setTimeout(
                () => request.destroy(new Error(`No connection within ${CONNECT_MS} ms.`)),
                CONNECT_MS
              );
              socket.once(isSecure ? 'secureConnect' : 'connect', () => {
                isConnected = true;
                clearTimeout(patience);
              });
              request.once('close', () => clearTimeout(patience));
            })
            .setTimeout(idleMs, () => request.destroy(new Error(`Silence for ${idleMs} ms.`)));
          request.end(content.body ?? undefined);
        });
        // A body that nobody listens to and that fails must not take the process with it.
        answer.on('error', () => undefined);
        return { status: answer.statusCode ?? 0, headers: flat(answer.headers), body: answer };
      } catch (error) {
        throw exchangeError(error, url.host, isConnected);
      }
    },

    /** Ends what is under way. */
    close: async (): Promise<void> => {
      for (const request of living) request.destroy();
      living.clear();
    },
  };
};

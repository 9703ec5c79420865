import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/strapi';
import { CALLBACK_BASE } from '../../../shared';

/** A call to a callback address as it came in, before anything of Strapi saw it. */
export type Call = { jobId: string; token: string; headers: Record<string, string> };

type Context = { path: string; url: string; req: IncomingMessage };

const calls = new WeakMap<IncomingMessage, Call>();

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')])
  );

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Milliseconds that a caller has to read an answer that came before all of its body was taken. */
const LINGER = 500;

/** What came to the address of a request; null when it did not come through the door. */
export const callOf = (request: IncomingMessage): Call | null => calls.get(request) ?? null;

/**
 * Stands before every middleware of the project, for two things that none of them would do:
 * signatures are over the raw body, so that no parser may take it, whatever its configuration; and
 * the token goes out of the address, so that no access log holds it.
 */
export const installDoor = (strapi: Core.Strapi): void => {
  const base = `${strapi.config.get('api.rest.prefix', '/api')}${CALLBACK_BASE}`;
  const address = new RegExp(`^${escaped(base)}/([^/]+)/([^/]+)/?$`);
  strapi.server.use(async (ctx: Context, next: () => Promise<unknown>) => {
    const [, jobId, token] = address.exec(ctx.path) ?? [];
    if (jobId && token) {
      calls.set(ctx.req, { jobId, token, headers: flat(ctx.req.headers) });
      ctx.url = `${base}/${jobId}`;
      // Parsers see from these whether there is a body.
      delete ctx.req.headers['content-length'];
      delete ctx.req.headers['transfer-encoding'];
    }
    await next();
  });
};

/** @returns null when the body is larger: then the rest of it is not read. */
export const readRawBody = async (
  request: IncomingMessage,
  { headers }: Call,
  maxBytes: number
): Promise<Buffer | null> => {
  if (Number(headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not `for await`: leaving it would end the connection before it is answered.
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      request.removeAllListeners('data').pause();
      end();
    };
    request
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxBytes) settle(() => resolve(null));
        else chunks.push(chunk);
      })
      .once('end', () => settle(() => resolve(Buffer.concat(chunks))))
      .once('error', (error) => settle(() => reject(error)))
      .once('close', () => settle(() => reject(new Error('The caller went away.'))));
  });
};

/** Ends the connection after the answer: closed at once, a caller that still sends would not see it. */
export const leaveUnread = (request: IncomingMessage, response: ServerResponse): void => {
  response.once('finish', () => {
    setTimeout(() => request.socket.destroy(), LINGER).unref();
  });
};

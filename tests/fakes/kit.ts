import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

export type FormFile = { filename: string; mime: string; bytes: Buffer };
export type FakeRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** By lower-case name. */
  headers: Record<string, string>;
  rawBody: Buffer;
  /** undefined when the body is not JSON. */
  json: unknown;
  form: Map<string, string | FormFile> | null;
};
export type FakeAnswer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; body?: Buffer | string }
  /** The socket is destroyed without an answer; never answered; half of the body. */
  | 'reset'
  | 'hang'
  | 'half';

export type Fake = {
  url: string;
  requests: FakeRequest[];
  /** Marks a request as one that the provider would bill. */
  bill: (request: FakeRequest) => void;
  /** How many billed requests hold this text. */
  posts: (text: string) => number;
  close: () => Promise<void>;
};
export type Handler = (request: FakeRequest, fake: Fake) => FakeAnswer | Promise<FakeAnswer>;

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const formOf = async (body: Buffer, type: string): Promise<FakeRequest['form']> => {
  if (!type.startsWith('multipart/form-data')) return null;
  const data = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  const fields = new Map<string, string | FormFile>();
  for (const [name, value] of data.entries()) {
    fields.set(
      name,
      typeof value === 'string'
        ? value
        : {
            filename: value.name,
            mime: value.type,
            bytes: Buffer.from(await value.arrayBuffer()),
          }
    );
  }
  return fields;
};

const toRequest = async (message: IncomingMessage): Promise<FakeRequest> => {
  const url = new URL(message.url ?? '/', 'http://fake');
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')])
  );
  const rawBody = await readBody(message);
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    rawBody,
    json: jsonOf(rawBody),
    form: await formOf(rawBody, headers['content-type'] ?? ''),
  };
};

const HALF_LENGTH = 1000;

const write = (answer: FakeAnswer, response: ServerResponse): void => {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer === 'half') {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(HALF_LENGTH),
    });
    response.write('{"id":"half', () => setTimeout(() => response.socket?.destroy(), 20));
    return;
  }
  const { status = 200, headers = {}, json, body } = answer;
  if (json === undefined) {
    response.writeHead(status, { 'content-type': 'application/octet-stream', ...headers });
    response.end(body ?? '');
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
};

/** A provider on loopback that remembers what it was asked. */
export const createFake = async (handler: Handler): Promise<Fake> => {
  const requests: FakeRequest[] = [];
  const billed: string[] = [];
  const server = createServer((message, response) => {
    void toRequest(message)
      .then(async (request) => {
        requests.push(request);
        write(await handler(request, fake), response);
      })
      .catch((error: unknown) => {
        if (response.headersSent || response.destroyed) return;
        response.writeHead(599, { 'content-type': 'text/plain' });
        response.end(`The fake failed: ${error instanceof Error ? error.stack : String(error)}`);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: Fake = {
    url: `http://127.0.0.1:${port}`,
    requests,
    bill: ({ rawBody }) => void billed.push(rawBody.toString('utf8')),
    posts: (text) => billed.filter((body) => body.includes(text)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
};

/** What a prompt asks the fake to play: the text between `[[` and `]]`. */
export const scenarioOf = (prompt: string): string =>
  /\[\[(.+?)\]\]/.exec(prompt)?.[1] ?? 'success';

const HUGE = 64_000_000;
const accidents: Record<string, () => FakeAnswer> = {
  reset: () => 'reset',
  hang: () => 'hang',
  half: () => 'half',
  not_json: () => ({ headers: { 'content-type': 'application/json' }, body: 'certainly not JSON' }),
  empty: () => ({ body: '' }),
  '500': () => ({ status: 500, json: { error: 'internal' } }),
  '503': () => ({ status: 503, headers: { 'retry-after': '1' }, json: { error: 'unavailable' } }),
  '429': () => ({ status: 429, headers: { 'retry-after': '1' }, json: { error: 'slow down' } }),
  '404': () => ({ status: 404, json: { error: 'not found' } }),
  huge: () => ({
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(HUGE, 'x'),
  }),
  html: () => ({
    headers: { 'content-type': 'image/png' },
    body: '<!doctype html><html><body>Sign in</body></html>',
  }),
  wrong_type: () => ({
    headers: { 'content-type': 'text/html' },
    body: '<html>Bad gateway</html>',
  }),
  redirect_private: () => ({
    status: 302,
    headers: { location: 'http://169.254.169.254/latest/meta-data/' },
  }),
};

/** Accidents of transport that any provider may have: `submit:reset`, `poll:not_json`, … */
export const mishap = (
  scenario: string,
  phase: 'submit' | 'poll' | 'download'
): FakeAnswer | null => {
  const [where, what = ''] = scenario.split(':');
  return where === phase ? (accidents[what]?.() ?? null) : null;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
};

const SIDE = 16;

/** A real PNG of 16 × 16 pixels whose bytes depend on the label, with texts under their keywords. */
export const png = (label: string, texts: Record<string, string> = {}): Buffer => {
  const shade = crc32(Buffer.from(label)) & 0xffffff;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(SIDE * 3, Buffer.from([shade >> 16, (shade >> 8) & 255, shade & 255])),
  ]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: SIDE }, () => row)))),
    ...Object.entries(texts).map(([keyword, text]) =>
      chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'utf8'))
    ),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A real H.264 video of half a second. */
export const mp4 = (): Buffer => readFileSync(path.join(__dirname, 'media', 'clip.mp4'));

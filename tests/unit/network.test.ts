import { finished } from 'node:stream/promises';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import {
  AnswerTooLarge,
  FormData,
} from '../../plugins/asset-provenance/server/src/network/service';
import { createAllowance } from '../../plugins/asset-provenance/server/src/network/addresses';
import { listenHttp } from '../support/listener';
import { client, keep, network, post, raw } from '../support/network-bench';

type HeadersFor = (url: URL) => Record<string, string>;
const get = (url: string, headersFor: HeadersFor = () => ({})) =>
  client.open(url, { headersFor, signal: AbortSignal.timeout(5000) });

const quickBrotli = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

describe('an exchange', () => {
  it('gives every answer, whatever its status, unpacked', async () => {
    const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
    for (const [encoding, pack] of Object.entries(packers)) {
      const server = await keep(
        listenHttp((_request, response) => {
          response.writeHead(429, { 'content-encoding': encoding, 'Retry-After': '7' });
          response.end(pack('{"error":"慢"}'));
        })
      );
      const answer = await post(server.url);
      expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
      expect(answer.body.toString()).toBe('{"error":"慢"}');
    }
  });

  it('sends forms, and reads answers without a body', async () => {
    let received = '';
    const server = await keep(
      listenHttp(async (request, response) => {
        for await (const chunk of request) received += String(chunk);
        response.writeHead(204, { 'content-encoding': 'gzip' }).end();
      })
    );
    const body = new FormData();
    body.append('image', new Blob(['bytes']), 'bag.png');
    const answer = await post(server.url, { body, headers: {} });
    expect([answer.status, answer.body.length]).toEqual([204, 0]);
    expect(received).toContain('filename="bag.png"');
  });

  it('makes a connection of its own each time, and keeps none', async () => {
    const connection = new Set<string | undefined>();
    const server = await keep(
      listenHttp((request, response) => {
        connection.add(request.headers.connection);
        response.writeHead(200, { 'keep-alive': 'timeout=60' }).end('ok');
      })
    );
    for (let time = 0; time < 5; time += 1) await post(server.url);
    await Promise.all(Array.from({ length: 5 }, () => post(server.url)));
    expect([server.connections(), server.requests()]).toEqual([10, 10]);
    expect([...connection]).toEqual(['close']);
  });
});

describe('limits', () => {
  it('ends an answer that is too large, with and without a length, where the limit is', async () => {
    for (const withLength of [true, false]) {
      const server = await keep(
        listenHttp((_request, response) => {
          if (withLength) response.setHeader('content-length', 50_000_000);
          response.on('error', () => undefined);
          const more = () => {
            while (!response.destroyed && response.write(Buffer.alloc(65_536)));
          };
          response.on('drain', more);
          more();
        })
      );
      await expect(post(server.url, { maxBytes: 1_000_000 })).rejects.toBeInstanceOf(
        AnswerTooLarge
      );
      expect(server.requests()).toBe(1);
    }
  });

  it('waits for no body where the status is all that is wanted', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await keep(
      listenHttp((_request, response) => {
        closed = new Promise((resolve) => response.on('close', resolve));
        response.writeHead(202, { 'content-length': 50_000_000, 'retry-after': '7' });
        response.write('{"begun');
      })
    );
    const answer = await post(server.url, { maxBytes: null });
    expect(answer).toMatchObject({ status: 202, headers: { 'retry-after': '7' } });
    expect(answer.body).toHaveLength(0);
    await closed;
  });

  it.each([
    ['gzip', gzipSync],
    ['br', quickBrotli],
  ])('ends a bomb of %s before it has gone off', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(100_000_000));
    const server = await keep(
      listenHttp((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
      })
    );
    const before = process.memoryUsage().rss;
    await expect(post(server.url, { maxBytes: 1_000_000 })).rejects.toBeInstanceOf(AnswerTooLarge);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('ends a slow drip at the overall deadline', async () => {
    const server = await keep(
      listenHttp((_request, response) => {
        const drip = setInterval(() => response.write('.'), 50);
        response.on('close', () => clearInterval(drip));
      })
    );
    const began = Date.now();
    await expect(post(server.url, { timeoutMs: 600 })).rejects.toThrow('the time was up');
    expect(Date.now() - began).toBeLessThan(2000);
    expect(server.requests()).toBe(1);
  });
});

describe('opening for a stream', () => {
  it('asks anew for the headers of each hop: credentials stay with their origin', async () => {
    const seen: Record<string, string | undefined>[] = [];
    const other = await keep(
      listenHttp((request, response) => {
        seen.push({ at: 'other', key: request.headers.authorization });
        response.end('bytes');
      })
    );
    const own = await keep(
      listenHttp((request, response) => {
        seen.push({ at: `own ${request.url}`, key: request.headers.authorization });
        const location = request.url === '/a' ? 'b' : `${other.url}/c`;
        response.writeHead(302, { location, 'set-cookie': 'id=1' }).end('moved');
      })
    );
    const headersFor: HeadersFor = ({ origin }) =>
      origin === own.url ? { authorization: 'Bearer key' } : ({} as Record<string, string>);
    const opened = await get(`${own.url}/a`, headersFor);
    const chunks = await opened.body.toArray();
    expect(Buffer.concat(chunks as Buffer[]).toString()).toBe('bytes');
    expect(seen).toEqual([
      { at: 'own /a', key: 'Bearer key' },
      { at: 'own /b', key: 'Bearer key' },
      { at: 'other', key: undefined },
    ]);
  });

  it('may be left unread: neither a body that is dropped nor one that breaks ends the process', async () => {
    const server = await keep(
      listenHttp((_request, response) => {
        response.writeHead(404).write('x'.repeat(100_000));
        setTimeout(() => response.destroy(), 50);
      })
    );
    const dropped = await get(server.url);
    dropped.body.destroy();
    const broken = await get(server.url);
    broken.body.resume();
    await expect(finished(broken.body)).rejects.toThrow();
    await new Promise((later) => setTimeout(later, 50));
  });

  it('ends with its signal, in the middle of a body', async () => {
    const server = await raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf');
    const signal = AbortSignal.timeout(200);
    const opened = await client.open(server.url, { headersFor: () => ({}), signal });
    opened.body.resume();
    await expect(finished(opened.body)).rejects.toThrow();
    expect(server.connections()).toBe(1);
  });
});

describe('a large answer that is read slowly', () => {
  it('comes whole although the other side has closed long before', async () => {
    const bytes = 30_000_000;
    const server = await keep(
      listenHttp((_request, response) => {
        response.writeHead(200, { connection: 'close' }).end(Buffer.alloc(bytes, 'x'));
      })
    );
    const { body } = await network
      .client(['127.0.0.1'])
      .open(server.url, { headersFor: () => ({}), signal: AbortSignal.timeout(20_000) });
    let read = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (read === 0) await new Promise((resolve) => setTimeout(resolve, 300));
      read += chunk.length;
    }
    expect(read).toBe(bytes);
  }, 30_000);
});

describe('hosts that an operator lists', () => {
  const cases: [string, string, boolean][] = [
    ['gpu.internal', 'http://gpu.internal/', true],
    ['gpu.internal', 'https://gpu.internal:8188/x', true],
    ['GPU.Internal.', 'http://gpu.internal:1/', true],
    ['gpu.internal:8188', 'http://gpu.internal:8188/', true],
    ['gpu.internal:8188', 'http://gpu.internal/', false],
    ['gpu.internal:80', 'http://gpu.internal/', true],
    ['gpu.internal:80', 'http://gpu.internal:8188/', false],
    ['gpu.internal:443', 'https://gpu.internal/', true],
    ['gpu.internal:443', 'http://gpu.internal/', false],
    ['https://gpu.internal', 'https://gpu.internal/', true],
    ['https://gpu.internal', 'http://gpu.internal/', false],
    ['http://10.0.0.5:8188/', 'http://10.0.0.5:8188/view', true],
    ['127.0.0.1', 'http://2130706433/', true],
    ['::1', 'http://[::1]:9000/', true],
    ['[::1]:9000', 'http://[0:0::1]:9000/', true],
    ['[::1]:9000', 'http://[::1]:9001/', false],
    ['internal', 'http://gpu.internal/', false],
    ['gpu.internal', 'http://gpu.internal.example.com/', false],
    ['gpu.internal', 'http://not-gpu.internal/', false],
    ['not a host at all', 'http://gpu.internal/', false],
    ['', 'http://gpu.internal/', false],
  ];
  it.each(cases)('%p for %s: %p', (entry, url, isAllowed) =>
    expect(createAllowance([entry])(new URL(url))).toBe(isAllowed)
  );
});

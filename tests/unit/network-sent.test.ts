import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  NotSent,
  Unanswered,
  createNetwork,
} from '../../plugins/asset-provenance/server/src/network/service';
import { listenHttp, listenTcp } from '../support/listener';
import type { Listener } from '../support/listener';
import { keep, post, raw } from '../support/network-bench';
import { selfSigned } from '../support/self-signed';

describe('whether it was sent', () => {
  it('a refused connection: not sent', async () => {
    const gone = await listenHttp(() => undefined);
    await gone.close();
    await expect(post(gone.url)).rejects.toBeInstanceOf(NotSent);
    await expect(post(`http://localhost:${gone.port}`)).rejects.toBeInstanceOf(NotSent);
  });

  it('a name that nobody knows: not sent', async () => {
    const lost = createNetwork({
      resolve: (_name, _options, answer) =>
        answer(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' }), []),
    });
    const sending = lost.client([]).exchange({
      method: 'POST',
      url: 'http://provider.test/',
      headers: {},
      body: null,
      timeoutMs: 1000,
      maxBytes: 1,
    });
    await expect(sending).rejects.toBeInstanceOf(NotSent);
    await lost.close();
  });

  it('the time is up while the name is being resolved: not sent', async () => {
    const slow = createNetwork({
      resolve: (_name, _options, answer) => setTimeout(() => answer(new Error('late'), []), 600),
    });
    const sending = slow.client([]).exchange({
      method: 'POST',
      url: 'http://provider.test/',
      headers: {},
      body: null,
      timeoutMs: 200,
      maxBytes: 1,
    });
    await expect(sending).rejects.toBeInstanceOf(NotSent);
    await slow.close();
  });

  it('a certificate that nobody vouches for: not sent', async () => {
    let requests = 0;
    const server = createTlsServer(selfSigned('localhost'), (_request, response) => {
      requests += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost'])
      await expect(post(`https://${host}:${port}`)).rejects.toBeInstanceOf(NotSent);
    expect(requests).toBe(0);
    server.close();
  });

  it('TLS to a server that speaks none: not sent', async () => {
    const server = await keep(listenTcp((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
    const sending = post(server.url.replace('http:', 'https:'));
    await expect(sending).rejects.toBeInstanceOf(NotSent);
  });

  it('a header that cannot be sent: not sent, and its value is not repeated', async () => {
    const server = await keep(listenHttp((_request, response) => response.end()));
    const headers = { authorization: 'Bearer line\nbreak' };
    const error: Error = await post(server.url, { headers }).then(
      () => new Error('It was sent.'),
      (reason: Error) => reason
    );
    expect(error).toBeInstanceOf(NotSent);
    expect(error.message).not.toContain('break');
    expect(server.connections()).toBe(0);
  });

  const lost: [string, () => Promise<Listener>][] = [
    ['a reset after sending', () => raw('', (socket) => socket.resetAndDestroy())],
    ['an end without a word', () => raw('', (socket) => socket.end())],
    ['half a head', () => raw('HTTP/1.1 200 OK\r\nContent-Le', (socket) => socket.end())],
    [
      'half a body',
      () => raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"id":', (socket) => socket.end()),
    ],
    [
      'half a chunk',
      () =>
        raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n63\r\n{"id":', (socket) =>
          socket.end()
        ),
    ],
    [
      'a reset within the body',
      () =>
        raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"id":', (socket) =>
          setTimeout(() => socket.resetAndDestroy(), 50)
        ),
    ],
    ['words of no known tongue', () => raw('SSH-2.0-OpenSSH_9.6\r\n')],
    [
      'a length that lies',
      () => raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok'),
    ],
    [
      'an endless head',
      () => raw(`HTTP/1.1 200 OK\r\n${`x-filler: ${'a'.repeat(1000)}\r\n`.repeat(100)}`),
    ],
    ['silence', () => raw('')],
    [
      'half a packed body',
      () =>
        keep(
          listenHttp((_request, response) => {
            response.setHeader('content-encoding', 'gzip');
            response.end(gzipSync('{"id":"1234567890"}').subarray(0, 15));
          })
        ),
    ],
    [
      'a packing that nobody knows',
      () =>
        keep(
          listenHttp((_request, response) => {
            response.setHeader('content-encoding', 'zip');
            response.end('?');
          })
        ),
    ],
  ];
  it.each(lost)('%s: unanswered, and sent once', async (_what, listen) => {
    const server = await listen();
    await expect(post(server.url, { timeoutMs: 800 })).rejects.toBeInstanceOf(Unanswered);
    await new Promise((later) => setTimeout(later, 100));
    expect([server.connections(), server.requests()]).toEqual([1, 1]);
  });

  it('closing ends what is under way, as unanswered', async () => {
    const server = await raw('');
    const closing = createNetwork();
    const sending = closing.client(['127.0.0.1']).exchange({
      method: 'POST',
      url: server.url,
      headers: {},
      body: null,
      timeoutMs: 60_000,
      maxBytes: 1,
    });
    setTimeout(() => void closing.close(), 100);
    await expect(sending).rejects.toBeInstanceOf(Unanswered);
  });
});

import net from 'node:net';
import fc from 'fast-check';
import {
  BlockedAddress,
  NotSent,
  Unanswered,
  UnusableAddress,
  createNetwork,
} from '../../plugins/asset-provenance/server/src/network/service';
import type { Resolve } from '../../plugins/asset-provenance/server/src/network/service';
import { isPublicAddress } from '../../plugins/asset-provenance/server/src/kernel/public-address';
import {
  disguises,
  loopbackForms,
  otherKinds,
  privateAddresses,
} from '../support/hostile-addresses';
import { listenHttp } from '../support/listener';
import type { Listener } from '../support/listener';
import { privateHosts } from '../support/private-hosts';

/** Nobody has this address and nothing is routed to it, but its range is that of the public. */
const NOBODY = '3ffe::1';

const answers: Record<string, string[][]> = {
  'private.test': [['127.0.0.1']],
  'private6.test': [['::1']],
  'mapped.test': [['::ffff:127.0.0.1']],
  'metadata.test': [['169.254.169.254']],
  'mixed.test': [['8.8.8.8', '127.0.0.1']],
  'mixed-last.test': [['127.0.0.1', '8.8.8.8']],
  'empty.test': [[]],
  'rebinding.test': [[NOBODY], ['127.0.0.1']],
};
const asked: string[] = [];
const resolve: Resolve = (hostname, _options, answer) => {
  asked.push(hostname);
  const rounds = answers[hostname];
  if (!rounds) return answer(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), []);
  const round =
    rounds[Math.min(asked.filter((name) => name === hostname).length, rounds.length) - 1];
  return answer(
    null,
    (round ?? []).map((address) => ({ address, family: net.isIP(address) }))
  );
};

const network = createNetwork({ resolve });
const client = network.client([]);
let victim: Listener;
let victim6: Listener | null;
let connects: jest.SpyInstance;

beforeAll(async () => {
  victim = await listenHttp((_request, response) => response.end('secret'));
  victim6 = await listenHttp((_request, response) => response.end('secret'), '::1').catch(
    () => null
  );
});
afterAll(async () => {
  await network.close();
  await victim.close();
  await victim6?.close();
});
beforeEach(() => {
  asked.length = 0;
  connects = jest.spyOn(net.Socket.prototype, 'connect');
});
afterEach(() => {
  expect([victim.connections(), victim6?.connections() ?? 0]).toEqual([0, 0]);
  connects.mockRestore();
});

const within = (milliseconds: number) => AbortSignal.timeout(milliseconds);
const open = (url: string, through = client) =>
  through.open(url, { headersFor: () => ({}), signal: within(5000) });
const send = (url: string, through = client) =>
  through.exchange({
    method: 'POST',
    url,
    headers: {},
    body: '{}',
    timeoutMs: 5000,
    maxBytes: 10_000,
  });
/** Both ways out are refused, before a name is asked for or a socket is made. */
const expectRefused = async (url: string, why: new (text: string) => NotSent = NotSent) => {
  await expect(open(url)).rejects.toBeInstanceOf(why);
  await expect(send(url)).rejects.toBeInstanceOf(why);
  expect(asked).toEqual([]);
  expect(connects).not.toHaveBeenCalled();
};

describe('addresses that lead to this machine', () => {
  it.each(Object.entries(loopbackForms))('refuses %s', async (_name, form) => {
    await expectRefused(form(victim.port), BlockedAddress);
    if (victim6) await expectRefused(form(victim6.port), BlockedAddress);
    await expectRefused(form(victim.port).replace('http:', 'https:'), BlockedAddress);
  });

  it('refuses every disguise', async () => {
    for (const url of disguises(victim.port)) await expectRefused(url);
  });
});

describe('addresses of private networks, clouds and nobody', () => {
  it.each(privateAddresses)('refuses %s', (url) => expectRefused(url));

  it('refuses every private address in every form of writing it', async () => {
    await fc.assert(
      fc.asyncProperty(privateHosts, async (host) => {
        await expectRefused(`http://${host}/`);
      }),
      { numRuns: 400 }
    );
  });

  it('lets through what is public, in both families', () => {
    const part = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom(1, 8, 20, 47, 93, 142, 185, 220), part, part, part, (...parts) =>
        expect(isPublicAddress(parts.join('.'))).toBe(true)
      )
    );
    expect(isPublicAddress('2606:4700::1111')).toBe(true);
    expect(isPublicAddress('64:ff9b::8.8.8.8')).toBe(true);
  });
});

it.each(otherKinds)('does not open %p', (url) => expectRefused(url, UnusableAddress));

describe('names', () => {
  it.each([
    'private.test',
    'private6.test',
    'mapped.test',
    'metadata.test',
    'mixed.test',
    'mixed-last.test',
    'empty.test',
  ])('refuses %s by what it resolves to', async (name) => {
    const { port } = name.includes('6') && victim6 ? victim6 : victim;
    await expect(open(`http://${name}:${port}/`)).rejects.toBeInstanceOf(BlockedAddress);
    await expect(send(`https://${name}:${port}/`)).rejects.toBeInstanceOf(BlockedAddress);
    expect(asked).toEqual([name, name]);
  });

  it('goes to what was checked, though the answer changes right after', async () => {
    const signal = AbortSignal.timeout(300);
    const url = `http://rebinding.test:${victim.port}/`;
    // The first answer is public and nobody's; the next would be this machine.
    await expect(client.open(url, { headersFor: () => ({}), signal })).rejects.toBeInstanceOf(
      NotSent
    );
    expect(asked).toEqual(['rebinding.test']);
    await expect(open(url)).rejects.toBeInstanceOf(BlockedAddress);
  });

  it('asks the system where no resolver is given', async () => {
    const plain = createNetwork();
    const refusal = plain.client([]).open(`http://localhost.example.invalid:${victim.port}/`, {
      headersFor: () => ({}),
      signal: within(5000),
    });
    await expect(refusal).rejects.toBeInstanceOf(NotSent);
    await plain.close();
  });
});

describe('redirects', () => {
  let door: Listener;
  let through: typeof client;
  let location = '';
  let status = 302;

  beforeAll(async () => {
    door = await listenHttp((request, response) => {
      const step = Number(new URL(request.url ?? '/', 'http://door').searchParams.get('step') ?? 0);
      response.writeHead(status, { location: step > 0 ? `/?step=${step - 1}` : location });
      response.end('A body that nobody reads. '.repeat(100));
    });
    through = network.client([`127.0.0.1:${door.port}`]);
  });
  afterAll(() => door.close());

  it.each([301, 302, 303, 307, 308])('of status %i do not lead to this machine', async (code) => {
    status = code;
    location = victim.url;
    await expect(open(door.url, through)).rejects.toBeInstanceOf(BlockedAddress);
  });

  it.each(Object.entries(loopbackForms))('do not lead to %s', async (_name, form) => {
    location = form(victim.port);
    // A header holds bytes: what is not Latin-1 would arrive as something else.
    if (!/^[\u0020-\u00ff]*$/.test(location)) location = encodeURI(location);
    await expect(open(door.url, through)).rejects.toBeInstanceOf(NotSent);
  });

  it.each(privateAddresses.slice(0, 20))('do not lead to %s', async (url) => {
    location = url;
    await expect(open(door.url, through)).rejects.toBeInstanceOf(NotSent);
  });

  it('do not lead away without a scheme, over a name, or out of the web', async () => {
    const targets = [
      `//127.0.0.1:${victim.port}/`,
      `\\\\127.0.0.1:${victim.port}/`,
      `http://private.test:${victim.port}/`,
      `http://mixed.test:${victim.port}/`,
      `http://user:word@127.0.0.1:${door.port}/`,
      'file:///etc/passwd',
      'gopher://127.0.0.1:6379/_INFO',
      'http://[',
    ];
    for (location of targets) await expect(open(door.url, through)).rejects.toBeInstanceOf(NotSent);
  });

  it('do not lead to this machine after a chain of harmless ones', async () => {
    location = victim.url;
    const before = door.requests();
    await expect(open(`${door.url}/?step=4`, through)).rejects.toBeInstanceOf(BlockedAddress);
    expect(door.requests() - before).toBe(5);
  });

  it('end when they do not end', async () => {
    location = '/';
    const before = door.requests();
    await expect(open(door.url, through)).rejects.toBeInstanceOf(Unanswered);
    expect(door.requests() - before).toBe(6);
  });

  it('are not followed for what may be billed', async () => {
    location = victim.url;
    const before = door.requests();
    expect((await send(door.url, through)).status).toBe(status);
    expect(door.requests() - before).toBe(1);
  });
});

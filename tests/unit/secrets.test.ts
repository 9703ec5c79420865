import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import {
  findByRules,
  findPrivateAddress,
  findSecret,
  maskSecrets,
  secretRefusal,
} from '../../plugins/asset-provenance/server/src/kernel/secrets';
import { ordinaryTexts } from '../support/ordinary-texts';
import { planted, plantedForRules, privatePlaces } from '../support/planted-secrets';

const everySecret = Object.entries(planted).flatMap(([kind, secrets]) =>
  secrets.map((secret): [string, string] => [kind, secret])
);
const root = path.resolve(__dirname, '../..');

type Asked = { rules: (string | null)[]; firstMs: number; restMs: number };
const askRules = (texts: string[]): Asked => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', './scripts/typescript.cjs', 'tests/support/ask-rules.ts'],
    { cwd: root, input: JSON.stringify(texts), encoding: 'utf8' }
  );
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Asked;
};

describe('planted secrets', () => {
  it('are at least 40 of 12 kinds', () => {
    expect(Object.keys(planted).length).toBeGreaterThanOrEqual(12);
    expect(everySecret.length).toBeGreaterThanOrEqual(40);
  });

  it.each(everySecret)('%s: found in a text, and not repeated', (_kind, secret) => {
    for (const text of [secret, `A bag\n${secret}`, `帆布包，${secret}，白底`, `(${secret})`]) {
      const found = findSecret({ parameters: { prompt: text } });
      expect(found?.path).toBe('parameters.prompt');
      const { message, details } = secretRefusal(found ?? { path: '', detector: '' });
      expect(JSON.stringify([message, details])).not.toContain(secret);
      expect(details.code).toBe('secret_refused');
    }
  });

  it.each(everySecret)('%s: masked in the words of others', (_kind, secret) => {
    const masked = maskSecrets(`The request failed: ${secret} is not valid.`);
    expect(masked).toContain('[removed key]');
    // What may stay of an address is where it leads; what may stay of a key is nothing.
    const core = /[A-Za-z0-9+/_-]{20,}(?=[^A-Za-z0-9+/_-]*$)/.exec(secret)?.[0] ?? secret;
    expect(masked).not.toContain(core);
  });

  it('are found in fullwidth letters, and with invisible ones between', () => {
    const key = `sk-${'Ab3dEf6hIj9k'.repeat(3)}`;
    const wide = key.replace(/[!-~]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + 0xfee0)
    );
    expect(findSecret([wide])).not.toBeNull();
    expect(findSecret([key.split('').join('\u200b')])).not.toBeNull();
  });

  it('are found in names of fields, at any depth, and the path does not repeat them', () => {
    const [, key = ''] = everySecret[0] ?? [];
    for (const extras of [{ [key]: 1 }, { [key]: key }, { a: [{ b: { [key]: 'x' } }] }]) {
      const found = findSecret({ extras });
      expect(found?.path).toMatch(/^extras/);
      expect(found?.path).not.toContain(key);
    }
  });

  it('are found quickly, whatever the text', () => {
    const hard = [
      'a',
      '/',
      '?',
      'sk-',
      'http://',
      'http://a:',
      '-----BEGIN PRIVATE KEY-----',
      '1.',
      'secret:',
      'a.internal',
      '?token=',
      'a-',
      'eyJ',
    ];
    for (const piece of hard) {
      const text = piece.repeat(Math.ceil(8000 / piece.length));
      const began = performance.now();
      findSecret([text]);
      findPrivateAddress([text]);
      maskSecrets(text);
      expect([piece, performance.now() - began < 250]).toEqual([piece, true]);
    }
  });
});

describe('the rules of the detector that others keep', () => {
  it('find what ours do not know, and let ordinary texts through', () => {
    const secrets = Object.entries(plantedForRules);
    const { rules, firstMs, restMs } = askRules([
      ...secrets.map(([, secret]) => `A bag ${secret} on a table`),
      `secretlint-disable\n${plantedForRules.sendgrid}`,
      ...ordinaryTexts,
    ]);
    const [expected, rest] = [[...secrets.map(([name]) => name), 'sendgrid'], secrets.length + 1];
    expect(rules.slice(0, rest)).toEqual(expected);
    expect(ordinaryTexts.filter((_text, index) => rules[rest + index])).toEqual([]);
    expect(firstMs).toBeLessThan(2000);
    expect(restMs / rules.length).toBeLessThan(5);
  });

  it('are asked about each text, and the field is named', async () => {
    const ruleIn = async (text: string) => (text.includes('planted') ? 'some_rule' : null);
    const input = { reason: 'nothing', limits: { creditLine: 'planted here' } };
    expect(await findByRules(input, ruleIn)).toEqual({
      path: 'limits.creditLine',
      detector: 'some_rule',
    });
    expect(await findByRules({ callbackUrl: 'https://planted.example' }, ruleIn)).toBeNull();
  });
});

describe('private addresses', () => {
  it.each(privatePlaces)('%s', (text) => {
    const found = findPrivateAddress({ reason: `It comes from ${text}` });
    expect(found).toEqual({ path: 'reason', detector: 'private_address' });
    const { message, details } = secretRefusal(found ?? { path: '', detector: '' });
    expect(details).toMatchObject({
      code: 'private_address_refused',
      fields: [{ path: 'reason' }],
    });
    expect(message).not.toContain(text);
    expect(maskSecrets(text)).toContain('[removed address]');
  });

  it('any of IPv4, with and without a scheme', () => {
    const part = fc.integer({ min: 0, max: 255 });
    const start = fc.constantFrom(
      '10.0',
      '192.168',
      '172.16',
      '172.31',
      '127.0',
      '169.254',
      '100.64'
    );
    fc.assert(
      fc.property(start, part, part, fc.constantFrom('', 'http://'), (range, c, d, scheme) => {
        expect(findPrivateAddress([`at ${scheme}${range}.${c}.${d}, today`])).not.toBeNull();
      })
    );
  });
});

describe('fields that are addresses', () => {
  const callback = (callbackUrl: string) => {
    const input = { callbackUrl };
    return findSecret(input) ?? findPrivateAddress(input);
  };

  it.each([
    ...(planted.callback_address ?? []),
    'https://app.example.com/done?token=Ab3dEf6hIj9kLmNoPqRsTu',
    `https://app.example.com/done?jwt=${planted.jwt?.[0] ?? ''}`,
    'http://127.0.0.1:3000/done',
    'https://n8n.acme.internal/webhook/1',
  ])('may be %s', (url) => expect(callback(url)).toBeNull());

  it('may not hold a password or the key of a provider', () => {
    expect(callback('https://ann:hidden-12@app.example.com/done')).not.toBeNull();
    expect(callback(`https://app.example.com/done?k=${planted.openai?.[0] ?? ''}`)).not.toBeNull();
  });
});

describe('ordinary texts', () => {
  it('are at least 200', () => expect(new Set(ordinaryTexts).size).toBeGreaterThanOrEqual(200));

  it('pass unchanged', () => {
    const refused = ordinaryTexts.flatMap((text) => {
      const found = findSecret([text]) ?? findPrivateAddress([text]);
      return found ? [[found.detector, text]] : [];
    });
    expect(refused).toEqual([]);
    expect(ordinaryTexts.filter((text) => maskSecrets(text) !== text)).toEqual([]);
  });

  it('of random words pass', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 60 }),
        fc.constantFrom(' ', '-', '_', '/', ', '),
        (words, glue) => {
          const text = words.join(glue);
          expect(findSecret([text]) ?? findPrivateAddress([text])).toBeNull();
        }
      )
    );
  });
});

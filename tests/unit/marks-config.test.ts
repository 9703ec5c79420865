import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { config, readConfig } from '../../plugins/asset-provenance/server/src/config';
import type { MarksConfig } from '../../plugins/asset-provenance/server/src/config-marks';
import {
  createSigner as createOurSigner,
  operatorCredentials,
} from '../../plugins/asset-provenance/server/src/media/marks/c2pa/credentials';
import { planOf } from '../../plugins/asset-provenance/server/src/media/marks/facts';
import { createSigner, pemOfSigner } from '../support/c2pa';

type Changes = { [K in keyof MarksConfig]?: Partial<MarksConfig[K]> | MarksConfig[K] };

const withMarks = (changes: Changes) => {
  const { marks } = config.default;
  const merged = Object.fromEntries(
    Object.entries(marks).map(([key, value]) => {
      const change = changes[key as keyof MarksConfig];
      return [
        key,
        typeof change === 'object' ? Object.assign({}, value, change) : (change ?? value),
      ];
    })
  );
  return {
    ...config.default,
    marks: {
      ...changes,
      ...merged,
    },
  };
};
const marksOf = (changes: Changes = {}) => readConfig(withMarks(changes)).marks;

const CREDIT = '91110102MACQD9K640';
const codes = {
  'of the model': `0011${CREDIT}18705`,
  'without a model': `0011${CREDIT}00000`,
};

describe('the configuration of marks', () => {
  it.each(Object.entries(codes))('takes a code of a producer %s', (_what, producerCode) => {
    expect(marksOf({ aigc: { producerCode } }).aigc.producerCode).toBe(producerCode);
  });

  it.each([
    ['is too short', '0011', /27 characters/],
    ['has letters that are not used', `0011${CREDIT.replace('Q', 'I')}18705`, /27 characters/],
    ['has a wrong check character', `0011${CREDIT.slice(0, -1)}118705`, /check character is wrong/],
    ['is of a service that passes on', `0011${CREDIT}28705`, /service type 2; 1 is meant/],
    ['is the name of a company', 'Zephyr Ltd', /27 characters/],
  ])('refuses a code that %s', (_what, producerCode, message) => {
    expect(() => config.validator(withMarks({ aigc: { producerCode } }))).toThrow(message);
  });

  it('finds every single wrong character of a code', () => {
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(CREDIT[at] !== letter);
        const wrong = `0011${CREDIT.slice(0, at)}${letter}${CREDIT.slice(at + 1)}18705`;
        expect(() => config.validator(withMarks({ aigc: { producerCode: wrong } }))).toThrow();
      })
    );
  });

  it('takes what is empty as not set', () => {
    const marks = marksOf({
      publicUrl: '',
      aigc: { producerCode: '', propagatorCode: ' ' },
      xmp: { credit: '', webStatement: '' },
    });
    expect(marks.aigc).toMatchObject({ producerCode: null, propagatorCode: null });
    expect(operatorCredentials({ ...marks.c2pa, certificate: '', keyFile: ' ' })).toBeNull();
  });
});

describe('credentials of an operator', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'credentials-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const c2pa = (changes: Partial<MarksConfig['c2pa']>) => ({ ...marksOf().c2pa, ...changes });
  const signer = pemOfSigner(createSigner());
  const other = pemOfSigner(createSigner());
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

  it('are read from texts and from files', () => {
    const files = {
      certificateFile: path.join(folder, 'chain'),
      keyFile: path.join(folder, 'key'),
    };
    writeFileSync(files.certificateFile, signer.chain);
    writeFileSync(files.keyFile, signer.key);
    const expected = { chain: signer.chain, key: signer.key, isDevelopment: false };
    expect(operatorCredentials(c2pa(files))).toEqual(expected);
    // As one line of an environment file.
    expect(
      operatorCredentials(
        c2pa({
          certificate: signer.chain.replaceAll('\n', '\\n'),
          key: signer.key.replaceAll('\n', '\\n'),
        })
      )
    ).toEqual(expected);
  });

  it.each([
    ['no key', { certificate: signer.chain }, 'certificate without a key. Set both, or neither.'],
    ['no certificate', { key: signer.key }, 'key without a certificate'],
    ['the key of another', { certificate: signer.chain, key: other.key }, 'does not belong'],
    ['a key of another kind', { certificate: signer.chain, key: rsa }, 'not for ES256'],
    ['no PEM', { certificate: 'x', key: signer.key }, 'certificate is not valid PEM'],
    ['a broken key', { certificate: signer.chain, key: 'x' }, 'key is not valid PEM'],
    ['no file', { certificateFile: '/nowhere', key: signer.key }, 'cannot be read'],
  ])('are refused at the start with %s', (_what, changes, message) => {
    expect(() => operatorCredentials(c2pa(changes))).toThrow(message);
  });

  it('are replaced by a development certificate that is made once and kept', async () => {
    const warnings: string[] = [];
    const sign = () => createOurSigner(marksOf().c2pa, folder, (line) => warnings.push(line))();
    const [first, second] = await Promise.all([sign(), sign()]);
    expect(first?.isDevelopment).toBe(true);
    expect(second).toEqual(first);
    expect(await sign()).toEqual(first);
    const file = path.join(folder, '.asset-provenance/development-certificate.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(warnings.join()).toContain('DEVELOPMENT certificate');
    expect(warnings.join()).not.toContain('PRIVATE');
    // One that cannot be read is not overwritten: it may be somebody's.
    writeFileSync(file, '{}');
    const made = await sign();
    expect(made?.isDevelopment).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('{}');
    expect(warnings.join()).toContain('cannot be kept');
    chmodSync(file, 0o600);
  });

  it('are none where nothing is to be signed', async () => {
    const off = { ...marksOf().c2pa, isEnabled: false };
    expect(await createOurSigner(off, folder, () => undefined)()).toBeNull();
  });
});

describe('what is written', () => {
  const facts = {
    taskId: 'task-1',
    outputId: 'output-1',
    digitalSourceType: 'trainedAlgorithmicMedia' as const,
    system: { name: 'Model (Provider)', version: '4.1' },
    madeAt: '2026-11-29T00:00:00.000Z',
    prompt: 'a secret idea',
    editedFrom: null,
  };
  const plan = (changes: Changes = {}, format: string | null = null) =>
    planOf(
      marksOf(changes),
      facts,
      { fileHash: 'bag_1', format },
      {
        credentials: null,
        instance: '0-1',
        act: 'created',
      }
    );
  const valuesOf = (changes: Changes = {}, format: string | null = null) =>
    Object.fromEntries(
      (plan(changes, format).properties ?? []).map(({ prefix, name, value }) => [
        `${prefix}:${name}`,
        value,
      ])
    );

  it('has an address of the record only where the site has one', () => {
    expect(Object.keys(valuesOf()).join()).not.toMatch(/Record|WebStatement/);
    const address = 'https://cms.example.org/api/asset-provenance/public/files/bag_1';
    expect(valuesOf({ publicUrl: 'https://cms.example.org/' })).toMatchObject({
      'assetProvenance:Record': address,
      'xmpRights:WebStatement': address,
    });
    expect(
      valuesOf({
        publicUrl: 'https://cms.example.org',
        xmp: { webStatement: 'https://example.org/licence' },
      })['xmpRights:WebStatement']
    ).toBe('https://example.org/licence');
  });

  it('has the prompt only where an operator wants it', () => {
    expect(JSON.stringify(plan())).not.toContain('secret idea');
    expect(valuesOf({ prompt: true })['Iptc4xmpExt:AIPromptInformation']).toBe('a secret idea');
  });

  it('takes the place of what the generator wrote, unless an operator wants that kept', () => {
    const original = (changes: Changes = {}) => plan(changes).removesTexts;
    expect([original(), original({ prompt: true })]).toEqual([true, true]);
    expect(original({ keepsGeneratorTexts: true })).toBe(false);
    expect(plan({}, 'small').removesTexts).toBe(false);
  });

  it('names one original in all sizes', () => {
    const [original, small] = [valuesOf(), valuesOf({}, 'small')];
    expect(original['xmpMM:OriginalDocumentID']).toBe(original['xmpMM:DocumentID']);
    expect(small['xmpMM:OriginalDocumentID']).toBe(original['xmpMM:DocumentID']);
    expect(small['xmpMM:DocumentID']).not.toBe(original['xmpMM:DocumentID']);
  });

  it('is nothing of what is switched off', () => {
    expect(plan({ xmp: { isEnabled: false } }).properties).toBeNull();
    const producerCode = codes['of the model'];
    expect(plan({ aigc: { producerCode } }).label).toMatchObject({ propagatorCode: producerCode });
    expect(plan({ aigc: { producerCode, isEnabled: false } }).label).toBeNull();
    expect(plan().label).toBeNull();
  });
});

import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ECDSA_SHA256, der, sequence, utcTime } from './self-signed';

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const YES = der(0x01, Buffer.from([255]));
const octets = (...parts: Buffer[]) => der(0x04, ...parts);
const tagged = (number: number, ...parts: Buffer[]) => der(0xa0 + number, ...parts);
const name = (...fields: [hex: string, text: string][]) =>
  sequence(
    ...fields.map(([hex, text]) => der(0x31, sequence(oid(hex), der(0x0c, Buffer.from(text)))))
  );
const DAY = 86_400_000;

type Certified = { subject: Buffer; publicKey: KeyObject; privateKey: KeyObject };

const keyId = (publicKey: KeyObject) =>
  createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();

const certificate = (holder: Certified, issuer: Certified, isRoot: boolean): string => {
  const extension = (hex: string, value: Buffer, isCritical = true) =>
    sequence(oid(hex), ...(isCritical ? [YES] : []), octets(value));
  const body = sequence(
    tagged(0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    issuer.subject,
    sequence(utcTime(new Date(Date.now() - DAY)), utcTime(new Date(Date.now() + 30 * DAY))),
    holder.subject,
    holder.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      3,
      sequence(
        extension('551d13', isRoot ? sequence(YES) : sequence()),
        // Key usage: signing certificates, or documents.
        extension('551d0f', der(0x03, Buffer.from(isRoot ? [1, 0x06] : [7, 0x80]))),
        ...(isRoot ? [] : [extension('551d25', sequence(oid('2b06010505070304')))]),
        extension('551d0e', octets(keyId(holder.publicKey)), false),
        extension('551d23', sequence(der(0x80, keyId(issuer.publicKey))), false)
      )
    )
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, issuer.privateKey));
  return sequence(body, ECDSA_SHA256, signature).toString('base64');
};

const party = (commonName: string): Certified => ({
  subject: name(['550403', commonName], ['55040a', 'Test']),
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }),
});

/** A signer that nobody vouches for, made anew each time. */
export const createSigner = () => {
  const root = party('Test root');
  const signer = party('Test signer');
  return {
    key: signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificates: [certificate(signer, root, false), certificate(root, root, true)],
  };
};

/** As files hold them: the chain with the signer first, its root, and the key. */
export const pemOfSigner = ({ key, certificates }: ReturnType<typeof createSigner>) => {
  const pem = certificates.map(
    (each) =>
      `-----BEGIN CERTIFICATE-----\n${each.replace(/(.{64})/g, '$1\n').trim()}\n-----END CERTIFICATE-----\n`
  );
  return { chain: pem.join(''), root: pem.at(-1) ?? '', key };
};

export type Claim = {
  generator?: string;
  softwareAgent?: string;
  /** As IPTC names them: `trainedAlgorithmicMedia`, `digitalCapture` … */
  digitalSourceType: string;
};

/** The same file with content credentials in it. */
export const signedWithC2pa = (bytes: Buffer, mime: string, claim: Claim): Buffer => {
  const folder = mkdtempSync(path.join(tmpdir(), 'c2pa-'));
  const from = path.join(folder, 'from');
  const to = path.join(folder, 'to');
  writeFileSync(from, bytes);
  const action = {
    action: 'c2pa.created',
    digitalSourceType: `http://cv.iptc.org/newscodes/digitalsourcetype/${claim.digitalSourceType}`,
    ...(claim.softwareAgent ? { softwareAgent: { name: claim.softwareAgent } } : {}),
  };
  const manifest = {
    claim_generator_info: [{ name: claim.generator ?? 'Test generator', version: '1.0' }],
    format: mime,
    assertions: [{ label: 'c2pa.actions.v2', created: true, data: { actions: [action] } }],
  };
  try {
    const { status, stderr } = spawnSync('node', [path.join(__dirname, 'c2pa-sign.mjs')], {
      input: JSON.stringify({ from, to, mime, manifest, ...createSigner() }),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`Signing failed: ${stderr}`);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

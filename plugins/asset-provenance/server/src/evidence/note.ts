import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Texts signed as C2SP signed notes (https://c2sp.org/signed-note), so that other tools can verify
 * them too: the text, an empty line, one line per signature.
 */
export type Note = { text: string; signatures: Signature[] };
type Signature = { name: string; keyId: string; signature: Buffer };

export type VerifierKey = { name: string; keyId: string; publicKey: KeyObject; text: string };
export type Signer = { verifierKey: string; sign: (text: string) => Buffer };

const ED25519 = 1;
const KEY_ID_BYTES = 4;
/** What stands before the 32 bytes of an Ed25519 public key in SPKI. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** Longer notes and more signatures are none of ours. */
const MAX_NOTE = 4096;
const MAX_SIGNATURES = 8;
/** U+2014. */
const SIGNATURE_LINE = /^— ([^\s+]{1,200}) ([A-Za-z0-9+/]+={0,2})$/;
const VERIFIER_KEY = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;

const keyIdOf = (name: string, key: Buffer): string =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(key)
    .digest()
    .subarray(0, KEY_ID_BYTES)
    .toString('hex');

const verifierKeyOf = (name: string, publicKey: KeyObject): string => {
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length);
  const key = Buffer.concat([Buffer.from([ED25519]), raw]);
  return `${name}+${keyIdOf(name, key)}+${key.toString('base64')}`;
};

/** @returns null for what is no Ed25519 verifier key, or does not have the id that it names. */
export const parseVerifierKey = (text: string): VerifierKey | null => {
  const [, name = '', keyId = '', base64 = ''] = VERIFIER_KEY.exec(text) ?? [];
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 33 || key[0] !== ED25519 || keyIdOf(name, key) !== keyId) return null;
  const der = Buffer.concat([SPKI_PREFIX, key.subarray(1)]);
  return {
    name,
    keyId,
    text,
    publicKey: createPublicKey({ key: der, type: 'spki', format: 'der' }),
  };
};

/**
 * @param pem PKCS #8.
 * @throws Error when it is no Ed25519 private key.
 */
export const readSigningKey = (pem: string): KeyObject => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`The key is ${key.asymmetricKeyType}, not Ed25519.`);
  return key;
};

export const createSigner = (name: string, key: KeyObject): Signer => ({
  verifierKey: verifierKeyOf(name, createPublicKey(key)),
  sign: (text) => sign(null, Buffer.from(text), key),
});

/** @param text ends with a line break and has no empty line. */
export const signNote = (text: string, signers: Signer[]): string => {
  const lines = signers.map(({ verifierKey, sign: signText }) => {
    const [name, keyId = ''] = verifierKey.split('+');
    const bytes = Buffer.concat([Buffer.from(keyId, 'hex'), signText(text)]);
    return `— ${name} ${bytes.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
};

/** @returns null for what is not in the form of a signed note. */
export const parseNote = (note: string): Note | null => {
  if (note.length > MAX_NOTE || !note.endsWith('\n')) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return null;
  const signatures: Signature[] = [];
  for (const line of lines) {
    const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
    if (name === undefined || base64 === undefined) return null;
    const bytes = Buffer.from(base64, 'base64');
    // Base64 has several texts for some bytes; only one of them is ours, so that no change goes unseen.
    if (bytes.length <= KEY_ID_BYTES || bytes.toString('base64') !== base64) return null;
    signatures.push({
      name,
      keyId: bytes.subarray(0, KEY_ID_BYTES).toString('hex'),
      signature: bytes.subarray(KEY_ID_BYTES),
    });
  }
  return { text: note.slice(0, end + 1), signatures };
};

/** Whether this key signed the note. */
export const isSignedBy = ({ text, signatures }: Note, key: VerifierKey): boolean =>
  signatures.some(
    ({ name, keyId, signature }) =>
      name === key.name &&
      keyId === key.keyId &&
      verify(null, Buffer.from(text), key.publicKey, signature)
  );

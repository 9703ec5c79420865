import { createHash } from 'node:crypto';
import { p256 } from '@noble/curves/nist';

const BYTES = 2;
const TEXT = 3;
const LIST = 4;

/** The head of a CBOR item: its major type and its length. */
const head = (major: number, length: number): Buffer => {
  const type = major << 5;
  if (length < 24) return Buffer.from([type | length]);
  if (length < 0x100) return Buffer.from([type | 24, length]);
  if (length < 0x10000) return Buffer.from([type | 25, length >> 8, length & 255]);
  const written = Buffer.alloc(5);
  written[0] = type | 26;
  written.writeUInt32BE(length, 1);
  return written;
};
const bytes = (value: Buffer): Buffer => Buffer.concat([head(BYTES, value.length), value]);
const text = (value: string): Buffer =>
  Buffer.concat([head(TEXT, Buffer.byteLength(value)), Buffer.from(value, 'utf8')]);

/** `{ alg: ES256, x5chain: … }`. */
const protectedHeader = (chain: Buffer[]): Buffer => {
  const [only] = chain;
  const certificates =
    chain.length === 1 && only
      ? bytes(only)
      : Buffer.concat([head(LIST, chain.length), ...chain.map(bytes)]);
  return Buffer.concat([Buffer.from([0xa2, 0x01, 0x26, 0x18, 0x21]), certificates]);
};

/** Room that a signature with this chain needs at most, in bytes. */
export const reserveFor = (chain: Buffer[]): number =>
  chain.reduce((sum, { length }) => sum + length, 0) + 1024;

/**
 * A whole COSE_Sign1 (RFC 9052) over a claim, its payload left out, padded to the size that was
 * reserved for it.
 * @param chain certificates in DER, the signer's first.
 * @param key the scalar of a private key on P-256; the signature follows RFC 6979 and is the same each time.
 */
export const coseSign1 = (claim: Buffer, chain: Buffer[], key: Buffer): Buffer => {
  const header = protectedHeader(chain);
  const toSign = Buffer.concat([
    head(LIST, 4),
    text('Signature1'),
    bytes(header),
    bytes(Buffer.alloc(0)),
    bytes(claim),
  ]);
  const digest = createHash('sha256').update(toSign).digest();
  const signature = Buffer.from(p256.sign(digest, key, { lowS: false }).toCompactRawBytes());
  const padded = (padding: number): Buffer =>
    Buffer.concat([
      Buffer.from([0xd2, 0x84]),
      bytes(header),
      Buffer.from([0xa1]),
      text('pad'),
      bytes(Buffer.alloc(padding)),
      Buffer.from([0xf6]),
      bytes(signature),
    ]);
  const reserved = reserveFor(chain);
  let padding = reserved - padded(0).length;
  // The head of the padding grows with it.
  while (padded(padding).length > reserved) padding -= 1;
  return padded(padding);
};

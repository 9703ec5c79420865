// Signs one file with content credentials, in a process of its own: the library is an ES module.
import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import init, { WasmBuilder } from '@contentauth/c2pa-wasm';

const { from, to, mime, key, certificates, manifest } = JSON.parse(readFileSync(0, 'utf8'));
const RESERVED = 2048;

/** As much of a browser's blob as the library asks for. */
class NodeBlob {
  constructor(bytes, type) {
    this.bytes = bytes;
    this.type = type;
    this.size = bytes.length;
  }
  slice(start, end) {
    return new NodeBlob(this.bytes.subarray(start, end), this.type);
  }
}
globalThis.FileReaderSync = class {
  readAsArrayBuffer({ bytes }) {
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }
};

const head = (major, n) => {
  const m = major << 5;
  if (n < 24) return Buffer.from([m | n]);
  if (n < 256) return Buffer.from([m | 24, n]);
  return Buffer.from([m | 25, n >> 8, n & 255]);
};
const bytes = (b) => Buffer.concat([head(2, b.length), b]);
const text = (s) => Buffer.concat([head(3, s.length), Buffer.from(s)]);

/** A whole COSE_Sign1, padded to the size that was reserved for it. */
const coseSign1 = (claim) => {
  const chain = certificates.map((each) => bytes(Buffer.from(each, 'base64')));
  const header = Buffer.concat([
    Buffer.from([0xa2, 0x01, 0x26, 0x18, 0x21]),
    head(4, chain.length),
    ...chain,
  ]);
  const toSign = Buffer.concat([
    head(4, 4),
    text('Signature1'),
    bytes(header),
    bytes(Buffer.alloc(0)),
    bytes(claim),
  ]);
  const signature = signBytes('sha256', toSign, {
    key: createPrivateKey(key),
    dsaEncoding: 'ieee-p1363',
  });
  const padded = (length) =>
    Buffer.concat([
      Buffer.from([0xd2, 0x84]),
      bytes(header),
      Buffer.from([0xa1]),
      text('pad'),
      bytes(Buffer.alloc(length)),
      Buffer.from([0xf6]),
      bytes(signature),
    ]);
  let length = RESERVED - padded(0).length;
  while (padded(length).length > RESERVED) length -= 1;
  return padded(length);
};

const require = createRequire(import.meta.url);
await init({ module_or_path: readFileSync(require.resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });
const settings = {
  verify: { verify_after_sign: false, remote_manifest_fetch: false, ocsp_fetch: false },
  builder: { thumbnail: { enabled: false } },
};
const builder = WasmBuilder.fromJson(JSON.stringify(manifest), JSON.stringify(settings));
const signed = await builder.sign(
  { alg: 'es256', reserveSize: RESERVED, sign: async (claim) => coseSign1(Buffer.from(claim)) },
  [],
  mime,
  new NodeBlob(readFileSync(from), mime)
);
writeFileSync(to, signed);

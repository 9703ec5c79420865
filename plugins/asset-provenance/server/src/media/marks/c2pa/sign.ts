import { createHash, createPrivateKey } from 'node:crypto';
import { OFFLINE, loadC2pa } from '../../c2pa-wasm';
import { coseSign1, reserveFor } from './cose';
import { repeatably } from './repeatable';

/** A certificate chain in PEM, the signer's first and its root last, and the signer's key. */
export type Credentials = { chain: string; key: string; isDevelopment: boolean };

/** A file to be signed, and whether it is read back before it counts as signed. */
export type Signable = { bytes: Buffer; mime: string; isReadBack: boolean };

/** A file that the signed one was made from, as it is. */
export type Ingredient = { label: string; bytes: Buffer; mime: string };

/** As much of a browser's blob as the library asks for. */
class BytesBlob {
  readonly size: number;
  constructor(
    readonly bytes: Buffer,
    readonly type: string
  ) {
    this.size = bytes.length;
  }
  slice(start: number, end: number): BytesBlob {
    return new BytesBlob(this.bytes.subarray(start, end), this.type);
  }
}

/** What the library reads blobs with in a browser's worker. */
const installReader = (): void => {
  const scope = globalThis as unknown as Record<string, unknown>;
  scope.FileReaderSync ??= class {
    readAsArrayBuffer({ bytes }: BytesBlob): ArrayBuffer {
      return new Uint8Array(bytes).buffer;
    }
  };
};
const blobOf = (bytes: Buffer, mime: string): Blob => new BytesBlob(bytes, mime) as unknown as Blob;

const PEM = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g;
export const certificatesOf = (chain: string): Buffer[] =>
  [...chain.matchAll(PEM)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));

let lastKey: { pem: string; key: Buffer } | null = null;
/** The scalar of a private key. Read once: that takes longer than a signature. */
const keyOf = (pem: string): Buffer => {
  if (lastKey?.pem !== pem) {
    const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
    lastKey = { pem, key: Buffer.from(d, 'base64url') };
  }
  return lastKey.key;
};

/** SHA-256 of the signer's certificate. */
export const fingerprintOf = ({ chain }: Credentials): string =>
  createHash('sha256')
    .update(certificatesOf(chain)[0] ?? '')
    .digest('hex');

const signNow = async (
  { bytes, mime, isReadBack }: Signable,
  manifest: Record<string, unknown>,
  { chain, key }: Omit<Credentials, 'isDevelopment'>,
  ingredient: Ingredient | null
): Promise<Buffer> => {
  const { WasmBuilder } = await loadC2pa();
  installReader();
  const certificates = certificatesOf(chain);
  const builder = WasmBuilder.fromJson(
    JSON.stringify(manifest),
    JSON.stringify({
      // Whether anybody vouches for the signer is not ours to say, and takes most of the time; of an
      // ingredient it is kept, so that readers find nothing that was not known then.
      verify: { verify_after_sign: isReadBack, verify_trust: ingredient !== null, ...OFFLINE },
      builder: { thumbnail: { enabled: false } },
    })
  );
  try {
    if (ingredient) {
      const { label, ...file } = ingredient;
      await builder.addIngredientFromBlob(
        JSON.stringify({ relationship: 'parentOf', label, instance_id: label }),
        file.mime,
        blobOf(file.bytes, file.mime)
      );
    }
    const signed = await builder.sign(
      {
        alg: 'es256',
        reserveSize: reserveFor(certificates),
        sign: async (claim) =>
          new Uint8Array(coseSign1(Buffer.from(claim), certificates, keyOf(key))),
      },
      [],
      mime,
      blobOf(bytes, mime)
    );
    return Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength);
  } finally {
    builder.free();
  }
};

/**
 * Signs a file. The same file, manifest and certificate give the same bytes.
 * @returns the file with the manifest in it, in place of those that stood there.
 * @throws Error when the library refuses the manifest, the certificate or the file.
 */
export const signFile = async (
  file: Signable,
  manifest: Record<string, unknown>,
  { chain, key }: Credentials,
  ingredient: Ingredient | null
): Promise<Buffer> => {
  const seed = createHash('sha256').update(JSON.stringify(manifest)).update(file.bytes).digest();
  return repeatably({ secret: key, seed }, () =>
    signNow(file, manifest, { chain, key }, ingredient)
  );
};

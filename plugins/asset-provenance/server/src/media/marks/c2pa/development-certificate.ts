import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import type { Credentials } from './sign';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
const ROOT_DAYS = 3650;
const SIGNER_DAYS = 825;
const E_MAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/** Every reader shows this name: nobody takes it for the signature of a publisher. */
const ROOT = 'CN=DEVELOPMENT root (not trusted), O=Asset Provenance';
const SIGNER = 'CN=DEVELOPMENT certificate (not trusted), O=Asset Provenance';

/** Positive, and not zero at its beginning. */
const serialNumber = (): string => `1${randomBytes(16).toString('hex').slice(1)}`;

/** A root and a signer's certificate that nobody vouches for, made anew. */
export const makeDevelopmentCredentials = async (): Promise<Credentials> => {
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto as Crypto);
  const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const [rootKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const now = Date.now();
  const validFor = (days: number) => ({
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + days * DAY_MS),
  });
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: ROOT,
    ...validFor(ROOT_DAYS),
    signingAlgorithm: ALGORITHM,
    keys: rootKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true
      ),
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const signer = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: SIGNER,
    issuer: root.subject,
    ...validFor(SIGNER_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([E_MAIL_PROTECTION], true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  return {
    chain: `${signer.toString('pem')}\n${root.toString('pem')}\n`,
    key: key.toString(),
    isDevelopment: true,
  };
};

import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarksConfig } from '../../../config-marks';
import { makeDevelopmentCredentials } from './development-certificate';
import { certificatesOf } from './sign';
import type { Credentials } from './sign';

type C2paConfig = MarksConfig['c2pa'];

const WHERE = 'marks.c2pa';
const wrong = (what: string, next: string): Error => new Error(`${WHERE}: ${what} ${next}`);

/** Environment variables often hold line breaks as `\n`. */
const pemOf = (
  text: string | null | undefined,
  file: string | null | undefined,
  what: string
): string | null => {
  if (text?.trim()) return text.replaceAll('\\n', '\n');
  if (!file?.trim()) return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrong(`The ${what} cannot be read (${why}).`, 'Correct the path, or its permissions.');
  }
};

const parsed = <T>(what: string, read: () => T): T => {
  try {
    return read();
  } catch {
    throw wrong(`The ${what} is not valid PEM.`, 'Give it as the certification authority did.');
  }
};

/**
 * The operator's own certificate and key; null: none is set.
 * @throws Error that says which of them is wrong, and what to do.
 */
export const operatorCredentials = (config: C2paConfig): Credentials | null => {
  const chain = pemOf(config.certificate, config.certificateFile, 'certificate');
  const key = pemOf(config.key, config.keyFile, 'key');
  if (!chain && !key) return null;
  if (!chain || !key)
    throw wrong(
      `There is a ${chain ? 'certificate without a key' : 'key without a certificate'}.`,
      'Set both, or neither.'
    );
  const [first] = parsed('certificate', () =>
    certificatesOf(chain).map((der) => new X509Certificate(der))
  );
  if (!first)
    throw wrong('The certificate is not valid PEM.', 'Give it as the certification authority did.');
  const privateKey = parsed('key', () => createPrivateKey(key));
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw wrong('The key is not for ES256.', 'Take an elliptic curve key on P-256 (prime256v1).');
  if (!first.checkPrivateKey(privateKey))
    throw wrong(
      'The key does not belong to the first certificate.',
      "Put the signer's certificate first, its issuers behind it."
    );
  return { chain, key, isDevelopment: false };
};

const FOLDER = '.asset-provenance';
const FILE = 'development-certificate.json';
const DAY_MS = 86_400_000;

const isValidFor = ({ chain }: Credentials, ms: number): boolean => {
  const [der] = certificatesOf(chain);
  return der !== undefined && Date.parse(new X509Certificate(der).validTo) > Date.now() + ms;
};

const readCredentials = async (path: string): Promise<Credentials | null> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const { chain, key } = JSON.parse(text) as Partial<Credentials>;
  if (!chain || !key) throw new Error(`${path} holds no certificate; delete it.`);
  const credentials = { chain, key, isDevelopment: true };
  return isValidFor(credentials, DAY_MS) ? credentials : null;
};

/**
 * The development certificate of this project, made where there is none or where it runs out: in a
 * folder of its own, readable by its owner only, and kept out of Git. Of several servers that make
 * one at the same moment, all take the first.
 */
export const developmentCredentials = async (projectRoot: string): Promise<Credentials> => {
  const folder = join(projectRoot, FOLDER);
  const path = join(folder, FILE);
  const known = await readCredentials(path);
  if (known) return known;
  const made = await makeDevelopmentCredentials();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, '.gitignore'), '*\n');
  const draft = join(folder, `${FILE}.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    // What is there has run out: readable credentials were taken above.
    await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      if (await readCredentials(path)) return;
      await rm(path, { force: true });
      await link(draft, path);
    });
  } finally {
    await rm(draft, { force: true });
  }
  return (await readCredentials(path)) ?? made;
};

/** Who signs: the operator's certificate, else the development one, which is made when it is needed. */
export const createSigner = (
  config: C2paConfig,
  projectRoot: string,
  warn: (line: string) => void
) => {
  const operator = config.isEnabled ? operatorCredentials(config) : null;
  let development: Promise<Credentials> | null = null;
  return async (): Promise<Credentials | null> => {
    if (!config.isEnabled || operator) return operator;
    development ??= developmentCredentials(projectRoot)
      .catch((error: unknown) => {
        warn(
          `The development certificate cannot be kept; one is made for this run: ${String(error)}`
        );
        return makeDevelopmentCredentials();
      })
      .then((made) => {
        warn(
          `Files are signed with a DEVELOPMENT certificate (${FOLDER}/${FILE}): readers show their content credentials as not trusted. Set ${WHERE}.certificate and ${WHERE}.key for your own.`
        );
        return made;
      });
    return development;
  };
};

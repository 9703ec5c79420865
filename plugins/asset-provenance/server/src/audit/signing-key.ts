import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerConfig } from '../config-ledger';
import { readSigningKey } from '../evidence';

export type SigningKey = { key: KeyObject; isDevelopment: boolean };

const DEVELOPMENT_KEY = 'development-key.pem';

const isThere = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** A key that was given, from the environment or a file; null where none was. */
const given = async (
  text: string | null | undefined,
  file: string | null | undefined,
  what: string
): Promise<KeyObject | null> => {
  try {
    if (text) return readSigningKey(text.replaceAll('\\n', '\n'));
    return file ? readSigningKey(await readFile(file, 'utf8')) : null;
  } catch (error) {
    // What cannot be read is never quoted: it may be half of a key.
    const reason = (error as NodeJS.ErrnoException).code ?? 'not an Ed25519 key in PEM (PKCS #8)';
    throw new Error(`The ${what} of the ledger cannot be used: ${reason}.`);
  }
};

/** Made at the first need, for whoever tries the plugin out; kept out of version control. */
const developmentKey = async (folder: string): Promise<KeyObject> => {
  const file = path.join(folder, DEVELOPMENT_KEY);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(
    (error: unknown) => {
      if (!isThere(error)) throw error;
    }
  );
  const pem = generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  // Another process may have been first: then its key is the one.
  await writeFile(file, pem, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!isThere(error)) throw error;
  });
  return readSigningKey(await readFile(file, 'utf8'));
};

/**
 * The private keys of this process.
 * @throws Error when one that was given cannot be used, or none can be made.
 */
export const readSigningKeys = async (
  config: LedgerConfig,
  folder: string
): Promise<{ current: SigningKey; previous: KeyObject | null }> => {
  const { signingKey, signingKeyFile, previousKey, previousKeyFile } = config;
  const current = await given(signingKey, signingKeyFile, 'signing key');
  return {
    current: current
      ? { key: current, isDevelopment: false }
      : { key: await developmentKey(folder), isDevelopment: true },
    previous: await given(previousKey, previousKeyFile, 'previous key'),
  };
};

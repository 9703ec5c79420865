import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bilingual } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import { readSigningKey } from '../evidence';

/** Nothing can be signed here, and why. */
export class NoSigningKey extends Error {
  constructor(readonly problem: Bilingual) {
    super(problem.en);
  }
}

const DEVELOPMENT_KEY = 'development-key.pem';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** What cannot be read is never quoted: it may be half of a key. */
const unusable = (setting: string, error: unknown): NoSigningKey => {
  const code = codeOf(error);
  const isAboutFile = code !== undefined && /^E[A-Z]+$/.test(code);
  return new NoSigningKey({
    en: `Nothing is signed: ${setting} cannot be used: ${isAboutFile ? code : 'it is no Ed25519 private key in PEM (PKCS #8)'}.`,
    zh: `无法签名：${setting} 不可用：${isAboutFile ? code : '不是 PEM（PKCS #8）格式的 Ed25519 私钥'}。`,
  });
};

const given = async (
  text: string | null | undefined,
  file: string | null | undefined,
  setting: string
): Promise<KeyObject | null> => {
  try {
    if (text) return readSigningKey(text.replaceAll('\\n', '\n'));
    return file ? readSigningKey(await readFile(file, 'utf8')) : null;
  } catch (error) {
    throw unusable(setting, error);
  }
};

/**
 * The private keys that this process was given.
 * @throws NoSigningKey for one that cannot be used.
 */
export const readGivenKeys = async (config: LedgerConfig) => ({
  current: await given(config.signingKey, config.signingKeyFile, 'ledger.signingKey'),
  previous: await given(config.previousKey, config.previousKeyFile, 'ledger.previousKey'),
});

/** Null where none was made yet. */
export const existingDevelopmentKey = async (folder: string): Promise<KeyObject | null> => {
  try {
    return readSigningKey(await readFile(path.join(folder, DEVELOPMENT_KEY), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw unusable(path.join(folder, DEVELOPMENT_KEY), error);
  }
};

/** Another process may have been first: then its file is the one. */
const writeOnce = async (file: string, text: string): Promise<void> => {
  await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
};

/**
 * Made at the first need, for whoever tries the plugin out; kept out of version control.
 * @throws NoSigningKey where the folder cannot be written to.
 */
export const developmentKey = async (folder: string): Promise<KeyObject> => {
  const existing = await existingDevelopmentKey(folder);
  if (existing) return existing;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(path.join(folder, '.gitignore'), '*\n');
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await writeOnce(path.join(folder, DEVELOPMENT_KEY), pem);
    return readSigningKey(await readFile(path.join(folder, DEVELOPMENT_KEY), 'utf8'));
  } catch (error) {
    throw unusable(path.join(folder, DEVELOPMENT_KEY), error);
  }
};

import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseVerifierKey, readCheckpoint } from '../server/src/evidence';
import type { OutsideCheckpoint } from '../server/src/evidence';
import type { Bilingual } from '../shared/api';

export type Trust = { trusted: string[]; outside: OutsideCheckpoint[] };

/** Longest file that may hold a key or a checkpoint, in bytes. */
const MAX_NOTE_FILE = 8192;

const inTurn = async <T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
};

/** What was given to an option is of no use: a verification without it would only seem to be one. */
export class Unusable extends Error {
  constructor(
    readonly given: string,
    readonly problem: Bilingual
  ) {
    super(`${given}: ${problem.en}`);
  }
}

/** @throws Unusable where the system does not let it be read. */
const ofSystem = async <T>(given: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new Unusable(given, { en: `It cannot be read (${code}).`, zh: `无法读取（${code}）。` });
  }
};

const readSmall = async (file: string): Promise<string> => {
  const { size } = await stat(file);
  if (size > MAX_NOTE_FILE)
    throw new Unusable(file, {
      en: 'It is too large for a key or a checkpoint.',
      zh: '文件过大，不可能是公钥或检查点。',
    });
  return readFile(file, 'utf8');
};

const keyFrom = async (given: string): Promise<string> => {
  const key = parseVerifierKey(given)
    ? given
    : (await ofSystem(given, () => readSmall(given))).trim();
  if (!parseVerifierKey(key))
    throw new Unusable(given, { en: 'This is no verifier key.', zh: '不是有效的公钥。' });
  return key;
};

const checkpointFrom = async (file: string): Promise<OutsideCheckpoint> => {
  const note = await ofSystem(file, () => readSmall(file));
  if (!readCheckpoint(note))
    throw new Unusable(file, { en: 'This is no checkpoint.', zh: '不是检查点。' });
  return { note, subject: file };
};

/** As they are exported, saved, and unpacked from a record. */
const CHECKPOINT_NAME = /^checkpoint(-.*)?\.txt$/;

/** A file, or every file of a folder that is named like a checkpoint. */
const checkpointsFrom = async (given: string): Promise<OutsideCheckpoint[]> => {
  const isFolder = (await ofSystem(given, () => stat(given))).isDirectory();
  if (!isFolder) return [await checkpointFrom(given)];
  const names = (await ofSystem(given, () => readdir(given))).filter((name) =>
    CHECKPOINT_NAME.test(name)
  );
  if (names.length === 0)
    throw new Unusable(given, {
      en: 'The folder holds no checkpoint (checkpoint-….txt).',
      zh: '目录中没有检查点（checkpoint-….txt）。',
    });
  return inTurn(names, (name) => checkpointFrom(path.join(given, name)));
};

/** What is believed from elsewhere than the file, or why that cannot be used. */
export const trustFrom = async (
  keys: string[],
  checkpoints: string[]
): Promise<Trust | Unusable> => {
  try {
    return {
      trusted: await inTurn(keys, keyFrom),
      outside: (await inTurn(checkpoints, checkpointsFrom)).flat(),
    };
  } catch (error) {
    if (error instanceof Unusable) return error;
    throw error;
  }
};

import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { MAX_BYTES, folderName, sizeInName } from './export-names';
import type { Exporter } from './exports';

const isThere = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';
const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Onto the disk, not only into its cache; some file systems cannot do that for a folder. */
const settle = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};

const writeWhole = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'w', 0o444);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** @throws Error where it is there with another content. */
const holds = async (file: string, text: string): Promise<boolean> => {
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (before !== null && before !== text)
    throw new Error(`${file} is there already, with another content.`);
  return before !== null;
};

/** Under its name only when it is whole, and never over another file. */
const appear = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch (error) {
    if (isThere(error)) throw error;
    // A file system without hard links.
    await rename(from, to);
  }
};

/**
 * One file for each checkpoint, in a folder of its own for each ledger. Files are added and never
 * changed; one that is there with another content is an error.
 */
export const createFolderExport = (folder: string): Exporter => {
  const folderOf = (origin: string) => path.join(folder, folderName(origin));

  return {
    put: async (origin, name, text) => {
      const ledger = folderOf(origin);
      await mkdir(ledger, { recursive: true });
      const file = path.join(ledger, name);
      if (await holds(file, text)) return;
      const whole = path.join(ledger, `.${name}.${randomUUID()}`);
      try {
        await writeWhole(whole, text);
        await appear(whole, file);
      } catch (error) {
        // Somebody else was faster.
        if (!isThere(error) || !(await holds(file, text))) throw error;
      } finally {
        await unlink(whole).catch(() => undefined);
      }
      await settle(ledger);
    },

    list: async function* (origin) {
      const ledger = folderOf(origin);
      const names = await readdir(ledger).catch((error: unknown) => {
        if (isAbsent(error)) return [];
        throw error;
      });
      for (const name of names.sort()) {
        const size = sizeInName(name);
        if (size === null) continue;
        const file = path.join(ledger, name);
        const { size: bytes } = await stat(file);
        // What is larger is no checkpoint, and is told of as such.
        const note = bytes > MAX_BYTES ? '' : await readFile(file, 'utf8');
        yield { size, subject: file, note };
      }
    },
  };
};

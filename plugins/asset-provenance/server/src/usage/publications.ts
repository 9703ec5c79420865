import type { EventType } from '../../../shared';
import type { Transaction } from '../kernel';
import type { Usage } from './kept';
import type { Refresh, Refreshed } from './refresh';

type PublicFiles = Map<string | null, Set<string>>;

/** What the public sees, by language. */
const publicFilesOf = (usages: Usage[]): PublicFiles => {
  const files: PublicFiles = new Map();
  for (const { isPublished, locale, fileDocumentId } of usages)
    if (isPublished) files.set(locale, (files.get(locale) ?? new Set()).add(fileDocumentId));
  return files;
};

type Told = Extract<EventType, 'entry.published' | 'entry.withdrawn'>;

/** Puts on record what a write of an entry showed to the public, and what it took away. */
export const createPublications =
  ({ refresh }: Refresh) =>
  async (tx: Transaction, uid: string, documentId: string): Promise<Refreshed> => {
    const refreshed = await refresh(tx, uid, documentId);
    const tell = async (type: Told, there: PublicFiles, elsewhere: PublicFiles): Promise<void> => {
      for (const [locale, shown] of there) {
        const files = [...shown].filter((file) => !elsewhere.get(locale)?.has(file)).sort();
        if (files.length === 0) continue;
        await tx.emit({
          type,
          aggregateType: 'entry',
          aggregateId: `${uid}/${documentId}`,
          aggregateVersion: null,
          taskId: null,
          data: { files, locale },
        });
      }
    };
    const before = publicFilesOf(refreshed.before);
    const after = publicFilesOf(refreshed.after);
    await tell('entry.withdrawn', before, after);
    await tell('entry.published', after, before);
    return refreshed;
  };
export type Follow = ReturnType<typeof createPublications>;

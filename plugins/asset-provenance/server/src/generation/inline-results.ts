import type { Store } from '../kernel';
import type { Result } from '../providers/service';
import { inlineResults } from './content-types/inline-result';
import type { ResultLocation } from './content-types/provider-job';

const DATA = 'data:';
const INLINE = 'inline:';

/** Where each result is, without the bytes of those that came with the answer. */
export const locationsOf = (results: Result[]): ResultLocation[] =>
  results.map(({ url, expiresAt }, jobOrdinal) => ({
    url: url.startsWith(DATA) ? `${INLINE}${jobOrdinal}` : url,
    expiresAt,
  }));

/** Keeps the bytes that came with the answer until they are stored. */
export const keepInline = async (store: Store, jobId: string, results: Result[]): Promise<void> => {
  for (const [jobOrdinal, { url }] of results.entries()) {
    if (url.startsWith(DATA))
      await store.insert(inlineResults, { jobId, jobOrdinal, dataUrl: url });
  }
};

export const isInline = (url: string): boolean => url.startsWith(INLINE);

/** The bytes that came with the answer, as a data URL; null once they are stored. */
export const inlineResult = async (
  store: Store,
  jobId: string,
  jobOrdinal: number
): Promise<string | null> =>
  (await store.findOne(inlineResults, { jobId, jobOrdinal }))?.dataUrl ?? null;

export const dropInline = (store: Store, jobId: string, jobOrdinal: number): Promise<void> =>
  store.remove(inlineResults, { jobId, jobOrdinal });

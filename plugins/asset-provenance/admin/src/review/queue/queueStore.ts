import type { ReviewItem } from '../../../../shared/review';
import type { Page } from '../../../../shared/tasks';

/** All pages of one list that were loaded so far, as one. */
export type LoadedQueue = {
  items: readonly ReviewItem[];
  nextCursor: string | null;
  isLoaded: boolean;
  isFetching: boolean;
  error: unknown;
  /** When it was last in agreement with the server; milliseconds. */
  loadedAt: number | undefined;
};

const empty: LoadedQueue = {
  items: [],
  nextCursor: null,
  isLoaded: false,
  isFetching: false,
  error: undefined,
  loadedAt: undefined,
};

const idOf = ({ output }: ReviewItem) => output.outputId;

/** Rows that did not change keep their identity, so that their cards are not drawn again. */
const reuse = (known: readonly ReviewItem[], fresh: readonly ReviewItem[]): ReviewItem[] => {
  const before = new Map(known.map((item) => [idOf(item), item]));
  return fresh.map((item) => {
    const old = before.get(idOf(item));
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
};

/** The first page anew, followed by what was loaded after its last row. */
export const refreshed = (
  { items, nextCursor }: Pick<LoadedQueue, 'items' | 'nextCursor'>,
  first: Page<ReviewItem>
): Pick<LoadedQueue, 'items' | 'nextCursor'> => {
  const results = reuse(items, first.results);
  const last = results.at(-1);
  const at = last ? items.findIndex((item) => idOf(item) === idOf(last)) : -1;
  if (at < 0 || first.nextCursor === null) return { items: results, nextCursor: first.nextCursor };
  const shown = new Set(results.map(idOf));
  const rest = items.slice(at + 1).filter((item) => !shown.has(idOf(item)));
  return rest.length > 0
    ? { items: [...results, ...rest], nextCursor }
    : { items: results, nextCursor: first.nextCursor };
};

export const appended = (
  items: readonly ReviewItem[],
  page: Page<ReviewItem>
): Pick<LoadedQueue, 'items' | 'nextCursor'> => {
  const shown = new Set(items.map(idOf));
  return {
    items: [...items, ...page.results.filter((item) => !shown.has(idOf(item)))],
    nextCursor: page.nextCursor,
  };
};

type Entry = {
  state: LoadedQueue;
  listeners: Set<() => void>;
  /** What left the list, and when: an answer that was asked for earlier still holds it. */
  gone: Map<string, { at: number; item: ReviewItem | undefined }>;
};

const entries = new Map<string, Entry>();
const entryOf = (key: string): Entry => {
  const known = entries.get(key);
  if (known) return known;
  const entry: Entry = { state: empty, listeners: new Set(), gone: new Map() };
  entries.set(key, entry);
  return entry;
};

const change = (key: string, patch: Partial<LoadedQueue>) => {
  const entry = entryOf(key);
  entry.state = { ...entry.state, ...patch };
  entry.listeners.forEach((tell) => tell());
};

type Fetch = (cursor: string | undefined) => Promise<Page<ReviewItem>>;

const load = async (key: string, fetch: Fetch, cursor: string | undefined) => {
  const askedAt = Date.now();
  change(key, { isFetching: true });
  try {
    const page = await fetch(cursor);
    const { state, gone } = entryOf(key);
    const results = page.results.filter((item) => !((gone.get(idOf(item))?.at ?? 0) >= askedAt));
    const answer = { ...page, results };
    const next = cursor ? appended(state.items, answer) : refreshed(state, answer);
    change(key, {
      ...next,
      isFetching: false,
      isLoaded: true,
      error: undefined,
      loadedAt: Date.now(),
    });
  } catch (error) {
    change(key, { isFetching: false, error });
  }
};

/** The lists of the review desk, by their filters; they outlive the screen, so that *back* finds them as they were. */
export const queueStore = {
  read: (key: string) => entryOf(key).state,
  subscribe: (key: string, tell: () => void) => {
    const { listeners } = entryOf(key);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  },
  refresh: (key: string, fetch: Fetch) =>
    entryOf(key).state.isFetching ? Promise.resolve() : load(key, fetch, undefined),
  loadMore: (key: string, fetch: Fetch) => {
    const { nextCursor, isFetching, error } = entryOf(key).state;
    // After a failure the next refresh says when it may go on.
    return nextCursor && !isFetching && !error ? load(key, fetch, nextCursor) : Promise.resolve();
  },
  /** Takes outputs out of one list: they were decided. */
  remove: (key: string, outputIds: readonly string[]) => {
    const { state, gone } = entryOf(key);
    const taken = new Set(outputIds);
    const at = Date.now();
    outputIds.forEach((id) =>
      gone.set(id, { at, item: state.items.find((item) => idOf(item) === id) })
    );
    change(key, { items: state.items.filter((item) => !taken.has(idOf(item))) });
  },
  /** Puts what was taken out back in its place: the oldest submission first. */
  putBack: (key: string, outputId: string, changed: (item: ReviewItem) => ReviewItem) => {
    const { state, gone } = entryOf(key);
    const item = gone.get(outputId)?.item;
    gone.delete(outputId);
    if (!item) return;
    const others = state.items.filter((other) => idOf(other) !== outputId);
    const at = others.findIndex(({ submittedAt }) => submittedAt > item.submittedAt);
    const place = at < 0 ? others.length : at;
    change(key, { items: [...others.slice(0, place), changed(item), ...others.slice(place)] });
  },
  patch: (key: string, outputIds: readonly string[], patch: (item: ReviewItem) => ReviewItem) => {
    const { items } = entryOf(key).state;
    const meant = new Set(outputIds);
    change(key, { items: items.map((item) => (meant.has(idOf(item)) ? patch(item) : item)) });
  },
};

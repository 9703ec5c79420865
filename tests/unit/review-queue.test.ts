import type { ReviewItem } from '../../plugins/asset-provenance/shared';
import {
  appended,
  queueStore,
  refreshed,
} from '../../plugins/asset-provenance/admin/src/review/queue/queueStore';

/** A row of the queue as far as its order and identity need it. */
const row = (id: string, submittedAt = `2026-03-01T00:00:0${id.slice(-1)}.000Z`) =>
  ({ output: { outputId: id }, submittedAt, openComments: 0 }) as ReviewItem;
const ids = (items: readonly ReviewItem[]) => items.map(({ output }) => output.outputId);
const page = (names: string[], nextCursor: string | null) => ({
  results: names.map((name) => row(name)),
  nextCursor,
});

describe('the loaded pages of the review queue', () => {
  const loaded = { items: ['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => row(id)), nextCursor: 'c' };

  it('a fresh first page keeps what was loaded behind it', () => {
    const next = refreshed(loaded, page(['a2', 'a3'], 'x'));
    expect(ids(next.items)).toEqual(['a2', 'a3', 'a4', 'a5']);
    expect(next.nextCursor).toBe('c');
  });

  it('rows that did not change stay the same objects', () => {
    const { items } = refreshed(loaded, page(['a2', 'a3'], 'x'));
    expect(items[0]).toBe(loaded.items[1]);
  });

  it('a first page that is the whole list replaces everything', () => {
    const next = refreshed(loaded, page(['a4'], null));
    expect(ids(next.items)).toEqual(['a4']);
    expect(next.nextCursor).toBeNull();
  });

  it('a first page with nothing in common starts the list anew', () => {
    const next = refreshed(loaded, page(['b1', 'b2'], 'x'));
    expect(ids(next.items)).toEqual(['b1', 'b2']);
    expect(next.nextCursor).toBe('x');
  });

  it('a row that comes twice is shown once', () => {
    expect(ids(appended(loaded.items, page(['a5', 'a6'], null)).items)).toEqual([
      'a1',
      'a2',
      'a3',
      'a4',
      'a5',
      'a6',
    ]);
  });

  it('what was decided does not come back with an answer that was asked for before', async () => {
    let answer: (names: string[]) => void = () => undefined;
    const fetch = () =>
      new Promise<ReturnType<typeof page>>((resolve) => {
        answer = (names) => resolve(page(names, null));
      });
    const first = queueStore.refresh('one', fetch);
    answer(['a1', 'a2', 'a3']);
    await first;
    const second = queueStore.refresh('one', fetch);
    queueStore.remove('one', ['a2']);
    answer(['a1', 'a2', 'a3']);
    await second;
    expect(ids(queueStore.read('one').items)).toEqual(['a1', 'a3']);
    queueStore.putBack('one', 'a2', (item) => ({ ...item, openComments: 3 }));
    expect(ids(queueStore.read('one').items)).toEqual(['a1', 'a2', 'a3']);
    expect(queueStore.read('one').items[1]?.openComments).toBe(3);
  });

  it('a failed refresh keeps what is shown and says so', async () => {
    await queueStore.refresh('two', () => Promise.resolve(page(['a1'], null)));
    await queueStore.refresh('two', () => Promise.reject(new Error('offline')));
    const { items, error, isFetching } = queueStore.read('two');
    expect(ids(items)).toEqual(['a1']);
    expect(error).toBeInstanceOf(Error);
    expect(isFetching).toBe(false);
  });
});

import type { isBaseQueryError, QueryArguments } from '@strapi/strapi/admin';
import { API_BASE } from '../../../shared/api';
import type { Page } from '../../../shared/tasks';

type ParamValue = string | number | boolean | null | undefined;
type Params = Record<string, ParamValue>;

/** Strapi's fetch client writes parameters unencoded, so they are encoded here; empty ones are left out. */
const encoded = (params: Params) =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([key, value]) => [key, encodeURIComponent(String(value))])
  );

export const get = (path: string, params?: Params): QueryArguments => ({
  url: `${API_BASE}${path}`,
  method: 'GET',
  ...(params ? { config: { params: encoded(params) } } : {}),
});

export const post = (path: string, data: unknown = {}): QueryArguments => ({
  url: `${API_BASE}${path}`,
  method: 'POST',
  data,
});

export const put = (path: string, data: unknown): QueryArguments => ({
  url: `${API_BASE}${path}`,
  method: 'PUT',
  data,
});

export const del = (path: string): QueryArguments => ({
  url: `${API_BASE}${path}`,
  method: 'DELETE',
});

/** Server answers are `{ data: … }`. */
export const unwrap = <T>(answer: { data: T }): T => answer.data;

const LARGEST_PAGE = 100;

/** Filters of a list and how many rows are wanted in all; the cursor is our business. */
export type ListOf<Query> = Omit<Query, 'cursor' | 'limit'> & { wanted?: number };

/** What Strapi's base query fails with; it exports only the guard, so its argument names the type. */
export type RequestError = Parameters<typeof isBaseQueryError>[0];
type Answer = { data: unknown; error?: undefined } | { error: RequestError; data?: undefined };
type FetchPage = (args: QueryArguments) => PromiseLike<Answer> | Answer;

/**
 * Rows of a keyset-paginated list, as many as wanted. One cache entry per list, however long: polling and
 * invalidation refresh all that is on the screen, and *show more* only raises `wanted`.
 */
export const collect = async <Row>(
  fetchPage: FetchPage,
  path: string,
  { wanted = 24, ...filters }: { wanted?: number } & object
): Promise<{ data: Page<Row> } | { error: RequestError }> => {
  const results: Row[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(LARGEST_PAGE, wanted - results.length);
    const answer: Answer = await fetchPage(get(path, { ...filters, cursor, limit }));
    if (answer.error) return { error: answer.error };
    // The shape is the contract of every list: `{ data: { results, nextCursor } }`.
    const page = (answer.data as { data: Page<Row> }).data;
    results.push(...page.results);
    cursor = page.nextCursor;
  } while (cursor && results.length < wanted);
  return { data: { results, nextCursor: cursor } };
};

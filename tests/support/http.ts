import { API_BASE } from '../../plugins/asset-provenance/shared';
import type { RefusalDetails } from '../../plugins/asset-provenance/shared';

export type StrapiError = {
  status: number;
  name: string;
  message: string;
  details: RefusalDetails & Record<string, unknown>;
};

/** `data` and `error` of Strapi's envelope; `body` where an endpoint answers without one. */
export type Answer<T> = {
  status: number;
  data: T;
  error: StrapiError | undefined;
  body: unknown;
  headers: Headers;
};

type Query = Record<string, string | number | boolean | null | undefined>;
type Caller = { url: string; base?: string; token?: string };

const withQuery = (target: string, query: Query = {}) => {
  const url = new URL(target);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  return url;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A client that never throws on a status; objects go as JSON, FormData as it is. */
export const createHttp = ({ url, base = '', token }: Caller) => {
  const send = async <T>(
    method: string,
    path: string,
    { query, body }: { query?: Query; body?: unknown } = {}
  ): Promise<Answer<T>> => {
    const isForm = body instanceof FormData;
    const response = await fetch(withQuery(url + base + path, query), {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
      },
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const answer = parse(await response.text());
    const { data, error } = (answer ?? {}) as { data: T; error?: StrapiError };
    return { status: response.status, data, error, body: answer, headers: response.headers };
  };

  return {
    get: <T = unknown>(path: string, query?: Query) => send<T>('GET', path, query ? { query } : {}),
    post: <T = unknown>(path: string, body: unknown = {}, query?: Query) =>
      send<T>('POST', path, query ? { body, query } : { body }),
    put: <T = unknown>(path: string, body: unknown = {}) => send<T>('PUT', path, { body }),
    del: <T = unknown>(path: string) => send<T>('DELETE', path),
  };
};
export type Http = ReturnType<typeof createHttp>;

/** `api` speaks to the plugin (paths of `shared/api.ts`), `http` to any path of Strapi. */
export const createClients = (url: string, token?: string) => ({
  api: createHttp({ url, base: API_BASE, ...(token ? { token } : {}) }),
  http: createHttp({ url, ...(token ? { token } : {}) }),
});

import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ModelCapabilities } from '../../../shared';
import type { FormData } from '../network/service';

/** One configured provider as its adapter sees it. */
export type Connection = {
  providerId: string;
  /** Without a trailing slash. */
  baseUrl: string;
  apiKey: string | null;
  secretKey: string | null;
  /** For providers whose callbacks are signed with a secret that only people can read. */
  webhookSecret: string | null;
  preset: string | null;
  /** What only this kind of provider knows, as configured. */
  options: Record<string, unknown>;
  models: ModelCapabilities[];
  /**
   * The adapter's own model that a configured one is `like`; the id itself where none is named. It
   * decides how a model is asked; the provider is told the configured id.
   */
  baseModelOf: (modelId: string) => string;
  http: ProviderHttp;
};

export type ProviderRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `baseUrl`, or a whole address of the same origin that the provider gave. */
  path: string;
  headers?: Record<string, string>;
  /** One of the two, or no body. */
  json?: unknown;
  form?: FormData;
  /** Seconds until headers must have come; default 30. */
  timeoutSeconds?: number;
  /** Default 10 MB; more only where results come with the answer. */
  maxBytes?: number;
};

export type ProviderAnswer = {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  text: string;
  /** undefined when the body is not JSON. */
  json: unknown;
};

/** The provider's HTTP API: authorised, guarded, sent once, with time-outs and byte limits. */
export type ProviderHttp = {
  /**
   * @returns every answer, whatever its status; redirects are not followed.
   * @throws NotSent when the request did not leave; Unanswered for everything else without an answer.
   */
  send: (request: ProviderRequest) => Promise<ProviderAnswer>;
  /**
   * A result address, wherever it is; the key goes along only to the provider's own origin.
   * @throws ResultExpired on 403, 404 and 410; ProviderError (phase `download`) otherwise.
   */
  download: (url: string, signal: AbortSignal) => Promise<Readable>;
};

/**
 * What a configuration says that only this kind of provider knows.
 * @throws an Error that names every entry which makes no sense.
 */
export const readOptions = <S extends z.ZodType>(
  schema: S,
  options: unknown,
  providerId: string
): z.output<S> => {
  const read = schema.safeParse(options);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) =>
      `${['providers', providerId, 'options', ...path].map(String).join('.')}: ${message}`
  );
  throw new Error(problems.join('; '));
};

/** What most providers want with each request; nothing without a key. */
export const bearer = ({ apiKey }: Pick<Connection, 'apiKey'>): Record<string, string> =>
  apiKey ? { authorization: `Bearer ${apiKey}` } : {};

/**
 * What stands before the paths of an API. People give its address with and without the version at
 * its end; both are right.
 */
export const versionPath = (baseUrl: string, version: string): string =>
  baseUrl.endsWith(version) ? '' : version;

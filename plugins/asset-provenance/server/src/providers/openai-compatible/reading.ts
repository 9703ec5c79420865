import { unclear } from '../answers';
import type { Connection, ProviderAnswer } from '../connection';
import { failure } from '../contract';
import type { EffectiveFacts, PollAnswer, SubmitAnswer, Success } from '../contract';
import { apiPath } from '../openai-images/paths';
import { flatUsage } from '../openai-images/schemas';
import { own, sizeOf } from '../read-values';
import type { Dialect, ImageDialect, VideoDialect } from './dialect';
import { classOf, errorAt, hasError, failureOf, nameOf } from './errors';
import { firstAt, microUnitsOf, numberAt, textAt, textsAt } from './places';

type Counted = Pick<ImageDialect['answer'], 'usage' | 'cost' | 'costHeader' | 'currency'>;
type Read = { json: unknown; headers: Record<string, string> };

const countedOf = (places: Counted, { json, headers }: Read): Pick<Success, 'cost' | 'usage'> => {
  const inHeader = places.costHeader ? headers[places.costHeader.toLowerCase()] : undefined;
  const microUnits = microUnitsOf(firstAt(json, places.cost) ?? inHeader);
  const usage = flatUsage(firstAt(json, places.usage));
  return {
    cost: microUnits === null ? null : { microUnits, currency: places.currency },
    usage: Object.keys(usage).length > 0 ? usage : null,
  };
};

type Facts = Pick<ImageDialect['answer'], 'size' | 'model' | 'seed' | 'revisedPrompt'>;

const seedAt = (value: unknown, places: readonly string[]): number | null => {
  const seed = numberAt(value, places);
  return seed !== null && Number.isInteger(seed) && seed >= 0 ? seed : null;
};

const effectiveOf = (places: Facts, json: unknown): EffectiveFacts => {
  const size = sizeOf(textAt(json, places.size));
  const model = textAt(json, places.model);
  const seed = seedAt(json, places.seed);
  const revised = textAt(json, places.revisedPrompt);
  return {
    ...(size ? { size } : {}),
    ...(model ? { modelVersion: model } : {}),
    ...(seed === null ? {} : { seed }),
    ...(revised ? { revisedPrompt: revised } : {}),
  };
};

/** The answer to a request for images. @throws Unanswered when it is neither pictures nor an error. */
export const readImages = (
  dialect: Dialect,
  places: ImageDialect,
  answer: ProviderAnswer
): SubmitAnswer => {
  const list = firstAt(answer.json, places.answer.list);
  const items = Array.isArray(list) ? (list as unknown[]) : [];
  const results = items.flatMap((item) => {
    const base64 = textAt(item, places.answer.base64);
    const mime = textAt(item, places.answer.mime) ?? 'image/png';
    const url = base64 ? `data:${mime};base64,${base64}` : textAt(item, places.answer.url);
    return url ? [{ url, expiresAt: null, seed: seedAt(item, places.answer.seed) }] : [];
  });
  if (results.length > 0) {
    const first = effectiveOf(places.answer, items[0]);
    return {
      kind: 'finished',
      providerTaskId:
        places.answer.idHeaders.map((name) => answer.headers[name]).find(Boolean) ?? null,
      results,
      effective: { ...first, ...effectiveOf(places.answer, answer.json) },
      ...countedOf(places.answer, answer),
    };
  }
  // What was begun before the error came may have been billed.
  if (hasError(dialect.errors, answer))
    return {
      kind: 'refused',
      failure: failureOf(dialect.errors, answer, 'submit', { billed: 'unknown' }),
    };
  if (!Array.isArray(list))
    return unclear(answer, 'The gateway took the request and answered something that is not known');
  return {
    kind: 'refused',
    failure: failure('upstream', 'submit', {
      message: 'The gateway answered without a picture and without a reason.',
      httpStatus: answer.status,
    }),
  };
};

const isAddress = (text: string) =>
  /^(https?:\/\/|\/|data:)/i.test(text) && URL.canParse(text, 'http://gateway');

/** A path of the dialect with the job in it. */
export const jobPath = (template: string, id: string): string =>
  template.replace('{id}', encodeURIComponent(id));

/**
 * Where a file is. A gateway may name itself by an address that only it knows, or by a bare path:
 * what lies on it is asked for at the configured address.
 */
const addressOf = (url: string, content: string | null, baseUrl: string): string => {
  if (url.startsWith('data:')) return url;
  const { pathname, search, href } = new URL(url, baseUrl);
  const end = content && apiPath(`${baseUrl}/v1`, content);
  return content && end && pathname.endsWith(end)
    ? `${baseUrl}${apiPath(baseUrl, content)}${search}`
    : href;
};

type Job = { id: string };

const resultsOf = (
  places: VideoDialect,
  json: unknown,
  { id }: Job,
  { baseUrl }: Pick<Connection, 'baseUrl'>
) => {
  const content = places.contentPath && jobPath(places.contentPath, id);
  const named = textsAt(json, places.answer.urls, isAddress);
  const urls = named.length > 0 || !content ? named : [`${baseUrl}${apiPath(baseUrl, content)}`];
  const seconds = numberAt(json, places.answer.expiresAt);
  const expiresAt = seconds ? new Date(seconds * 1000).toISOString() : null;
  return urls.map((url) => ({ url: addressOf(url, content, baseUrl), expiresAt, seed: null }));
};

const failed = (
  dialect: Dialect,
  places: VideoDialect,
  json: unknown,
  isExpired: boolean
): PollAnswer => {
  const said = errorAt(json, places.answer.errorMessage, places.answer.errorCode);
  return {
    kind: 'failed',
    failure: failure(
      isExpired ? 'timeout' : (classOf(dialect.errors, said) ?? 'upstream'),
      'poll',
      {
        message: said.message ?? 'The gateway says that the job failed, and gives no reason.',
        providerCode: nameOf(said.codes),
        billed: places.billedWhenFailed,
      }
    ),
  };
};

/** What the state of a job says; null: it says none. */
export const readJob = (
  dialect: Dialect,
  places: VideoDialect,
  read: Read,
  job: Job,
  connection: Pick<Connection, 'baseUrl'>
): PollAnswer | null => {
  const { json } = read;
  const word = textAt(json, places.answer.state);
  if (word === null) return null;
  const standing = own(places.states, word.trim().toLowerCase()) ?? 'processing';
  if (standing === 'cancelled') return { kind: 'cancelled' };
  if (standing === 'failed' || standing === 'expired')
    return failed(dialect, places, json, standing === 'expired');
  if (standing !== 'succeeded') {
    const progress = numberAt(json, places.answer.progress);
    return {
      kind: standing,
      progress: progress === null ? null : Math.min(100, Math.max(0, Math.round(progress))),
      pollAfter: places.pollAfter,
    };
  }
  const results = resultsOf(places, json, job, connection);
  if (results.length === 0)
    return {
      kind: 'failed',
      failure: failure('upstream', 'poll', {
        message: 'The gateway says that the job is done, and names no file.',
        billed: 'yes',
      }),
    };
  const seconds = numberAt(json, places.answer.seconds);
  return {
    kind: 'succeeded',
    results,
    effective: {
      ...effectiveOf(places.answer, json),
      ...(seconds ? { durationSeconds: seconds } : {}),
    },
    ...countedOf(places.answer, read),
  };
};

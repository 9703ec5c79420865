import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { publicKeySchema, publicRecordQuerySchema } from '../../../../shared';
import type { FieldProblem, PublicRecord } from '../../../../shared';
import { jsonLdOf, pageOf } from './present';
import type { PublicRecords } from './service';
import type { PageLanguage } from './words';

/** The part of Koa's context that the public routes need. */
type Context = {
  ip: string;
  params: Record<string, string>;
  query: Record<string, unknown>;
  status: number;
  body: unknown;
  fresh: boolean;
  set: (name: string, value: string) => void;
  accepts: (...types: string[]) => string | false;
  acceptsLanguages: (...languages: string[]) => string | false;
};

type Shape = 'json' | 'json-ld' | 'page';

/** How long a browser or a network in between may keep an answer, in seconds. */
const KEPT_SECONDS = 300;

const refuse = (
  ctx: Context,
  status: number,
  name: string,
  message: string,
  details: { fields?: FieldProblem[] } = {}
): void => {
  ctx.status = status;
  ctx.body = { data: null, error: { status, name, message, details } };
};

const NO_ADDRESS: FieldProblem = {
  path: 'url',
  message: 'is required, where no key stands in the path',
  zh: '必填（路径中没有键时）',
};

const shapeOf = (ctx: Context, asked: Shape | undefined): Shape => {
  if (asked) return asked;
  const accepted = ctx.accepts('application/json', 'application/ld+json', 'text/html');
  if (accepted === 'text/html') return 'page';
  return accepted === 'application/ld+json' ? 'json-ld' : 'json';
};

const languageOf = (ctx: Context, asked: PageLanguage | undefined): PageLanguage => {
  if (asked) return asked;
  const accepted = ctx.acceptsLanguages('en', 'zh-Hans', 'zh-CN', 'zh');
  return accepted && accepted.startsWith('zh') ? 'zh-Hans' : 'en';
};

const bodyOf = (record: PublicRecord, shape: Shape, language: PageLanguage): string => {
  if (shape === 'page') return pageOf(record, language);
  return JSON.stringify(shape === 'json-ld' ? jsonLdOf(record) : { data: record });
};

const types: Record<Shape, string> = {
  json: 'application/json; charset=utf-8',
  'json-ld': 'application/ld+json; charset=utf-8',
  page: 'text/html; charset=utf-8',
};

const send = (ctx: Context, shape: Shape, body: string): void => {
  ctx.status = 200;
  ctx.set('Content-Type', types[shape]);
  ctx.set('Cache-Control', `public, max-age=${KEPT_SECONDS}`);
  ctx.set('Vary', 'Accept, Accept-Language');
  ctx.set('ETag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`);
  ctx.set('X-Content-Type-Options', 'nosniff');
  if (shape === 'page')
    ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.body = body;
};

/** For everybody, without an account: one record, by something that cannot be guessed. */
export const publicRecordController = (records: PublicRecords) => {
  const limiter = new RateLimiterMemory({ points: records.requestsPerMinute, duration: 60 });

  const isWithinRate = async (ctx: Context): Promise<boolean> => {
    try {
      await limiter.consume(ctx.ip);
      return true;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      ctx.set('Retry-After', String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))));
      ctx.set('Cache-Control', 'no-store');
      refuse(ctx, 429, 'RateLimitError', 'Too many questions. Ask again in a minute.');
      return false;
    }
  };

  const answer = async (
    ctx: Context,
    find: (url: string | undefined) => Promise<PublicRecord | null>,
    isByUrl = false
  ): Promise<void> => {
    if (!records.isEnabled)
      return refuse(ctx, 404, 'NotFoundError', 'This site has no public records.');
    if (!(await isWithinRate(ctx))) return;
    const query = publicRecordQuerySchema.safeParse(ctx.query);
    if (!query.success)
      return refuse(ctx, 400, 'ValidationError', 'Only url, as and lang may be asked with.', {
        fields: query.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      });
    const { url } = query.data;
    if (isByUrl && !url)
      return refuse(ctx, 400, 'ValidationError', `${NO_ADDRESS.path} ${NO_ADDRESS.message}`, {
        fields: [NO_ADDRESS],
      });
    const record = await find(url);
    if (!record) {
      // The same for what is not there and for what is nobody's business.
      ctx.set('Cache-Control', 'no-store');
      return refuse(ctx, 404, 'NotFoundError', 'There is no public record of such a file.');
    }
    const shape = shapeOf(ctx, query.data.as);
    send(ctx, shape, bodyOf(record, shape, languageOf(ctx, query.data.lang)));
  };

  return {
    byKey: (ctx: Context) =>
      answer(ctx, async () => {
        const key = publicKeySchema.safeParse(ctx.params.key);
        return key.success ? records.byKey(key.data) : null;
      }),

    byUrl: (ctx: Context) => answer(ctx, async (url) => (url ? records.byUrl(url) : null), true),
  };
};

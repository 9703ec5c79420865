import type { Core } from '@strapi/strapi';

type Context = { path: string; status: number; body: unknown };
type ErrorBody = { error: { status: number; name: string } };

const isConflict = (body: unknown): body is ErrorBody =>
  (body as Partial<ErrorBody> | null)?.error?.name === 'ConflictError';

/**
 * Strapi has no class of errors for 409 and answers 400 where its own routes meet one; a refusal to
 * delete or replace a file says what it is.
 */
export const keepConflicts = (strapi: Core.Strapi): void => {
  const bases = ['/upload', `${strapi.config.get('api.rest.prefix', '/api')}/upload`];
  strapi.server.use(async (ctx: Context, next: () => Promise<unknown>) => {
    await next();
    const { path, status, body } = ctx;
    if (status !== 400 || !isConflict(body)) return;
    if (!bases.some((base) => path === base || path.startsWith(`${base}/`))) return;
    ctx.body = { ...body, error: { ...body.error, status: 409 } };
    ctx.status = 409;
  });
};

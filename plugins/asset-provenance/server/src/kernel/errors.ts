import { errors } from '@strapi/utils';
import type { z } from 'zod';
import type { RefusalDetails } from '../../../shared';

/**
 * A refusal that reaches a person: what happened and why in `message`, what to do next and the
 * fields in `details`. An ApplicationError, so that Strapi answers 4xx wherever it is thrown;
 * our own routes answer with `status`.
 */
export class Refusal extends errors.ApplicationError<string, string, RefusalDetails> {
  status: number;

  constructor(status: number, message: string, details: RefusalDetails) {
    super(message, details);
    this.name = status === 404 ? 'NotFoundError' : status === 403 ? 'ForbiddenError' : status === 409 ? 'ConflictError' : 'ValidationError';
    this.status = status;
  }
}

type Next = { en: string; zh: string };

/** 400: one or more inputs are not acceptable. */
export const invalid = (fields: { path: string; message: string }[], next?: Next, code = 'invalid_input') =>
  new Refusal(400, fields.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; '), {
    code,
    fields,
    ...(next ? { next } : {}),
  });

/** 404: not there, or not for this reader to know of. */
export const notFound = (what: string, path = 'id') =>
  new Refusal(404, `There is no ${what} with this id, or it is not yours to see.`, {
    code: 'not_found',
    fields: [{ path, message: 'was not found' }],
  });

/** 403: known, but not theirs to do. */
export const forbidden = (message: string, next?: Next, path?: string) =>
  new Refusal(403, message, {
    code: 'forbidden',
    ...(path ? { fields: [{ path, message: 'is not yours' }] } : {}),
    ...(next ? { next } : {}),
  });

/** 409: it was already something else when this arrived. */
export const conflict = (message: string, details: Record<string, unknown> = {}, next?: Next) =>
  new Refusal(409, message, { code: 'conflict', ...details, ...(next ? { next } : {}) });

/** Parses an input with a schema of the contract; a 400 names every field that does not fit. */
export const parse = <S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.output<S> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(
    result.error.issues.map((issue) => ({
      path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.'),
      message: issue.message,
    }))
  );
};

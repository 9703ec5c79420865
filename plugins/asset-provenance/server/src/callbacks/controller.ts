import type { IncomingMessage, ServerResponse } from 'node:http';
import { documentIdSchema } from '../../../shared';
import type { Generation } from '../generation/service';
import { handle, parse } from '../kernel';
import { callOf, leaveUnread, readRawBody } from './door';
import { MAX_BODY_BYTES } from './inbound';
import type { Reception } from './inbound';
import type { Callbacks } from './service';

/** The part of Koa's context that the public route needs. */
type Context = {
  req: IncomingMessage;
  res: ServerResponse;
  params: Record<string, string>;
  status: number;
  body: unknown;
  set: (name: string, value: string) => void;
};

const errorNames: Record<number, string> = {
  400: 'ValidationError',
  401: 'UnauthorizedError',
  404: 'NotFoundError',
  413: 'PayloadTooLargeError',
  503: 'ServiceUnavailableError',
};

const answer = (ctx: Context, { status, result, detail }: Reception) => {
  const name = errorNames[status];
  ctx.set('Cache-Control', 'no-store');
  if (status === 413) leaveUnread(ctx.req, ctx.res);
  ctx.status = status;
  ctx.body = name
    ? { data: null, error: { status, name, message: detail, details: { code: result } } }
    : { data: { result } };
};

export const callbacksController = (callbacks: Callbacks, generation: Generation) => ({
  receive: async (ctx: Context) => {
    const call = callOf(ctx.req) ?? { jobId: ctx.params.jobId ?? '', token: '', headers: {} };
    const readBody = () => readRawBody(ctx.req, call, MAX_BODY_BYTES);
    try {
      answer(ctx, await callbacks.receive(call, readBody));
    } catch (error) {
      if (ctx.req.complete) throw error;
      // The caller went away in the middle: nobody reads this, and nothing is wrong here.
      ctx.status = 400;
    }
  },

  ofTask: handle(async (request) =>
    callbacks.ofTask(
      parse(documentIdSchema, request.params.taskId, 'taskId'),
      await generation.readerOf(request)
    )
  ),

  sendAgain: handle(async (request) =>
    callbacks.sendAgain(
      request.actor,
      parse(documentIdSchema, request.params.deliveryId, 'deliveryId'),
      await generation.readerOf(request)
    )
  ),
});

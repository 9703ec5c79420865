import { documentIdSchema } from '../../../shared';
import { created, handle, parse } from '../kernel';
import type { Request } from '../kernel';
import type { Batches } from './service';

const idOf = ({ params }: Request) => parse(documentIdSchema, params.batchId, 'batchId');

export const batchesController = (batches: Batches) => ({
  list: handle((request) => batches.list(request)),
  check: handle(({ actor, body }) => batches.check(actor, body)),
  launch: handle(async (request) => {
    const body: Record<string, unknown> = Object(request.body);
    const idempotencyKey = body.idempotencyKey ?? request.header('idempotency-key');
    const answer = await batches.launch(request, { ...body, idempotencyKey });
    return answer.isRepeat ? answer : created(answer);
  }),
  detail: handle((request) => batches.detail(idOf(request), request)),
  relaunch: handle((request) => batches.relaunch(request, idOf(request))),
  decideSpend: handle((request) => batches.decideSpend(request, idOf(request))),
});

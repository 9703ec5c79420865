import {
  adoptDraftSchema,
  chooseSchema,
  documentIdSchema,
  idempotencyKeySchema,
  lookupSchema,
  promoteSchema,
  reconcileSchema,
  spendDecisionSchema,
} from '../../../shared';
import { created, forbidden, handle, notFound, parse } from '../kernel';
import type { Request } from '../kernel';
import type { Generation } from './service';

const idOf = ({ params }: Request, name: string) => parse(documentIdSchema, params[name], name);

const keyOf = ({ header }: Request) =>
  parse(idempotencyKeySchema, header('idempotency-key'), 'idempotencyKey');

export const tasksController = (generation: Generation) => {
  const answerLaunch = async (
    request: Request,
    { task, isRepeat }: { task: { documentId: string }; isRepeat: boolean }
  ) => {
    const answer = {
      task: await generation.detail(task.documentId, await generation.readerOf(request)),
      isRepeat,
    };
    return isRepeat ? answer : created(answer);
  };

  /** The task, if the reader may see it and it is theirs or they may act on everybody's. */
  const actable = async (request: Request) => {
    const task = await generation.visibleTask(
      idOf(request, 'taskId'),
      await generation.readerOf(request)
    );
    if (task.ownerId !== request.actor.id && !request.can('task.read-all')) {
      throw forbidden(
        { en: 'This task belongs to somebody else.', zh: '该任务属于他人。' },
        { en: `Ask ${task.ownerName}.`, zh: `请联系负责人 ${task.ownerName}。` },
        'taskId'
      );
    }
    return task.documentId;
  };

  const detail = async (request: Request, taskId: string) =>
    generation.detail(taskId, await generation.readerOf(request));

  return {
    launch: handle(async (request) => {
      const body: Record<string, unknown> = Object(request.body);
      const idempotencyKey = body.idempotencyKey ?? request.header('idempotency-key');
      const reader = await generation.readerOf(request);
      const launched = await generation.launch(request.actor, { ...body, idempotencyKey }, reader);
      return answerLaunch(request, launched);
    }),
    preflight: handle(({ actor, body }) => generation.preflight(actor, body)),
    list: handle(async (request) =>
      generation.list(request.query, await generation.readerOf(request))
    ),
    lookup: handle(async (request) =>
      generation.lookup(parse(lookupSchema, request.query).id, await generation.readerOf(request))
    ),
    detail: handle(async (request) => detail(request, idOf(request, 'taskId'))),
    cancel: handle(async (request) => {
      const taskId = await actable(request);
      await generation.cancel(request.actor, taskId);
      return detail(request, taskId);
    }),
    retry: handle(async (request) => {
      const taskId = await actable(request);
      await generation.retry(request.actor, taskId);
      return detail(request, taskId);
    }),
    reproduce: handle(async (request) => {
      const task = await generation.derivableTask(
        idOf(request, 'taskId'),
        await generation.readerOf(request)
      );
      return answerLaunch(
        request,
        await generation.reproduce(request.actor, task.documentId, keyOf(request))
      );
    }),
    reconcile: handle(async (request) => {
      const decision = parse(reconcileSchema, request.body);
      return detail(
        request,
        await generation.reconcile(request.actor, idOf(request, 'jobId'), decision)
      );
    }),
    decideSpend: handle(async (request) => {
      const taskId = idOf(request, 'taskId');
      await generation.visibleTask(taskId, await generation.readerOf(request));
      await generation.decideSpend(request.actor, taskId, parse(spendDecisionSchema, request.body));
      return detail(request, taskId);
    }),
    costs: handle(async (request) => {
      const taskId = idOf(request, 'taskId');
      await generation.visibleTask(taskId, await generation.readerOf(request));
      return generation.costsOf(taskId);
    }),
    choose: handle(async (request) => {
      const { isChosen } = parse(chooseSchema, request.body);
      const [output] = await generation.outputSummaries([
        await generation.choose(request.actor, idOf(request, 'outputId'), isChosen),
      ]);
      return output;
    }),
    adopt: handle(async (request) => {
      const { reason } = parse(adoptDraftSchema, request.body);
      const [output] = await generation.outputSummaries([
        await generation.adopt(request.actor, idOf(request, 'outputId'), reason),
      ]);
      return output;
    }),
    promote: handle(async (request) => {
      const outputId = idOf(request, 'outputId');
      const wishes = parse(promoteSchema, request.body);
      const output = await generation.outputRow(outputId);
      if (!output) throw notFound('output', 'outputId');
      await generation.derivableTask(output.taskId, await generation.readerOf(request));
      return answerLaunch(
        request,
        await generation.promote(request.actor, outputId, wishes, keyOf(request))
      );
    }),
  };
};

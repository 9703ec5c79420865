import type { NoteTarget, NoteTargetRef } from '../../../shared';
import { maySee } from '../generation/service';
import type { Generation } from '../generation/service';
import { notFound } from '../kernel';
import type { Request } from '../kernel';
import type { Gate } from '../gate/service';
import type { Reuse } from '../reuse/service';

/** What a note is about, as it is called now. `taskId`: the task that it belongs to, if any. */
export type Target = {
  type: NoteTarget;
  id: string;
  uid: string | null;
  locale: string | null;
  label: string;
  taskId: string | null;
};

const MOST_CHARACTERS = 200;

/** Makes sure that what a note is about is there and that its writer may see it. */
export const createTargets = ({
  generation,
  reuse,
  gate,
}: {
  generation: Generation;
  reuse: Reuse;
  gate: Gate;
}) => {
  const taskTarget = async (request: Request, taskId: string): Promise<Target> => {
    const task = await generation.taskRow(taskId);
    if (!task || !maySee(await generation.readerOf(request), task))
      throw notFound('generation task', 'target.id');
    return {
      type: 'task',
      id: taskId,
      uid: null,
      locale: null,
      label: [task.subject, task.parameterSummary].filter(Boolean).join(' · '),
      taskId,
    };
  };

  /** The id of an asset, or of the output behind it. */
  const assetTarget = async (id: string): Promise<Target> => {
    const asset = (await reuse.assets.byId(id)) ?? (await reuse.assets.ofOutput(id));
    if (!asset) throw notFound('approved asset', 'target.id');
    return {
      type: 'asset',
      id: asset.documentId,
      uid: null,
      locale: null,
      label: [asset.subject, asset.parameterSummary].filter(Boolean).join(' · '),
      taskId: asset.taskId,
    };
  };

  const entryTarget = async (
    request: Request,
    ref: Extract<NoteTargetRef, { type: 'entry' }>
  ): Promise<Target> => {
    const { uid, row, title } = await gate.readable(request, {
      uid: ref.uid,
      documentId: ref.id,
      locale: ref.locale,
    });
    return {
      type: 'entry',
      id: row.documentId,
      uid,
      locale: row.locale ?? null,
      label: title ?? `${uid} ${row.documentId}`,
      taskId: null,
    };
  };

  return {
    /** @throws Refusal 404 for what is not there or not theirs to see, 403 for entries they may not read. */
    find: async (request: Request, ref: NoteTargetRef): Promise<Target> => {
      const target =
        ref.type === 'task'
          ? await taskTarget(request, ref.id)
          : ref.type === 'asset'
            ? await assetTarget(ref.id)
            : await entryTarget(request, ref);
      return { ...target, label: target.label.slice(0, MOST_CHARACTERS) };
    },
  };
};
export type Targets = ReturnType<typeof createTargets>;

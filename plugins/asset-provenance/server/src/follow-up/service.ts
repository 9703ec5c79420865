import type { Generation } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Gate } from '../gate/service';
import type { Reuse } from '../reuse/service';
import { revisionNotes } from './content-types/revision-note';
import { createNoteRows } from './note-rows';
import type { NoteRow } from './note-rows';
import { createRechecks } from './rechecks';
import { createReading } from './reading';
import { createTargets } from './targets';
import { createWriting } from './writing';

export type { NoteTargetId } from './note-rows';

export { personalRows } from './personal';

export const tables = [revisionNotes];

/** The revision log and its re-checks. */
export const createFollowUp = (
  kernel: Kernel,
  { generation, reuse, gate }: { generation: Generation; reuse: Reuse; gate: Gate }
) => {
  const rows = createNoteRows(kernel, { todayOf: reuse.todayOf });

  const taskIdOf = async (note: NoteRow): Promise<string | null> => {
    if (note.targetType === 'task') return note.targetId;
    if (note.targetType === 'asset')
      return (await reuse.assets.byId(note.targetId))?.taskId ?? null;
    return null;
  };

  return {
    ...createWriting(kernel, {
      rows,
      targets: createTargets({ generation, reuse, gate }),
      taskIdOf,
    }),
    ...createReading(kernel, { rows }),
    rechecks: createRechecks(kernel, { rows }),
  };
};
export type FollowUp = ReturnType<typeof createFollowUp>;

import { systemActor } from '../../../shared';
import { nextSiteDay } from '../kernel';
import type { Kernel } from '../kernel';
import type { Reuse } from '../reuse/service';
import type { Telling } from './telling';
import { nameOfTask, wording } from './wording';

export type DueNote = { noteId: string; responsibleId: string | null; label: string };
type Ports = {
  kernel: Kernel;
  reuse: Reuse;
  telling: Telling;
  siteTimeZone: string;
  expiringDays: number;
  dueNotes: () => Promise<DueNote[]>;
};

const DAY = 24 * 3_600_000;

/** Once a day: what comes due by the calendar alone. Each thing is told once. */
export const createSweep = (ports: Ports) => {
  const { kernel, reuse, telling, siteTimeZone, expiringDays, dueNotes } = ports;

  const tellExpiring = async (now: Date): Promise<void> => {
    const lastDay = reuse.todayOf(new Date(now.getTime() + expiringDays * DAY));
    for (const asset of await reuse.assets.expiringUntil(lastDay))
      await kernel.transact(systemActor, (tx) =>
        telling.tell(
          tx,
          {
            kind: 'expiring',
            ...wording.expiring(asset.validUntil ?? lastDay, nameOfTask(asset)),
            path: `trace?q=${asset.documentId}`,
            subject: `expiring:${asset.documentId}:${asset.validUntil}`,
          },
          [asset.ownerId, asset.reviewerId]
        )
      );
  };

  const tellDue = async (): Promise<void> => {
    for (const { noteId, responsibleId, label } of await dueNotes())
      await kernel.transact(systemActor, (tx) =>
        telling.tell(
          tx,
          { kind: 'due', ...wording.due(label), path: 'follow-up', subject: `due:${noteId}` },
          [responsibleId]
        )
      );
  };

  return async (_signal: AbortSignal): Promise<Date> => {
    const now = new Date();
    await tellExpiring(now);
    await tellDue();
    return nextSiteDay(now, siteTimeZone);
  };
};

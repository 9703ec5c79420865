import { systemActor } from '../../../shared';
import { daysAfter, nextSiteDay } from '../kernel';
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
  dueNotes: () => AsyncIterable<DueNote>;
};

/** Once a day: what comes due by the calendar alone. Each thing is told once. */
export const createSweep = (ports: Ports) => {
  const { kernel, reuse, telling, siteTimeZone, expiringDays, dueNotes } = ports;

  const tellExpiring = async (now: Date): Promise<void> => {
    const lastDay = daysAfter(reuse.todayOf(now), expiringDays);
    for await (const asset of reuse.assets.expiringUntil(lastDay))
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
    for await (const { noteId, responsibleId, label } of dueNotes())
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

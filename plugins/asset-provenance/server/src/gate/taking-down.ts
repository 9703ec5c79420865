import type { UID } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { OverdueEntry } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Kernel } from '../kernel';
import type { Reuse } from '../reuse/service';
import type { Overdue } from './overdue';

type Dependencies = { config: PluginConfig; reuse: Reuse; overdue: Overdue };

/** Takes down what shows for too long what may not be shown any more, where the site wants that. */
export const createTakingDown = (
  { strapi, transact, serialise, log }: Kernel,
  { config, reuse, overdue }: Dependencies
) => {
  const unpublish = ({ uid, documentId, locale, reasons }: OverdueEntry): Promise<void> =>
    transact(systemActor, async (tx) => {
      // Two servers that do this at once would both see it published.
      await serialise(tx, `gate.unpublish ${uid}/${documentId}`);
      const version = { documentId, ...(locale ? { locale } : {}) };
      const isPublished = await strapi.db
        .query(uid as UID.ContentType)
        .count({ where: { ...version, publishedAt: { $ne: null } } });
      if (!isPublished) return;
      await strapi.documents(uid as UID.ContentType).unpublish(version);
      await tx.emit({
        type: 'gate.unpublished',
        aggregateType: 'entry',
        aggregateId: `${uid}/${documentId}`,
        aggregateVersion: null,
        taskId: null,
        data: {
          reasons: [...new Set(reasons.map(({ code }) => code))],
          files: [...new Set(reasons.map(({ fileDocumentId }) => fileDocumentId))],
        },
      });
    });

  return {
    /**
     * Each entry in a transaction of its own; one that cannot be taken down does not hold up others.
     * @param signal stops between two entries.
     */
    takeDownAll: async (signal: AbortSignal): Promise<void> => {
      if (typeof config.gate.unpublishAfterDays !== 'number') return;
      const today = reuse.todayOf(new Date());
      for await (const found of overdue.batches()) {
        for (const entry of found) {
          if (signal.aborted) return;
          if (entry.unpublishOn === null || entry.unpublishOn > today) continue;
          await unpublish(entry).catch((error: unknown) => {
            log.error(
              `The entry ${entry.uid}/${entry.documentId} could not be taken down: ${String(error)}`
            );
          });
        }
      }
    },
  };
};

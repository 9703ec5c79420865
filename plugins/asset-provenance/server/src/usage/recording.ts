import { endPlacementSchema, outsidePlacementSchema } from '../../../shared';
import type { OutsidePlacement } from '../../../shared';
import { conflict, invalid, notFound, parse, siteDay } from '../kernel';
import type { Kernel, Request, RowOf } from '../kernel';
import type { Media } from '../media/service';
import type { PluginConfig } from '../config';
import { outsidePlacements } from './content-types/outside-placement';
import { toOutsidePlacement } from './outside';
import type { Outside } from './outside';

type Row = RowOf<typeof outsidePlacements>;
type Input = ReturnType<typeof outsidePlacementSchema.parse>;
type Dependencies = {
  outside: Outside;
  media: Pick<Media, 'file'>;
  config: Pick<PluginConfig, 'channels' | 'siteTimeZone'>;
};

/** `2026-11-23` → `2027-11-23`. Days compare as texts, so the 29th of February needs no care. */
const inOneYear = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** People record where a file is used outside this site, and when that ends. */
export const createRecording = (
  { store, transact, serialise, refuseSecrets }: Kernel,
  { outside, media, config }: Dependencies
) => {
  const assertAcceptable = ({ channel, placedOn }: Input): void => {
    const latest = inOneYear(siteDay(new Date(), config.siteTimeZone));
    const problems = [
      ...(Object.hasOwn(config.channels, channel)
        ? []
        : [
            {
              path: 'channel',
              message: `is not one of this site's channels: ${Object.keys(config.channels).join(', ')}`,
              zh: `不是本站的渠道：${Object.values(config.channels)
                .map(({ zh }) => zh)
                .join('、')}`,
            },
          ]),
      ...(placedOn > latest
        ? [
            {
              path: 'placedOn',
              message: `must not be later than ${latest}`,
              zh: `不得晚于 ${latest}`,
            },
          ]
        : []),
    ];
    if (problems.length > 0) throw invalid(problems);
  };

  /** Without an address, as in print, the day tells two uses apart. */
  const isSame = (row: Row, { url, placedOn }: Input): boolean =>
    url ? row.url === url : row.url === null && row.placedOn === placedOn;

  const assertNew = async (fileDocumentId: string, input: Input): Promise<void> => {
    const standing = await outside.standingOn(fileDocumentId, input.channel);
    const same = standing.find((row) => isSame(row, input));
    if (!same) return;
    throw conflict(
      {
        en: `${same.recordedByName} has recorded this use before; it still stands.`,
        zh: `${same.recordedByName} 已登记过该使用位置，且仍然有效。`,
      },
      { code: 'placement_stands', placementId: same.documentId },
      {
        en: 'Nothing more to do. If it was taken down meanwhile, end the earlier record first.',
        zh: '无需重复登记。如已下架，请先结束之前的记录。',
      }
    );
  };

  return {
    /** @throws Refusal 404 for unknown files, 400 for unknown channels, 409 when it stands already. */
    record: async (request: Request): Promise<OutsidePlacement> => {
      const input = parse(outsidePlacementSchema, request.body);
      await refuseSecrets(request.actor, input);
      assertAcceptable(input);
      const fileDocumentId = request.params.fileDocumentId ?? '';
      if (!(await media.file(fileDocumentId))) throw notFound('file', 'fileDocumentId');

      return transact(request.actor, async (tx) => {
        await serialise(tx, `placements ${fileDocumentId}`);
        await assertNew(fileDocumentId, input);
        const row = await store.insert(outsidePlacements, {
          fileDocumentId,
          ...input,
          recordedByType: tx.actor.type,
          recordedById: tx.actor.id,
          recordedByName: tx.actor.name,
          recordedAt: tx.at.toISOString(),
        });
        await tx.emit({
          type: 'placement.recorded',
          aggregateType: 'placement',
          aggregateId: row.documentId,
          aggregateVersion: null,
          taskId: null,
          note: input.note,
          data: {
            fileDocumentId,
            channel: input.channel,
            placedOn: input.placedOn,
            aiDeclaration: input.aiDeclaration,
          },
        });
        return toOutsidePlacement(row);
      });
    },

    /** @throws Refusal 404 for unknown placements, 409 when it was ended before. */
    end: async (request: Request): Promise<OutsidePlacement> => {
      const { reason } = parse(endPlacementSchema, request.body);
      await refuseSecrets(request.actor, { reason });
      const placementId = request.params.placementId ?? '';

      return transact(request.actor, async (tx) => {
        const hasEnded = await store.compareAndSet(
          outsidePlacements,
          { documentId: placementId, endedAt: null },
          {
            endedAt: tx.at.toISOString(),
            endedByName: tx.actor.name,
            endedReason: reason,
          }
        );
        const row = await outside.byId(placementId);
        if (!row) throw notFound('placement', 'placementId');
        if (!hasEnded) {
          throw conflict(
            {
              en: `${row.endedByName ?? 'Somebody'} ended this use before.`,
              zh: `${row.endedByName ?? '他人'}已结束该使用记录。`,
            },
            { code: 'placement_ended', endedAt: row.endedAt }
          );
        }
        await tx.emit({
          type: 'placement.ended',
          aggregateType: 'placement',
          aggregateId: placementId,
          aggregateVersion: null,
          taskId: null,
          note: reason,
          data: { fileDocumentId: row.fileDocumentId },
        });
        return toOutsidePlacement(row);
      });
    },
  };
};

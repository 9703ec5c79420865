import { entryStatusesSchema, fileStandingsSchema } from '../../../shared';
import type { EntryStatuses, FileStanding } from '../../../shared';
import { forbidden, parse } from '../kernel';
import type { Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import { strongest } from '../reuse/service';
import type { Usage } from '../usage/service';
import type { Destinations } from './destinations';
import type { Entries, EntryRow } from './entries';

type Dependencies = {
  media: Media;
  usage: Usage;
  reuse: Reuse;
  destinations: Destinations;
  entries: Entries;
};

/** Short answers for columns of lists and badges on media fields. */
export const createStatuses = ({ media, usage, reuse, destinations, entries }: Dependencies) => {
  const readableRows = async (
    request: Request,
    uid: string,
    documentIds: string[],
    locale: string | undefined
  ): Promise<EntryRow[]> => {
    const { can } = entries.checkerOf(request, uid);
    if (!can.read()) return [];
    return (await entries.rowsOf(uid, documentIds, locale)).filter((row) => can.read(row));
  };

  return {
    /**
     * The worst status among the media of each entry, null where it shows none; entries that this
     * person may not read are left out.
     */
    ofEntries: async (request: Request): Promise<EntryStatuses> => {
      const { uid, documentIds, locale } = parse(entryStatusesSchema, request.body);
      entries.assertType(uid);
      const rows = await readableRows(request, uid, documentIds, locale);
      const found = await usage.mediaOfRows(uid, { id: { $in: rows.map(({ id }) => id) } });
      const judged = await reuse.judge.judge(found, reuse.todayOf(new Date()));
      return Object.fromEntries(
        rows.map(({ id, documentId }) => [
          documentId,
          strongest(
            judged.filter((_, index) => found[index]?.row.id === id).map(({ status }) => status)
          ),
        ])
      );
    },

    /**
     * What stands against showing files, in an entry where one is named.
     * @throws Refusal 403 for those who may see neither the media library nor tasks.
     */
    ofFiles: async (request: Request): Promise<FileStanding[]> => {
      const { fileDocumentIds, uid, documentId, locale } = parse(fileStandingsSchema, request.body);
      const ability = request.ability as { can: (action: string) => boolean };
      if (!ability.can('plugin::upload.read') && !request.can('task.read')) {
        throw forbidden(
          { en: 'You may not see media of the library.', zh: '您无权查看媒体库。' },
          {
            en: 'Ask an administrator for the permission to read the media library.',
            zh: '请联系管理员授予媒体库的读取权限。',
          }
        );
      }
      if (uid) entries.assertType(uid);
      const [row] = uid && documentId ? await readableRows(request, uid, [documentId], locale) : [];
      const files = await media.files(fileDocumentIds);
      const judged = await reuse.judge.judge(
        files.map((file) => ({ file, field: '' })),
        reuse.todayOf(new Date()),
        uid
          ? {
              destination: destinations.of(uid, row ?? (locale ? { locale } : null)),
              entry: { uid, documentId: documentId ?? null },
            }
          : undefined
      );
      return judged.map(({ file, status, origin, output, task, asset, reasons }) => ({
        fileDocumentId: file.documentId,
        approvalStatus: status,
        origin,
        outputId: output?.documentId ?? null,
        taskId: task?.documentId ?? null,
        assetId: asset?.documentId ?? null,
        reasons,
      }));
    },
  };
};

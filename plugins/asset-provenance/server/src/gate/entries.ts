import type { UID } from '@strapi/strapi';
import { entrySchema } from '../../../shared';
import type { EntryProvenance } from '../../../shared';
import { forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';

type Dependencies = { media: Media; usage: Usage; reuse: Reuse };
type EntryRow = { id: number; documentId: string; locale?: string | null } & Record<
  string,
  unknown
>;
type EntryRef = { uid: string; documentId: string; locale?: string | null };
type PermissionChecker = { can: { read: (entry?: unknown) => boolean } };

export type ReadableEntry = { uid: string; row: EntryRow; title: string | null };

/** Content entries seen by people in the admin. */
export const createEntries = ({ strapi }: Kernel, { media, usage, reuse }: Dependencies) => {
  const localeOf = async (
    uid: string,
    locale: string | null | undefined
  ): Promise<string | null> => {
    const i18n = strapi.plugin('i18n');
    const isLocalized = i18n
      ?.service('content-types')
      .isLocalizedContentType(strapi.contentType(uid as UID.ContentType));
    if (!isLocalized) return null;
    return locale ?? ((await i18n.service('locales').getDefaultLocale()) as string);
  };

  /**
   * The draft of an entry, or the entry itself where its type has no drafts: what publishing would
   * make public.
   * @throws Refusal 404 for what is not there, 403 for what this person may not read.
   */
  const readable = async (request: Request, ref: EntryRef): Promise<ReadableEntry> => {
    const uid = ref.uid as UID.ContentType;
    if (!(ref.uid in strapi.contentTypes)) throw notFound('content type', 'uid');
    const locale = await localeOf(ref.uid, ref.locale);
    const row = (await strapi.db.query(uid).findOne({
      where: {
        documentId: ref.documentId,
        ...(strapi.contentType(uid).options?.draftAndPublish ? { publishedAt: null } : {}),
        ...(locale ? { locale } : {}),
      },
    })) as EntryRow | null;

    const checker = strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({ userAbility: request.ability, model: ref.uid }) as PermissionChecker;
    if (!checker.can.read(row ?? undefined)) {
      throw forbidden(
        { en: 'You may not read this entry.', zh: '您无权查看该条目。' },
        {
          en: 'Ask an administrator for the permission to read this content type.',
          zh: '请联系管理员授予该内容类型的读取权限。',
        }
      );
    }
    if (!row) throw notFound('entry', 'documentId');
    return { uid: ref.uid, row, title: usage.titleOf(ref.uid, row) };
  };

  return {
    readable,

    /** Media of an entry and what would stop its publication; the notes are not known here. */
    provenanceOf: async (
      request: Request
    ): Promise<Omit<EntryProvenance, 'nextRecheckOn' | 'noteCount'>> => {
      const { uid, row } = await readable(request, parse(entrySchema, request.query));
      const found = await usage.mediaOfRows(uid, { id: row.id });
      // Addresses of a private storage are signed on reading.
      const files = new Map(
        (await media.files([...new Set(found.map(({ file }) => file.documentId))])).map((file) => [
          file.documentId,
          file,
        ])
      );
      const judged = await reuse.judge.judge(
        found.map(({ file, field }) => ({ file: files.get(file.documentId) ?? file, field })),
        reuse.todayOf(new Date())
      );
      return {
        uid,
        documentId: row.documentId,
        locale: row.locale ?? null,
        media: judged.map((each) => ({
          ...reuse.toItem(each),
          field: each.field,
          reasons: each.reasons,
        })),
        wouldBlock: judged
          .flatMap(({ reasons }) => reasons)
          .filter(({ severity }) => severity === 'block'),
      };
    },
  };
};

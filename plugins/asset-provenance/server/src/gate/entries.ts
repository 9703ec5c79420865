import type { UID } from '@strapi/strapi';
import { entrySchema, overrideSchema } from '../../../shared';
import type { EntryProvenance, OverrideAnswer } from '../../../shared';
import { Refusal, forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { FoundMedia, Usage } from '../usage/service';
import type { Destinations } from './destinations';
import type { Languages } from './languages';
import { cannotBeOverridden } from './overrides';
import type { OverrideRow, Overrides } from './overrides';

type Dependencies = {
  media: Media;
  usage: Usage;
  reuse: Reuse;
  languages: Languages;
  destinations: Destinations;
  overrides: Overrides;
};
export type EntryRow = { id: number; documentId: string; locale?: string | null } & Record<
  string,
  unknown
>;
type EntryRef = { uid: string; documentId: string; locale?: string | null };
type PermissionChecker = { can: { read: (entry?: unknown) => boolean } };

export type ReadableEntry = { uid: string; row: EntryRow; title: string | null };

const toOverride = ({ actorName, reason, until }: OverrideRow): OverrideAnswer => ({
  by: actorName,
  reason,
  until: new Date(until).toISOString(),
});

/** Content entries seen by people in the admin. */
export const createEntries = (
  { strapi, transact, refuseSecrets }: Kernel,
  { media, usage, reuse, languages, destinations, overrides }: Dependencies
) => {
  const checkerOf = (request: Request, uid: string): PermissionChecker =>
    strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({ userAbility: request.ability, model: uid }) as PermissionChecker;

  const assertType = (uid: string): void => {
    if (!(uid in strapi.contentTypes)) throw notFound('content type', 'uid');
  };

  /** Drafts of entries, or the entries themselves where their type has no drafts. */
  const rowsOf = async (
    uid: string,
    documentIds: string[],
    locale: string | null | undefined
  ): Promise<EntryRow[]> => {
    const language = await languages.localeOf(uid, locale);
    return (await strapi.db.query(uid as UID.ContentType).findMany({
      where: {
        documentId: { $in: documentIds },
        ...(usage.hasDrafts(uid) ? { publishedAt: null } : {}),
        ...(language ? { locale: language } : {}),
      },
    })) as EntryRow[];
  };

  /**
   * The draft of an entry, or the entry itself where its type has no drafts: what publishing would
   * make public.
   * @throws Refusal 404 for what is not there, 403 for what this person may not read.
   */
  const readable = async (request: Request, ref: EntryRef): Promise<ReadableEntry> => {
    assertType(ref.uid);
    const [row] = await rowsOf(ref.uid, [ref.documentId], ref.locale);
    if (!checkerOf(request, ref.uid).can.read(row)) {
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

  /** What an entry shows, and what stands against publishing it as it is now. */
  const judged = async ({ uid, row }: ReadableEntry) => {
    const fields = Object.keys(strapi.contentType(uid as UID.ContentType).attributes);
    const placeOf = ({ field }: FoundMedia) => fields.indexOf(field.split('.')[0] ?? '');
    // In the order in which people see the fields.
    const found = (await usage.mediaOfRows(uid, { id: row.id })).sort(
      (a, b) => placeOf(a) - placeOf(b)
    );
    // Addresses of a private storage are signed on reading.
    const files = new Map(
      (await media.files([...new Set(found.map(({ file }) => file.documentId))])).map((file) => [
        file.documentId,
        file,
      ])
    );
    const destination = destinations.of(uid, row);
    const all = await reuse.judge.judge(
      found.flatMap(({ file, field }) => {
        const signed = files.get(file.documentId);
        return signed ? [{ file: signed, field }] : [];
      }),
      reuse.todayOf(new Date()),
      { destination, entry: { uid, documentId: row.documentId } }
    );
    const blocking = all
      .flatMap(({ reasons }) => reasons)
      .filter(({ severity }) => severity === 'block');
    return { destination, all, blocking };
  };

  const versionOf = ({ uid, row }: ReadableEntry) => ({
    uid,
    documentId: row.documentId,
    locale: row.locale ?? null,
  });

  return {
    readable,
    rowsOf,
    checkerOf,
    assertType,

    /** Media of an entry and what would stop its publication; the notes are not known here. */
    provenanceOf: async (
      request: Request
    ): Promise<Omit<EntryProvenance, 'nextRecheckOn' | 'noteCount'>> => {
      const entry = await readable(request, parse(entrySchema, request.query));
      const { destination, all, blocking } = await judged(entry);
      const waiting = await overrides.waiting(versionOf(entry), new Date());
      const override =
        waiting.find(({ actorId }) => actorId === request.actor.id) ?? waiting[0] ?? null;
      const items = await reuse.itemsOfJudged(all);
      return {
        ...versionOf(entry),
        destination,
        media: items.flatMap((item, index) => {
          const found = all[index];
          return found ? [{ ...item, field: found.field, reasons: found.reasons }] : [];
        }),
        wouldBlock: blocking,
        mayOverride: request.can('gate.override') && !cannotBeOverridden(blocking),
        override: override && toOverride(override),
      };
    },

    /**
     * Lets the next publication of this entry by this person pass.
     * @throws Refusal 404, 403 as for reading, 409 where a draft is shown: drafts never pass.
     */
    override: async (request: Request): Promise<OverrideAnswer> => {
      const { reason, ...ref } = parse(overrideSchema, request.body);
      const entry = await readable(request, ref);
      await refuseSecrets(request.actor, { reason });
      const { blocking } = await judged(entry);
      const drafts = blocking.filter((each) => cannotBeOverridden([each]));
      if (drafts.length > 0) {
        throw new Refusal(
          409,
          {
            en: drafts.map(({ message }) => message.en).join(' '),
            zh: drafts.map(({ message }) => message.zh).join(''),
          },
          {
            code: 'cannot_be_overridden',
            reasons: drafts,
            next: {
              en: drafts.map(({ whoCanUnblock }) => whoCanUnblock.en).join(' '),
              zh: drafts.map(({ whoCanUnblock }) => whoCanUnblock.zh).join(''),
            },
          }
        );
      }
      return toOverride(
        await transact(request.actor, (tx) => overrides.give(tx, versionOf(entry), reason))
      );
    },
  };
};
export type Entries = ReturnType<typeof createEntries>;

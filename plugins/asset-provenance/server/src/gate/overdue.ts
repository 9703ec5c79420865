import type { Knex } from 'knex';
import type { UID } from '@strapi/strapi';
import { overdueSchema } from '../../../shared';
import type { GateReason, OverdueEntry, Page } from '../../../shared';
import type { PluginConfig } from '../config';
import { daysAfter, invalid, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import { usagesTable } from '../usage/service';
import type { Usage } from '../usage/service';
import type { Destinations } from './destinations';
import type { Entries, EntryRow } from './entries';
import { keyOfReason } from './overrides';
import type { Overrides } from './overrides';

type Dependencies = {
  config: PluginConfig;
  media: Media;
  usage: Usage;
  reuse: Reuse;
  destinations: Destinations;
  entries: Entries;
  overrides: Overrides;
};
/** One published version; `locale` is empty where the type has none. */
type Key = { uid: string; documentId: string; locale: string };
type UsageRow = Key & { fileDocumentId: string; field: string };

/** Versions that are looked at together. */
const BATCH = 100;
/** More than this many are not counted. */
const MOST_COUNTED = 1000;
/** Milliseconds for which a count is good enough for a menu. */
const COUNT_HOLDS_MS = 10_000;

const encode = ({ uid, documentId, locale }: Key): string =>
  Buffer.from(JSON.stringify([uid, documentId, locale])).toString('base64url');

const decode = (cursor: string | undefined): Key | null => {
  if (!cursor) return null;
  const match = /^\["([\w:.-]+)","([a-z0-9]+)","([\w-]*)"\]$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8')
  );
  if (!match)
    throw invalid([
      { path: 'cursor', message: 'is not a cursor of this list', zh: '不是此列表的游标' },
    ]);
  const [, uid = '', documentId = '', locale = ''] = match;
  return { uid, documentId, locale };
};

const keyOf = ({ uid, documentId, locale }: Key): string => `${uid} ${documentId} ${locale}`;

/** Published entries that show what may not be shown any more. */
export const createOverdue = (
  kernel: Kernel,
  { config, media, usage, reuse, destinations, entries, overrides }: Dependencies
) => {
  const { strapi, store } = kernel;

  const published = (): Knex.QueryBuilder =>
    strapi.db
      .connection(`${store.tableOf(usagesTable)} as usage`)
      .where('usage.is_published', true);

  const keyColumns = () => ({
    uid: 'usage.entry_uid',
    documentId: 'usage.entry_document_id',
    locale: strapi.db.connection.raw("coalesce(usage.locale, '')") as unknown as string,
  });

  /** Versions that show a file in doubt, in the order of their keys. */
  const inDoubt = async (today: string, after: Key | null, limit: number): Promise<Key[]> => {
    const query = published()
      .distinct(keyColumns())
      .whereExists(reuse.doubt.ofFile(today, 'usage.file_document_id'))
      .orderBy(['uid', 'documentId', 'locale'])
      .limit(limit);
    if (after)
      void query.whereRaw(
        "(usage.entry_uid, usage.entry_document_id, coalesce(usage.locale, '')) > (?, ?, ?)",
        [after.uid, after.documentId, after.locale]
      );
    return (await query) as Key[];
  };

  const usagesOf = async (keys: Key[]): Promise<UsageRow[]> =>
    (await published()
      .select({
        ...keyColumns(),
        fileDocumentId: 'usage.file_document_id',
        field: 'usage.field',
      })
      .whereIn(
        'usage.entry_document_id',
        keys.map(({ documentId }) => documentId)
      )
      .orderBy('usage.id')) as UsageRow[];

  /** The rows that the public sees, by their keys. */
  const liveRows = async (keys: Key[]): Promise<Map<string, EntryRow>> => {
    const rows = new Map<string, EntryRow>();
    for (const uid of new Set(keys.map((key) => key.uid))) {
      // A content type may be gone from the site while its usages wait for the next rebuild.
      if (!(uid in strapi.contentTypes)) continue;
      const documentIds = keys.filter((key) => key.uid === uid).map((key) => key.documentId);
      const found = (await strapi.db.query(uid as UID.ContentType).findMany({
        where: {
          documentId: { $in: documentIds },
          ...(usage.hasDrafts(uid) ? { publishedAt: { $ne: null } } : {}),
        },
      })) as EntryRow[];
      for (const row of found)
        rows.set(keyOf({ uid, documentId: row.documentId, locale: row.locale ?? '' }), row);
    }
    return rows;
  };

  /** What people have let pass, by version. */
  const overriddenOf = async (keys: Key[]): Promise<Map<string, Set<string>>> => {
    const passed = new Map<string, Set<string>>();
    for (const uid of new Set(keys.map((key) => key.uid))) {
      const documentIds = keys.filter((key) => key.uid === uid).map((key) => key.documentId);
      for (const row of await overrides.usedOf(uid, documentIds)) {
        const key = keyOf({ uid, documentId: row.entryDocumentId, locale: row.locale ?? '' });
        const known = passed.get(key) ?? new Set<string>();
        for (const each of row.overridden ?? []) known.add(each);
        passed.set(key, known);
      }
    }
    return passed;
  };

  /** Looks closely at versions in doubt, in a number of queries that depends on their types alone. */
  const judged = async (today: string, keys: Key[]): Promise<OverdueEntry[]> => {
    const rows = await liveRows(keys);
    const passed = await overriddenOf(keys);
    const usages = await usagesOf(keys);
    const files = await media.files([
      ...new Set(usages.map(({ fileDocumentId }) => fileDocumentId)),
    ]);
    const fileOf = new Map(files.map((file) => [file.documentId, file]));
    const judgeOne = await reuse.judge.prepare(files, today);

    return keys.flatMap((key): OverdueEntry[] => {
      const row = rows.get(keyOf(key));
      if (!row) return [];
      const place = { destination: destinations.of(key.uid, row), entry: null };
      const found = usages
        .filter((each) => keyOf(each) === keyOf(key))
        .flatMap(({ fileDocumentId, field }) => {
          const file = fileOf.get(fileDocumentId);
          if (!file) return [];
          const { output, reasons, began } = judgeOne({ file, field }, place);
          // What was never under record is as it was when this was installed.
          if (!output) return [];
          return reasons.map((reason, index) => ({ reason, began: began[index] ?? null }));
        })
        .filter(({ reason }) => reason.severity === 'block');
      if (found.length === 0) return [];
      const since = found.flatMap(({ began }) => began ?? []).sort()[0] ?? null;
      const isLetPass = (reason: GateReason) =>
        passed.get(keyOf(key))?.has(keyOfReason(reason)) ?? false;
      const due = found
        .filter(({ reason }) => !isLetPass(reason))
        .flatMap(({ began }) => began ?? [])
        .sort()[0];
      const days = config.gate.unpublishAfterDays;
      return [
        {
          uid: key.uid,
          documentId: key.documentId,
          locale: key.locale || null,
          title: usage.titleOf(key.uid, row),
          reasons: found.map(({ reason }) => reason),
          since,
          unpublishOn:
            due && typeof days === 'number' && usage.hasDrafts(key.uid)
              ? daysAfter(due, days)
              : null,
        },
      ];
    });
  };

  /** Some overdue versions, and where to look further; null: that was all. */
  const batch = async (after: Key | null): Promise<{ found: OverdueEntry[]; last: Key | null }> => {
    const today = reuse.todayOf(new Date());
    const keys = await inDoubt(today, after, BATCH);
    return {
      found: keys.length > 0 ? await judged(today, keys) : [],
      last: keys.length === BATCH ? (keys.at(-1) ?? null) : null,
    };
  };

  /** All overdue versions, a batch at a time. */
  const batches = async function* (after: Key | null = null): AsyncGenerator<OverdueEntry[]> {
    let place = after;
    do {
      const { found, last } = await batch(place);
      yield found;
      place = last;
    } while (place);
  };

  let counted: { at: number; count: Promise<number> } | null = null;
  const countNow = async (): Promise<number> => {
    let count = 0;
    for await (const found of batches()) {
      count += found.length;
      if (count >= MOST_COUNTED) return MOST_COUNTED;
    }
    return count;
  };

  return {
    batches,

    /** Of types that this person may read. */
    list: async (request: Request): Promise<Page<OverdueEntry>> => {
      const { cursor, limit } = parse(overdueSchema, request.query);
      const results: OverdueEntry[] = [];
      for await (const found of batches(decode(cursor))) {
        for (const entry of found) {
          if (!entries.checkerOf(request, entry.uid).can.read()) continue;
          results.push(entry);
          if (results.length > limit) {
            const last = results[limit - 1];
            return {
              results: results.slice(0, limit),
              nextCursor: last ? encode({ ...last, locale: last.locale ?? '' }) : null,
            };
          }
        }
      }
      return { results, nextCursor: null };
    },

    /** Counted anew every few seconds at most, and not beyond a thousand. */
    count: (): Promise<number> => {
      const now = Date.now();
      if (!counted || now - counted.at > COUNT_HOLDS_MS) {
        counted = { at: now, count: countNow() };
        counted.count.catch(() => (counted = null));
      }
      return counted.count;
    },
  };
};
export type Overdue = ReturnType<typeof createOverdue>;

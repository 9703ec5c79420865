import type { UID } from '@strapi/strapi';
import type { Notice, NoticeKind, Page } from '../../../shared';
import { noticeListSchema, readNoticesSchema, systemActor } from '../../../shared';
import { decodeCursor, parse, toPage } from '../kernel';
import type { Kernel, Request, RowOf, Transaction } from '../kernel';
import { notices } from './content-types/notice';

export type NoticeRow = RowOf<typeof notices>;

/** One thing to be told, in both languages. */
export type Told = {
  kind: NoticeKind;
  en: string;
  zh: string;
  /** Below the plugin's pages. */
  path: string;
  /** What it is about: nobody is told the same thing twice. */
  subject: string;
};

/** Most notices that are marked as read in one statement. */
const PAGE = 1000;

const toNotice = (row: NoticeRow): Notice => ({
  noticeId: row.documentId,
  kind: row.kind,
  text: { en: row.textEn, zh: row.textZh },
  path: row.path,
  at: row.at,
  isRead: row.readAt !== null,
});

/** Notices of people. */
export const createNoticeRows = ({ store, strapi, transact, serialise }: Kernel) => {
  /** Tells people of one thing, in a fixed number of statements; who knows it already is left out. */
  const tell = async (tx: Transaction, recipientIds: string[], told: Told): Promise<void> => {
    if (recipientIds.length === 0) return;
    await serialise(tx, `notice:${told.subject}`);
    const known = await store.find(notices, {
      where: { recipientId: { $in: recipientIds }, subject: told.subject },
    });
    const knowing = new Set(known.map(({ recipientId }) => recipientId));
    await store.insertMany(
      notices,
      recipientIds
        .filter((recipientId) => !knowing.has(recipientId))
        .map((recipientId) => ({
          recipientId,
          subject: told.subject,
          kind: told.kind,
          textEn: told.en,
          textZh: told.zh,
          path: told.path,
          at: tx.at.toISOString(),
        }))
    );
  };

  return {
    tell,

    /** A person's own notices, newest first. */
    list: async (request: Request): Promise<Page<Notice>> => {
      const query = parse(noticeListSchema, request.query);
      const before = decodeCursor(query.cursor);
      const found = await store.find(notices, {
        where: {
          recipientId: request.user.documentId,
          ...(query.isRead === undefined
            ? {}
            : { readAt: query.isRead ? { $notNull: true } : null }),
          ...(before === null ? {} : { id: { $lt: before } }),
        },
        orderBy: { id: 'desc' },
        limit: query.limit + 1,
      });
      const { results, nextCursor } = toPage(found, query.limit);
      return { results: results.map(toNotice), nextCursor };
    },

    countUnread: (recipientId: string): Promise<number> =>
      store.count(notices, { recipientId, readAt: null }),

    /** Marks one's own notices as read: those named, or all. */
    markRead: async (request: Request): Promise<{ read: number }> => {
      const { noticeIds } = parse(readNoticesSchema, request.body ?? {});
      const { count } = await strapi.db.query(notices.uid as UID.ContentType).updateMany({
        where: {
          recipientId: request.user.documentId,
          readAt: null,
          ...(noticeIds ? { documentId: { $in: noticeIds } } : {}),
        },
        data: { readAt: new Date().toISOString() },
      });
      return { read: Number(count) };
    },

    /** What a person has neither read nor been mailed, oldest first. */
    unmailed: (recipientId: string): Promise<NoticeRow[]> =>
      store.find(notices, {
        where: { recipientId, readAt: null, mailedAt: null },
        orderBy: { id: 'asc' },
        limit: PAGE,
      }),

    /** Claims notices for one letter: whoever else tries gets none of them. */
    claimForMail: (rows: NoticeRow[]): Promise<NoticeRow[]> =>
      transact(systemActor, async (tx) => {
        const mine: NoticeRow[] = [];
        for (const row of rows) {
          const isMine = await store.compareAndSet(
            notices,
            { documentId: row.documentId, mailedAt: null },
            { mailedAt: tx.at.toISOString() }
          );
          if (isMine) mine.push(row);
        }
        return mine;
      }),
  };
};
export type NoticeRows = ReturnType<typeof createNoticeRows>;

import { noticePreferencesSchema, systemActor } from '../../../shared';
import type { NoticeKind, NoticePreferences } from '../../../shared';
import type { PluginConfig } from '../config';
import { parse } from '../kernel';
import type { Kernel, Request, RowOf } from '../kernel';
import { noticePreferences } from './content-types/notice-preference';

export type PreferenceRow = RowOf<typeof noticePreferences>;
type Digest = NoticePreferences['digest'];

const isDigest = (value: string | null): value is Digest =>
  value === 'never' || value === 'hourly' || value === 'daily';

/** How people want to be told. */
export const createPreferences = (
  { store, transact, serialise }: Kernel,
  { digest: siteDigest }: Pick<PluginConfig['notices'], 'digest'>
) => {
  const rowOf = (userId: string): Promise<PreferenceRow | null> =>
    store.findOne(noticePreferences, { userId });

  const toPreferences = (row: PreferenceRow | null): NoticePreferences => ({
    digest: row && isDigest(row.digest) ? row.digest : siteDigest,
    muted: row?.muted ?? [],
  });

  return {
    of: async (userId: string): Promise<NoticePreferences> => toPreferences(await rowOf(userId)),

    /** Those of these people who do not want to be told of this kind. */
    mutedAmong: async (userIds: string[], kind: NoticeKind): Promise<Set<string>> => {
      const rows = await store.find(noticePreferences, { where: { userId: { $in: userIds } } });
      return new Set(
        rows.filter(({ muted }) => (muted ?? []).includes(kind)).map(({ userId }) => userId)
      );
    },

    change: async (request: Request): Promise<NoticePreferences> => {
      const wanted = parse(noticePreferencesSchema, request.body);
      const userId = request.user.documentId;
      await transact(request.actor, async (tx) => {
        await serialise(tx, `notice-preference:${userId}`);
        const row = await rowOf(userId);
        if (row)
          await store.compareAndSet(noticePreferences, { documentId: row.documentId }, wanted);
        else await store.insert(noticePreferences, { userId, ...wanted });
      });
      return wanted;
    },

    /**
     * Takes the right to send this person's digest of this hour or day.
     * @returns false when it was sent, or another server took it.
     */
    claimDigest: (userId: string, period: string): Promise<boolean> =>
      transact(systemActor, async (tx) => {
        await serialise(tx, `notice-preference:${userId}`);
        const row = await rowOf(userId);
        if (row?.lastDigestOf === period) return false;
        if (!row)
          await store.insert(noticePreferences, { userId, muted: [], lastDigestOf: period });
        else
          await store.compareAndSet(
            noticePreferences,
            { documentId: row.documentId },
            { lastDigestOf: period }
          );
        return true;
      }),
  };
};
export type Preferences = ReturnType<typeof createPreferences>;

import { libraryViewSchema } from '../../../shared';
import type { LibraryView } from '../../../shared';
import { conflict, created, forbidden, notFound, parse } from '../kernel';
import type { AdminUser, Kernel, Request, RowOf } from '../kernel';
import { libraryViews } from './content-types/library-view';

/** Most views that a person keeps, and that are listed. */
const MOST_OWN = 100;
const MOST_LISTED = 500;

const toView = (row: RowOf<typeof libraryViews>, { documentId }: AdminUser): LibraryView => ({
  viewId: row.documentId,
  name: row.name,
  isShared: row.isShared,
  isOwn: row.ownerId === documentId,
  ownerName: row.ownerName,
  filters: row.filters,
});

/** Saved views: one's own and those that others share. */
export const createViews = ({ store, transact, serialise, refuseSecrets }: Kernel) => ({
  /** By name. */
  list: async ({ user }: Request): Promise<LibraryView[]> => {
    const rows = await store.find(libraryViews, {
      where: { $or: [{ ownerId: user.documentId }, { isShared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      limit: MOST_LISTED,
    });
    return rows.map((row) => toView(row, user));
  },

  /** @throws Refusal 409 where the person has a view of this name, or too many. */
  create: async ({ actor, user, body }: Request) => {
    const input = parse(libraryViewSchema, body);
    await refuseSecrets(actor, input);
    const row = await transact(actor, async (tx) => {
      await serialise(tx, `library-views ${user.documentId}`);
      const own = { ownerId: user.documentId };
      if ((await store.count(libraryViews, { ...own, name: input.name })) > 0) {
        throw conflict(
          {
            en: `You have a view “${input.name}” already.`,
            zh: `您已有名为“${input.name}”的视图。`,
          },
          { code: 'name_taken', fields: [{ path: 'name', message: 'is taken', zh: '已被使用' }] },
          { en: 'Choose another name, or delete that one.', zh: '请换一个名称，或先删除原视图。' }
        );
      }
      if ((await store.count(libraryViews, own)) >= MOST_OWN) {
        throw conflict(
          { en: `You have ${MOST_OWN} views already.`, zh: `您已有 ${MOST_OWN} 个视图。` },
          { code: 'too_many' },
          { en: 'Delete one that you no longer need.', zh: '请删除不再需要的视图。' }
        );
      }
      return store.insert(libraryViews, { ...input, ...own, ownerName: actor.name });
    });
    return created(toView(row, user));
  },

  /** One's own; who manages settings may delete what others share. */
  remove: async ({ user, can, params }: Request): Promise<{ viewId: string }> => {
    const viewId = params.viewId ?? '';
    const row = await store.findOne(libraryViews, { documentId: viewId });
    const isOwn = row?.ownerId === user.documentId;
    if (!row || (!isOwn && !row.isShared)) throw notFound('view', 'viewId');
    if (!isOwn && !can('settings.manage')) {
      throw forbidden(
        {
          en: `“${row.name}” is a view of ${row.ownerName}.`,
          zh: `“${row.name}”是 ${row.ownerName} 的视图。`,
        },
        { en: `Ask ${row.ownerName} to delete it.`, zh: `请联系 ${row.ownerName} 删除。` },
        'viewId'
      );
    }
    await store.remove(libraryViews, { documentId: viewId });
    return { viewId };
  },
});

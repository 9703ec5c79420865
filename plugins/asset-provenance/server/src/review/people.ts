import { actionUid } from '../../../shared';
import type { PermissionAction } from '../../../shared';
import type { TaskRow } from '../generation/service';
import { nameOf } from '../kernel';
import type { AdminUser, Kernel } from '../kernel';

/** An admin user as a choice; `id` is the documentId. */
export type Chosen = { id: string; name: string };

const sorted = (users: AdminUser[]): Chosen[] => {
  const byId = new Map(users.map((user) => [user.documentId, nameOf(user)]));
  return [...byId]
    .map(([id, name]) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
};

/** Admin users by what they may do; only those who can log in. */
export const createPeople = ({ strapi }: Kernel) => {
  const find = async (where: Record<string, unknown>): Promise<AdminUser[]> =>
    (await strapi.db.query('admin::user').findMany({
      where: {
        $and: [{ isActive: true }, { $or: [{ blocked: false }, { blocked: null }] }, where],
      },
      populate: { roles: true },
    })) as AdminUser[];

  const having = (action: PermissionAction) => ({
    roles: { permissions: { action: actionUid(action) } },
  });

  const rolesOf = async (userId: string | null): Promise<number[]> => {
    if (!userId) return [];
    const owner = (await strapi.db.query('admin::user').findOne({
      where: { documentId: userId },
      populate: { roles: true },
    })) as AdminUser | null;
    return (owner?.roles ?? []).map(({ id }) => id);
  };

  /** Everybody who may do something, by name. */
  const whoMay = async (action: PermissionAction): Promise<Chosen[]> =>
    sorted(await find(having(action)));

  return {
    whoMay,
    reviewers: (): Promise<Chosen[]> => whoMay('review.decide'),

    reviewer: async (id: string): Promise<Chosen | null> =>
      sorted(await find({ $and: [{ documentId: id }, having('review.decide')] }))[0] ?? null,

    /** Those of these people who may see the outputs of a task: reviewers, and whoever reads it. */
    whoSee: async (task: TaskRow, ids: string[]): Promise<Chosen[]> => {
      if (ids.length === 0) return [];
      const chosen = { documentId: { $in: ids } };
      const readers = await find({ $and: [chosen, having('task.read')] });
      const everything = await find({
        $and: [chosen, { $or: [having('review.decide'), having('task.read-all')] }],
      });
      const team = await rolesOf(task.ownerId);
      const inTeam = readers.filter(
        ({ documentId, roles }) =>
          documentId === task.ownerId || (roles ?? []).some(({ id }) => team.includes(id))
      );
      return sorted([...everything, ...inTeam]);
    },
  };
};
export type People = ReturnType<typeof createPeople>;

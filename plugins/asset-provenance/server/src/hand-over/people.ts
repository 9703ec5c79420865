import type { Person } from '../../../shared';
import { nameOf } from '../kernel';
import type { AdminUser, Kernel } from '../kernel';

type User = AdminUser & { isActive?: boolean; blocked?: boolean | null };
type Named = { id: string; name: string };
type Ports = {
  /** Everybody who holds something, with the name that was copied; also who was deleted meanwhile. */
  holders: (withoutIds: string[]) => Promise<Named[]>;
};

const FIELDS = ['documentId', 'firstname', 'lastname', 'username', 'email', 'isActive', 'blocked'];

const toPerson = (user: User): Person => ({
  id: user.documentId,
  name: nameOf(user),
  isActive: Boolean(user.isActive) && !user.blocked,
});

/** Admin users, and those who hold something although their account is gone. */
export const createPeople = ({ strapi }: Kernel, { holders }: Ports) => {
  const users = async (where: Record<string, unknown> = {}): Promise<Person[]> =>
    (
      (await strapi.db
        .query('admin::user')
        .findMany({ where, select: FIELDS, orderBy: { id: 'asc' } })) as User[]
    ).map(toPerson);

  return {
    byId: async (id: string): Promise<Person | null> =>
      (await users({ documentId: id }))[0] ?? null,

    /** By name. */
    list: async (): Promise<Person[]> => {
      const known = await users();
      const gone = await holders(known.map(({ id }) => id));
      return [...known, ...gone.map((named) => ({ ...named, isActive: false }))].sort((a, b) =>
        a.name.localeCompare(b.name)
      );
    },
  };
};

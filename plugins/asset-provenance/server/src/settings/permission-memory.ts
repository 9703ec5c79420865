import { PLUGIN_ID } from '../../../shared';
import type { Kernel } from '../kernel';

type Grant = { action: string; conditions: string[]; properties: Record<string, unknown> };
type PermissionRow = Grant & { role: { id: number; code: string } | null };
/** Grants by role code. */
type Memory = Record<string, Grant[]>;

const SUPER_ADMIN = 'strapi-super-admin';
const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'role_permissions' };

/**
 * Keeps what roles may do here through a start with the plugin disabled: Strapi then deletes every
 * permission whose action it does not know.
 */
export const createPermissionMemory = ({ strapi }: Kernel) => {
  const read = async (): Promise<Memory> => {
    const rows = (await strapi.db.query('admin::permission').findMany({
      where: { action: { $startsWith: `plugin::${PLUGIN_ID}.` } },
      populate: { role: true },
    })) as PermissionRow[];
    const memory: Memory = {};
    for (const { role, action, conditions, properties } of rows) {
      if (!role) continue;
      (memory[role.code] ??= []).push({ action, conditions, properties });
    }
    return memory;
  };

  const remember = async (): Promise<void> => {
    await strapi.store.set({ ...KEY, value: await read() });
  };

  /** Nothing here but what the super admin got back at once: the rest was deleted meanwhile. */
  const wasWiped = (memory: Memory, now: Memory): boolean =>
    Object.keys(memory).some((code) => code !== SUPER_ADMIN) &&
    Object.keys(now).every((code) => code === SUPER_ADMIN);

  const restore = async (memory: Memory): Promise<void> => {
    const roles = strapi.service('admin::role') as unknown as {
      addPermissions: (roleId: number, grants: Grant[]) => Promise<unknown>;
    };
    for (const [code, grants] of Object.entries(memory)) {
      if (code === SUPER_ADMIN) continue;
      const role = await strapi.db.query('admin::role').findOne({ where: { code } });
      if (role) await roles.addPermissions(role.id as number, grants);
    }
  };

  return {
    /** At start, after the actions are registered; from then on every change is remembered. */
    keep: async (): Promise<void> => {
      const memory = (await strapi.store.get(KEY)) as Memory | null;
      if (memory && wasWiped(memory, await read())) await restore(memory);
      await remember();
      strapi.db.lifecycles.subscribe({
        models: ['admin::permission'],
        afterCreate: remember,
        afterUpdate: remember,
        afterDelete: remember,
        afterCreateMany: remember,
        afterDeleteMany: remember,
      });
    },
  };
};

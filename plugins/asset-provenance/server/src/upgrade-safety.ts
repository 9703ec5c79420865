import type { Core } from '@strapi/strapi';

type PersistedTable = string | { name: string };

/**
 * Keeps our tables through a start with the plugin disabled: Strapi drops the tables of schemas
 * that it no longer sees, but not those in this list of its core store.
 */
export const keepTables = async (strapi: Core.Strapi, tableNames: string[]): Promise<void> => {
  const key = { type: 'core', key: 'persisted_tables' };
  const persisted = ((await strapi.store.get(key)) as PersistedTable[] | null) ?? [];
  const known = new Set(persisted.map((table) => (typeof table === 'string' ? table : table.name)));
  const missing = tableNames.filter((name) => !known.has(name));
  if (missing.length > 0) await strapi.store.set({ ...key, value: [...persisted, ...missing] });
};

import knex from 'knex';
import type { Knex } from 'knex';
import type { Server } from './server';

const connectionOf = (env: Record<string, string>): Knex.Config =>
  env.DATABASE_CLIENT === 'postgres'
    ? {
        client: 'pg',
        connection: {
          host: env.DATABASE_HOST,
          port: Number(env.DATABASE_PORT),
          user: env.DATABASE_USERNAME,
          password: env.DATABASE_PASSWORD,
          database: env.DATABASE_NAME,
        },
      }
    : {
        client: 'better-sqlite3',
        connection: { filename: env.DATABASE_FILENAME ?? '' },
        useNullAsDefault: true,
      };

/** Reads the tables of a server, whether it runs or not. */
export const readRows = async <T>(
  { databaseEnv }: Pick<Server, 'databaseEnv'>,
  read: (database: Knex) => Promise<T>
): Promise<T> => {
  const database = knex(connectionOf(databaseEnv));
  try {
    return await read(database);
  } finally {
    await database.destroy();
  }
};

/** Every table of the plugin, the search index too, which some databases keep in several. */
export const pluginTables = async (rows: Knex): Promise<string[]> =>
  rows.client.config.client === 'pg'
    ? rows('information_schema.tables').whereLike('table_name', 'ap\\_%').pluck('table_name')
    : rows('sqlite_master')
        .where({ type: 'table' })
        .whereRaw("name like 'ap\\_%' escape '\\'")
        .pluck('name');

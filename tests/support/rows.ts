import knex from 'knex';
import type { Knex } from 'knex';
import type { Server } from './server';

/** Reads the tables of a server that is down, or beside one that runs. */
export const readRows = async <T>(
  server: Pick<Server, 'databaseFile'>,
  read: (database: Knex) => Promise<T>
): Promise<T> => {
  if (!server.databaseFile) throw new Error('Rows are read from SQLite files only.');
  const database = knex({
    client: 'better-sqlite3',
    connection: { filename: server.databaseFile },
    useNullAsDefault: true,
  });
  try {
    return await read(database);
  } finally {
    await database.destroy();
  }
};

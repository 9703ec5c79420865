import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** This file runs from `dist/config`; SQLite paths are meant from the root of the instance. */
const root = path.resolve(__dirname, '..', '..');

type SqliteConnection = { pragma: (statement: string) => unknown };

/**
 * A write-ahead journal: a commit costs a third. `FULL` keeps every commit through a loss of power,
 * without which a job that was just marked as being sent could be sent twice.
 */
const journalAhead = (
  connection: SqliteConnection,
  done: (error: Error | null, connection: SqliteConnection) => void
) => {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  done(null, connection);
};

const sqlite = (env: Env) => {
  const filename = path.resolve(root, env('DATABASE_FILENAME', '.tmp/data.db'));
  mkdirSync(path.dirname(filename), { recursive: true });
  return {
    client: 'sqlite' as const,
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: journalAhead },
  };
};

const postgres = (env: Env) => ({
  client: 'postgres' as const,
  connection: {
    connectionString: env('DATABASE_URL'),
    host: env('DATABASE_HOST', 'localhost'),
    port: env.int('DATABASE_PORT', 5432),
    database: env('DATABASE_NAME', 'strapi'),
    user: env('DATABASE_USERNAME', 'strapi'),
    password: env('DATABASE_PASSWORD', 'strapi'),
    ssl: env.bool('DATABASE_SSL', false) && {
      rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
    },
    schema: env('DATABASE_SCHEMA', 'public'),
  },
  pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
});

const connections = { sqlite, postgres };

export default ({ env }: Core.Config.Shared.ConfigParams) => {
  const client = env('DATABASE_CLIENT', 'sqlite');
  if (client !== 'sqlite' && client !== 'postgres') {
    throw new Error(`DATABASE_CLIENT is "${client}"; it must be "sqlite" or "postgres".`);
  }
  return {
    connection: {
      ...connections[client](env),
      acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60000),
    },
    // Strapi's default drops the tables of a plugin that is switched off for one start.
    settings: { forceMigration: false },
  };
};

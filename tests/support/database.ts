import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import path from 'node:path';

type Client = {
  connect(): Promise<void>;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
};
type Settings = {
  host: string;
  port: number;
  user: string;
  password: string | undefined;
  database: string;
};
// eslint-disable-next-line @typescript-eslint/no-require-imports -- `pg` brings no types
const { Client: PgClient } = require('pg') as { Client: new (settings: Settings) => Client };

/** One database of its own for each server: `env` leads Strapi there. */
export type TestDatabase = {
  file: string | null;
  env: Record<string, string>;
  drop: () => Promise<void>;
};

export const isPostgres = () => process.env.DATABASE_CLIENT === 'postgres';

const postgresSettings = (): Settings => {
  const { DATABASE_URL: url, DATABASE_HOST, DATABASE_PORT } = process.env;
  const { DATABASE_USERNAME, DATABASE_PASSWORD, DATABASE_NAME } = process.env;
  if (url) {
    const { hostname, port, username, password, pathname } = new URL(url);
    return {
      host: hostname,
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
    };
  }
  return {
    host: DATABASE_HOST ?? '127.0.0.1',
    port: Number(DATABASE_PORT ?? 5432),
    user: DATABASE_USERNAME ?? 'postgres',
    password: DATABASE_PASSWORD,
    database: DATABASE_NAME ?? 'postgres',
  };
};

const runSql = async (sql: string) => {
  const client = new PgClient(postgresSettings());
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

const createPostgresDatabase = async (copyOf: string | undefined): Promise<TestDatabase> => {
  const name = `ap_test_${randomBytes(6).toString('hex')}`;
  await runSql(`CREATE DATABASE ${name}${copyOf ? ` TEMPLATE ${copyOf}` : ''}`);
  const { host, port, user, password } = postgresSettings();
  return {
    file: null,
    env: {
      DATABASE_CLIENT: 'postgres',
      DATABASE_URL: '',
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: name,
      DATABASE_USERNAME: user,
      DATABASE_PASSWORD: password ?? '',
    },
    drop: () => runSql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};

/** The file, or on PostgreSQL the name, of a database to begin with; nobody may be connected to it. */
type Source = { copyOf?: string | undefined };

export const createDatabase = async (
  folder: string,
  { copyOf }: Source = {}
): Promise<TestDatabase> => {
  if (isPostgres()) return createPostgresDatabase(copyOf);
  const file = path.join(folder, 'data.db');
  if (copyOf) copyFileSync(copyOf, file);
  return openDatabase(file);
};

/** A SQLite file that stays. */
export const openDatabase = (file: string): TestDatabase => ({
  file,
  env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file },
  drop: async () => {},
});

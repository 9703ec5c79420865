import path from 'path';

// Strapi's defaults on purpose: a team that installs the plugin has not set `forceMigration: false`.
export default ({ env }) => ({
  connection: {
    client: 'sqlite',
    connection: {
      filename: path.resolve(__dirname, '..', '..', env('DATABASE_FILENAME', '.tmp/data.db')),
    },
    useNullAsDefault: true,
  },
});

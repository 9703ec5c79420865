// Installs what is missing and builds what is missing or stale. `--force` builds without looking,
// `--plugin` leaves the Strapi app out.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, root, runOrExit } from './steps.mjs';

const PLUGIN = 'plugins/asset-provenance';

/** The stamp lies where each build empties the folder: a build by hand makes it vanish. */
const targets = {
  plugin: {
    title: 'Building the plugin',
    command: ['npm', ['run', '--silent', 'build', '-w', 'strapi-plugin-asset-provenance']],
    sources: ['admin', 'server', 'shared', 'bin', 'package.json', 'tsconfig.json'].map(
      (name) => `${PLUGIN}/${name}`
    ),
    outputs: [`${PLUGIN}/dist/server/index.js`, `${PLUGIN}/dist/admin/index.mjs`],
    stamp: `${PLUGIN}/dist/server/.sources`,
  },
  app: {
    title: 'Building Strapi and its admin panel',
    command: [process.execPath, ['node_modules/@strapi/strapi/bin/strapi.js', 'build']],
    sources: ['config', 'src', 'tsconfig.json', 'package.json', `${PLUGIN}/dist/admin`],
    outputs: ['dist/config/plugins.js', 'dist/src/index.js', 'dist/build/index.html'],
    stamp: 'dist/build/.sources',
  },
};

const inRoot = (file) => path.join(root, file);
const readPackages = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8')).packages;

const isInstalled = () => {
  if (!existsSync(inRoot('node_modules/.package-lock.json'))) return false;
  const installed = readPackages('node_modules/.package-lock.json');
  return Object.entries(readPackages('package-lock.json')).every(
    ([name, wanted]) =>
      !name.startsWith('node_modules/') ||
      wanted.optional ||
      wanted.devOptional ||
      installed[name]?.version === wanted.version
  );
};

const isFresh = ({ outputs, stamp, sources }) =>
  [...outputs, stamp].every((file) => existsSync(inRoot(file))) &&
  readFileSync(inRoot(stamp), 'utf8') === hashOf(sources);

const build = async (target, isForced) => {
  if (!isForced && isFresh(target)) return;
  const hash = hashOf(target.sources);
  const [command, args] = target.command;
  await runOrExit(command, args, { title: target.title, env: buildEnvironment() });
  writeFileSync(inRoot(target.stamp), hash);
};

const buildEnvironment = () => ({ ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' });

export const ensureInstalled = async () => {
  if (isInstalled()) return;
  await runOrExit('npm', ['ci', '--no-audit', '--no-fund'], {
    title: 'Installing packages (a few minutes)',
  });
};

export const ensureBuilt = async ({ isForced = false, withApp = true } = {}) => {
  await ensureInstalled();
  await build(targets.plugin, isForced);
  if (withApp) await build(targets.app, isForced);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = process.argv.slice(2);
  await ensureBuilt({ isForced: flags.includes('--force'), withApp: !flags.includes('--plugin') });
}

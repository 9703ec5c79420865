// ESLint rule: imports between the rooms of the plugin go downward only, through the front door.
import path from 'node:path';

/** From the ground up; rooms of one level do not know each other. */
export const LEVELS = [
  ['evidence'],
  ['kernel'],
  ['network', 'dispatch', 'lettering'],
  ['audit', 'costs', 'providers'],
  ['media'],
  ['generation', 'usage'],
  ['review', 'reuse', 'presets'],
  ['gate', 'library'],
  ['callbacks', 'batches', 'trace', 'keeping', 'follow-up', 'insights', 'settings', 'notices'],
  ['hand-over'],
];
const FRONT_DOORS = ['index', 'service'];
const PLUGIN_FOLDER = /^(.*\/plugins\/asset-provenance)\/(admin|server|shared)\//;

const levelOf = (room) => LEVELS.findIndex((level) => level.includes(room));
const withoutExtension = (file) => file.replace(/\.[cm]?[jt]sx?$/, '');

/** Where a file stands, by its path below the plugin's folder. */
const placeOf = (file) => {
  const [area, source, ...rest] = withoutExtension(file).split('/');
  if (area !== 'server' || source !== 'src') return { area };
  const [first, ...inside] = rest;
  if (first === undefined || (inside.length === 0 && levelOf(first) < 0)) {
    return { area, file: first ?? 'index' };
  }
  return { area, room: first, inside: inside.join('/') || 'index' };
};

const refusal = (from, to) => {
  if (from.area === 'shared' && to.area !== 'shared')
    return 'shared/ imports nothing of server or admin.';
  if (from.area === 'admin' && to.area === 'server') return 'admin/ imports nothing of server.';
  if (from.area === 'server' && to.area === 'admin') return 'server/ imports nothing of admin.';
  if (from.area !== 'server' || to.area !== 'server') return null;
  // Files beside the rooms are wiring and may enter every room; the configuration is for all and knows none.
  if (from.file && !isConfiguration(from.file)) return null;
  return to.room ? refusalOfRoom(from, to) : refusalOfRootFile(to);
};

const isConfiguration = (file) => /^config(-|$)/.test(file);

const refusalOfRootFile = (to) =>
  isConfiguration(to.file) ? null : `${to.file}.ts is wiring; nothing imports it.`;

const refusalOfRoom = (from, to) => {
  if (from.room === to.room) return null;
  if (!from.room) return `${from.file}.ts imports no room.`;
  const unlisted = [from.room, to.room].find((room) => levelOf(room) < 0);
  if (unlisted) return `Room "${unlisted}" has no level yet: add it to scripts/eslint-rooms.mjs.`;
  if (levelOf(to.room) >= levelOf(from.room)) {
    return `"${from.room}" may not import "${to.room}": imports go downward only (upward by event).`;
  }
  return FRONT_DOORS.includes(to.inside)
    ? null
    : `Enter "${to.room}" through its front door (service.ts or index.ts), not "${to.inside}".`;
};

export const roomsRule = {
  meta: { type: 'problem', schema: [], docs: { description: 'imports go downward only' } },
  create(context) {
    const filename = context.filename.split(path.sep).join('/');
    const plugin = PLUGIN_FOLDER.exec(filename)?.[1];
    if (!plugin) return {};
    const from = placeOf(path.posix.relative(plugin, filename));

    const check = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = path.posix.join(path.posix.dirname(filename), source.value);
      const message = refusal(from, placeOf(path.posix.relative(plugin, target)));
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
    };
  },
};

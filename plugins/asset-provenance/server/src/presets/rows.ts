import type { Actor, Preset, PresetRef, PresetVersion } from '../../../shared';
import { documentIdSchema } from '../../../shared';
import { forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request, RowOf } from '../kernel';
import { presets } from './content-types/preset';
import { presetVersions } from './content-types/preset-version';
import type { Fitting } from './fitting';

export type PresetRow = RowOf<typeof presets>;
export type VersionRow = RowOf<typeof presetVersions>;
type Ports = {
  fitting: Fitting;
  lastUsesOfPresets: (presetIds: string[]) => Promise<Map<string, string>>;
};

export const toVersion = (row: VersionRow): PresetVersion => ({
  version: row.version,
  name: row.name,
  note: row.note,
  takenFrom: row.takenFrom,
  savedBy: { type: row.savedByType, id: row.savedById, name: row.savedByName },
  savedAt: row.savedAt,
  content: row.content,
});

/** Who may find a preset: its owner, and everybody where it is shared. */
export const isVisible = ({ ownerId, isShared }: PresetRow, { id }: Pick<Actor, 'id'>): boolean =>
  isShared || ownerId === id;

const mayChange = ({ ownerId }: PresetRow, { actor, can }: Request): boolean =>
  ownerId === actor.id || can('settings.manage');

/** Reading presets, for those who may. */
export const createRows = ({ store }: Kernel, { fitting, lastUsesOfPresets }: Ports) => {
  const versionOf = ({ presetId, version }: PresetRef): Promise<VersionRow | null> =>
    store.findOne(presetVersions, { presetId, version });

  /** @throws Refusal 404 for what is not there or not theirs to see. */
  const visible = async (request: Request): Promise<PresetRow> => {
    const presetId = parse(documentIdSchema, request.params.presetId, 'presetId');
    const row = await store.findOne(presets, { documentId: presetId });
    if (!row || !isVisible(row, request.actor)) throw notFound('preset', 'presetId');
    return row;
  };

  const present = async (rows: PresetRow[], request: Request): Promise<Preset[]> => {
    const ids = rows.map(({ documentId }) => documentId);
    const [lastUses, newest] = await Promise.all([
      lastUsesOfPresets(ids),
      rows.length === 0
        ? []
        : store.find(presetVersions, {
            where: {
              $or: rows.map(({ documentId, version }) => ({ presetId: documentId, version })),
            },
          }),
    ]);
    const versions = new Map(newest.map((version) => [version.presetId, version]));
    return rows.flatMap((row) => {
      const version = versions.get(row.documentId);
      if (!version) return [];
      return {
        presetId: row.documentId,
        name: row.name,
        version: row.version,
        isShared: row.isShared,
        isOwn: row.ownerId === request.actor.id,
        mayChange: row.removedAt === null && mayChange(row, request),
        owner: { id: row.ownerId, name: row.ownerName },
        savedAt: version.savedAt,
        lastUsedAt: lastUses.get(row.documentId) ?? null,
        removedAt: row.removedAt,
        content: version.content,
        problems: fitting.problemsOf(version.content),
      };
    });
  };

  return {
    visible,
    versionOf,
    present,

    presentOne: async (row: PresetRow, request: Request): Promise<Preset> => {
      const [preset] = await present([row], request);
      if (!preset) throw notFound('preset', 'presetId');
      return preset;
    },

    /** @throws Refusal 404 for what they may not see or is removed, 403 for what belongs to somebody else. */
    changeable: async (request: Request): Promise<PresetRow> => {
      const row = await visible(request);
      if (row.removedAt !== null) throw notFound('preset', 'presetId');
      if (mayChange(row, request)) return row;
      throw forbidden(
        {
          en: `“${row.name}” is a preset of ${row.ownerName}.`,
          zh: `“${row.name}”是 ${row.ownerName} 的预设。`,
        },
        {
          en: `Save yours as a new preset, or ask ${row.ownerName} to change it.`,
          zh: `请另存为新预设，或联系 ${row.ownerName} 修改。`,
        },
        'presetId'
      );
    },
  };
};
export type Rows = ReturnType<typeof createRows>;

import type { Actor, PresetContent, PresetRef } from '../../../shared';
import type { Generation } from '../generation/service';
import { invalid } from '../kernel';
import type { Kernel } from '../kernel';
import type { Providers } from '../providers/service';
import { presets } from './content-types/preset';
import { presetVersions } from './content-types/preset-version';
import { createFitting } from './fitting';
import { createHoldings } from './holdings';
import { createReading } from './reading';
import { createRows, isVisible } from './rows';
import { createWriting } from './writing';

export { personalRows } from './personal';

export const tables = [presets, presetVersions];

const notUsable = () =>
  invalid(
    [
      {
        path: 'preset.presetId',
        message: 'is not a preset that you may use: it is not shared, was removed, or never was',
        zh: '不是您可用的预设：未共享、已删除或不存在',
      },
    ],
    { en: 'Choose another preset, or launch without one.', zh: '请选择其他预设，或不使用预设。' }
  );

const noSuchVersion = ({ version }: { version: number }) =>
  invalid(
    [
      {
        path: 'preset.version',
        message: `is not there: the newest version is ${version}`,
        zh: `不存在：最新为第 ${version} 版`,
      },
    ],
    { en: 'Choose one of its versions.', zh: '请选择已有的版本。' }
  );

/** Named sets of parameters, in versions, owned and shared. */
export const createPresets = (
  kernel: Kernel,
  { generation, providers }: { generation: Generation; providers: Providers }
) => {
  const { store } = kernel;
  const fitting = createFitting({ generation, providers });
  const rows = createRows(kernel, { fitting, lastUsesOfPresets: generation.lastUsesOfPresets });

  return {
    ...createReading(kernel, rows),
    ...createWriting(kernel, { rows, fitting }),
    holdings: createHoldings(kernel),

    /** @throws Refusal 400 for a preset that this person may not launch from, or a version that never was. */
    nameFor: async (actor: Actor, ref: PresetRef | null): Promise<string | null> => {
      if (!ref) return null;
      const preset = await store.findOne(presets, { documentId: ref.presetId });
      if (!preset || preset.removedAt !== null || !isVisible(preset, actor)) throw notUsable();
      const version = await rows.versionOf(ref);
      if (!version) throw noSuchVersion(preset);
      return version.name;
    },

    contentOf: async (ref: PresetRef): Promise<PresetContent | null> =>
      (await rows.versionOf(ref))?.content ?? null,
  };
};
export type Presets = ReturnType<typeof createPresets>;

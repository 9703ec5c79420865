import type { Effect, Kernel } from '../kernel';
import { createAssetFiles } from './asset-files';
import { createAssetVerdicts } from './asset-verdicts';

type Dependencies = Parameters<typeof createAssetVerdicts>[1];

/** Keeps approved assets in step with verdicts and with what happens to their files. */
export const createAssetEffects = (kernel: Kernel, dependencies: Dependencies): Effect => {
  const onVerdict = createAssetVerdicts(kernel, dependencies);
  const { onReplaced, onDeleted } = createAssetFiles(dependencies);

  return async (event, tx) => {
    if (event.type === 'verdict.given') await onVerdict(event, tx);
    if (event.type === 'file.replaced') await onReplaced(event, tx);
    if (event.type === 'file.deleted') await onDeleted(event, tx);
  };
};

import type { MediaFile } from '../media/service';
import type { TracePorts } from './ports';

/**
 * The bytes that the standing of an output speaks of, and whether its file still holds them: whoever
 * replaces a file leaves approval and verdict with the bytes that were looked at.
 */
export const createJudgedBytes = ({ generation, media, review, reuse }: TracePorts) => {
  const judgedSha256 = async (outputId: string): Promise<string | null> => {
    const asset = await reuse.assets.ofOutput(outputId);
    if (asset) return asset.storedSha256;
    const verdict = (await review.verdictsOf(outputId)).find(({ supersededBy }) => !supersededBy);
    return verdict?.storedSha256 ?? (await generation.outputRow(outputId))?.storedSha256 ?? null;
  };

  return {
    /** false also for bytes that nobody judged; null where it is not known which were judged. */
    isJudged: async (outputId: string, sha256: string): Promise<boolean | null> => {
      const judged = await judgedSha256(outputId);
      return judged === null ? null : judged === sha256;
    },

    /** Whether other bytes took the place of those that were judged, or stored where none were. */
    isReplaced: async (outputId: string, file: MediaFile): Promise<boolean> => {
      const held = await media.originalSha256(file);
      const judged = held && (await judgedSha256(outputId));
      return Boolean(judged) && held !== judged;
    },
  };
};
export type JudgedBytes = ReturnType<typeof createJudgedBytes>;

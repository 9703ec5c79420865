import type { Hit } from './find';
import type { TracePorts } from './ports';

/** Reads what a file says of itself: the marks that we wrote into it, or into what it was made from. */
export const createEmbedded = ({ media, generation }: TracePorts) => {
  /** Whoever copies credentials into another file, or changes this one, breaks what binds them to it. */
  const bySignature = async (manifestId: string, isFitting: boolean): Promise<Hit | null> => {
    const marked = await media.marks.ofManifest(manifestId);
    const [output] = marked
      ? await generation.findOutputs({ storageKey: marked.fileHash }, { limit: 1 })
      : [];
    return output && marked
      ? {
          match: isFitting ? 'signed_manifest' : 'broken_manifest',
          format: marked.format,
          outputId: output.documentId,
          isOfOthers: !isFitting,
        }
      : null;
  };

  const byName = async (outputId: string): Promise<Hit | null> =>
    (await generation.outputRow(outputId))
      ? { match: 'embedded_id', format: null, outputId }
      : null;

  /** The stronger statement first; none where it names nothing that is here. */
  return async (path: string): Promise<Hit[]> => {
    const findings = (await media.examine(path))?.findings ?? [];
    for (const { manifestId, isSignatureValid } of findings) {
      const hit = manifestId && (await bySignature(manifestId, isSignatureValid === true));
      if (hit) return [hit];
    }
    for (const { outputId } of findings) {
      const hit = outputId && (await byName(outputId));
      if (hit) return [hit];
    }
    return [];
  };
};

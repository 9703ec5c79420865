import type { Reference } from '../../../shared';
import type { Media } from '../media/service';
import type { ResolvedReference } from '../providers/service';
import type { ReferenceFiles } from './submit-job';

/**
 * Puts the bytes of references at hand, wherever the media library keeps them.
 * @throws an Error that says which reference cannot be read.
 */
export const resolveReferences = async (
  media: Media,
  references: Reference[]
): Promise<ReferenceFiles> => {
  const fetched: string[] = [];
  const discard = async () => {
    for (const path of fetched) await media.discard(path);
  };
  const resolve = async ({ fileDocumentId, role }: Reference): Promise<ResolvedReference> => {
    const file = await media.file(fileDocumentId);
    if (!file)
      throw new Error(`The reference ${fileDocumentId} is no longer in the media library.`);
    const { path, isTemporary, sha256 } = await media.fileAtHand(file);
    if (isTemporary) fetched.push(path);
    return { role, path, mime: file.mime, sha256 };
  };
  try {
    const resolved: ResolvedReference[] = [];
    for (const reference of references) resolved.push(await resolve(reference));
    return { references: resolved, discard };
  } catch (error) {
    await discard();
    throw error;
  }
};

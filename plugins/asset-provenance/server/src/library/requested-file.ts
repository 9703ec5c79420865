import { notFound } from '../kernel';
import type { Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';

/** The file in the path of a request. @throws Refusal 404 for unknown ones. */
export const requestedFile = async (media: Media, { params }: Request): Promise<MediaFile> => {
  const file = await media.file(params.fileDocumentId ?? '');
  if (!file) throw notFound('file', 'fileDocumentId');
  return file;
};

import type { AssetRecord, ExportedFile, LeftOut, LeftOutReason } from '../../../../shared';
import { FILES_FOLDER } from '../../../../shared';
import { LARGEST_FILE, LARGEST_FILES, statedHashes } from '../../evidence';
import { slugOf } from '../../media/service';
import type { AtHand, Media, MediaFile } from '../../media/service';
import type { JudgedBytes } from '../judged-bytes';

/** A file that goes along, with its bytes on the local disk. */
export type Carried = { entry: string; atHand: AtHand };

export type GatheredFiles = {
  files: ExportedFile[];
  carried: Carried[];
  leftOut: LeftOut[];
  /** To be called when all is sent, or nothing will be. */
  discard: () => Promise<void>;
};

type Wanted = { file: MediaFile; role: ExportedFile['role']; stem: string };

const extensionOf = ({ ext }: MediaFile): string =>
  ext && /^\.[a-z0-9]{1,8}$/i.test(ext) ? ext.toLowerCase() : '';

/** Plain names of Latin letters, whatever the file is called. */
const entryOf = ({ file, stem }: Wanted, isNamed: boolean): string => {
  const words = isNamed ? slugOf(file.name.replace(/\.[^.]*$/, '')) : '';
  return `${FILES_FOLDER}${[stem, words].filter(Boolean).join('-')}${extensionOf(file)}`;
};

/** Brings the files of a record to hand, within bounds, or says why one stays here. */
export const createFileGathering = (media: Media, { isJudged }: JudgedBytes) => {
  const wantedOf = async (record: AssetRecord, isFull: boolean): Promise<Wanted[]> => {
    const { fileDocumentId } = record.output;
    const original = fileDocumentId ? await media.file(fileDocumentId) : null;
    const references = isFull
      ? await media.files(record.references.map((reference) => reference.fileDocumentId))
      : [];
    return [
      ...(original ? [{ file: original, role: 'original' as const, stem: 'original' }] : []),
      ...references.map((file, index) => ({
        file,
        role: 'reference' as const,
        stem: `reference-${index + 1}`,
      })),
    ];
  };

  const bring = async (
    { file, role }: Wanted,
    room: number,
    hashes: Set<unknown>
  ): Promise<AtHand | LeftOutReason> => {
    const most = Math.min(LARGEST_FILE, room);
    // In kilobytes; what the library says saves reading what is too large anyhow.
    if ((file.size ?? 0) * 1000 > most) return 'file_too_large';
    const atHand = await media.fileAtHand(file).catch(() => null);
    if (!atHand) return 'file_missing';
    const reason = reasonAgainst(atHand, { most, isOriginal: role === 'original', hashes });
    if (!reason) return atHand;
    if (atHand.isTemporary) await media.discard(atHand.path);
    return reason;
  };

  return async (
    record: AssetRecord,
    { isFull, isCarrying }: { isFull: boolean; isCarrying: boolean }
  ): Promise<GatheredFiles> => {
    const wanted = await wantedOf(record, isFull);
    const hashes = statedHashes(record.timeline, record.output);
    const files: ExportedFile[] = [];
    const carried: Carried[] = [];
    const leftOut: LeftOut[] = [];
    let room = LARGEST_FILES;
    for (const each of wanted) {
      const { documentId: fileDocumentId, name, mime } = each.file;
      const came = isCarrying ? await bring(each, room, hashes) : null;
      if (typeof came === 'string') leftOut.push({ reason: came, of: fileDocumentId });
      const atHand = came !== null && typeof came === 'object' ? came : null;
      const entry = atHand && entryOf(each, isFull);
      if (atHand && entry) {
        carried.push({ entry, atHand });
        room -= atHand.bytes;
      }
      const sha256 = atHand?.sha256 ?? (await media.originalSha256(each.file));
      const isChanged =
        each.role === 'original' &&
        sha256 !== null &&
        (await isJudged(record.output.outputId, sha256)) === false;
      files.push({
        role: each.role,
        fileDocumentId,
        name,
        mime,
        entry,
        sha256,
        isChanged,
        bytes: atHand?.bytes ?? null,
      });
    }
    if (!isCarrying && wanted.length > 0) leftOut.push({ reason: 'files_not_asked', of: null });
    return {
      files,
      carried,
      leftOut,
      discard: async () => {
        for (const { atHand } of carried) if (atHand.isTemporary) await media.discard(atHand.path);
      },
    };
  };
};

/** Other bytes than any event tells of would say nothing about the record, or the wrong thing. */
const reasonAgainst = (
  { bytes, sha256 }: AtHand,
  { most, isOriginal, hashes }: { most: number; isOriginal: boolean; hashes: Set<unknown> }
): LeftOutReason | null => {
  if (bytes > most) return 'file_too_large';
  return isOriginal && !hashes.has(sha256) ? 'file_changed' : null;
};
